package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EachFileTest {
  private static final List<Integer> FILES = IntStream.range(0, 1000).boxed().toList();

  @Test
  void answersComeInTheOrderOfTheFiles() {
    List<Integer> answers = new ArrayList<>();
    EachFile.inOrder(FILES, file -> 2 * file, answers::add);

    assertThat(answers).isEqualTo(FILES.stream().map(file -> 2 * file).toList());
  }

  @Test
  void ofManyFilesFewAreAskedAhead() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    EachFile.inOrder(
        FILES,
        3,
        file -> asked.incrementAndGet(),
        answer -> most.accumulateAndGet(asked.get() - taken.incrementAndGet(), Math::max));

    assertThat(asked).hasValue(1000);
    assertThat(most.get()).isLessThanOrEqualTo(2 * 3);
  }

  @Test
  void everyFileHasItsTurn() {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    EachFile.forEach(FILES, seen::add);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(FILES);
  }

  @Test
  void whatGoesWrongReachesTheCaller() {
    assertThatThrownBy(
            () ->
                EachFile.forEach(
                    FILES,
                    file -> {
                      if (file == 500) {
                        throw new ResultException("file 500");
                      }
                    }))
        .isInstanceOf(ResultException.class)
        .hasMessage("file 500");
  }
}
