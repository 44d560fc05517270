package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Executors that a test lets come and go, by its own clock. */
class ExecutorWatchTest {
  private final List<Optional<String>> told = new ArrayList<>();
  private int executors;
  private long seconds;
  private final ExecutorWatch watch =
      new ExecutorWatch(() -> executors, "waiting", told::add, () -> seconds * 1_000_000_000);

  @Test
  void executorsThatAreSoonThereAreNotWaitedFor() {
    look(0, 4);
    executors = 1;
    look(5, 100);

    assertThat(told).isEmpty();
  }

  @Test
  void thatThereAreNoneIsToldOnceAndThatTheyHaveCome() {
    look(0, 5);
    assertThat(told).containsExactly(Optional.of("waiting"));
    look(6, 60);
    assertThat(told).hasSize(1);
    executors = 2;
    look(61, 70);
    assertThat(told).containsExactly(Optional.of("waiting"), Optional.empty());
  }

  @Test
  void eachTimeThatTheyAreGoneCountsFromItsBeginning() {
    look(0, 3);
    executors = 1;
    look(4, 4);
    executors = 0;
    look(5, 9);
    assertThat(told).isEmpty();
    look(10, 10);
    assertThat(told).containsExactly(Optional.of("waiting"));
  }

  @Test
  void whenItIsOverNothingIsWaitedFor() {
    look(0, 5);
    watch.close();

    assertThat(told).containsExactly(Optional.of("waiting"), Optional.empty());
  }

  @Test
  void itLooksByItself() throws InterruptedException {
    List<Integer> looks = new ArrayList<>();
    try (ExecutorWatch own =
        new ExecutorWatch(() -> add(looks), "waiting", told::add, System::nanoTime).started()) {
      synchronized (looks) {
        while (looks.size() < 2) {
          looks.wait();
        }
      }
    }
    assertThat(told).isEmpty();
  }

  private static int add(List<Integer> looks) {
    synchronized (looks) {
      looks.add(1);
      looks.notifyAll();
      return 1;
    }
  }

  private void look(long from, long to) {
    for (seconds = from; seconds <= to; seconds++) {
      watch.look();
    }
  }
}
