package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredRunsTest {

  @Test
  void aMillionRowsDoNotFitIntoTwoGigabytes() {
    assertThat(StoredRuns.problem(1_000_000, 10_000, 2L << 30))
        .contains(
            "1000000 rows are too many for the memory of this JVM, 2048 MB; set"
                + " ICL_SWEEP_JAVA_OPTS=-Xmx13g, or ask with icl-sweep sql");
    assertThat(StoredRuns.problem(1_000_000, 10_000, 13L << 30)).isEmpty();
  }
}
