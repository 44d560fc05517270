package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KEYS = List.of("model.depth", "task.dim", "training.batch");

  @Test
  void neighboursSwappedAreOneEdit() {
    assertThat(Nearest.edits("detph", "depth")).isEqualTo(1);
    assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    assertThat(Nearest.edits("ABC", "abc")).isZero();
  }

  @Test
  void keyInAnotherSectionIsFound() {
    assertThat(Nearest.of("depth", KEYS)).contains("model.depth");
    assertThat(Nearest.of("model.dim", KEYS)).contains("task.dim");
  }

  @Test
  void longerNameIsFound() {
    assertThat(Nearest.of("batch-size", KEYS)).contains("training.batch");
  }

  @Test
  void farAwayKeyIsNotGuessed() {
    assertThat(Nearest.of("lr", KEYS)).isEmpty();
    assertThat(Nearest.of("model.dropout", KEYS)).isEmpty();
  }
}
