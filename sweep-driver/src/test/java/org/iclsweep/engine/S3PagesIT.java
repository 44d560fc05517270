package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables on S3 that the store lists page by page. */
class S3PagesIT extends S3Case {
  private static final Map<String, String> PAGES_OF_SEVEN = Map.of("fs.s3a.paging.maximum", "7");

  /** {@link SampleTable} has all learners in one. */
  private static final int LEARNER_FILES = 1;

  /** A trial a file: more than nine pages of a thousand. */
  private static final int MANY_SEEDS = 5000;

  private final AtomicInteger furtherPages = new AtomicInteger();

  @Test
  void pagesOfSevenHaveEveryFileOnce() throws Exception {
    countPages();
    Study half = SampleTrials.study(20);
    SampleTable.write(directory, server.spark("local[2]", PAGES_OF_SEVEN).storage(), half, 1);
    Study study = SampleTrials.study(30);

    SweepResult rest = sweep(new SampleTrials(0), study, PAGES_OF_SEVEN);

    assertThat(rest.missing()).isZero();
    assertThat(folder(PAGES_OF_SEVEN).table().files()).hasSize(LEARNER_FILES + 2 * 30);
    assertThat(furtherPages).hasValueGreaterThanOrEqualTo(2 * (LEARNER_FILES + 2 * 20) / 7);
    assertWholeAndClean(new SampleTrials(0), study, PAGES_OF_SEVEN);
  }

  @Test
  @Tag("clusters")
  void tenThousandFilesAreListedInPagesOfAThousandAndReadOnce() throws Exception {
    countPages();
    Study study = SampleTrials.study(MANY_SEEDS);
    SampleTable.write(directory, folder(Map.of()).storage(), study, 1);
    int files = LEARNER_FILES + 2 * MANY_SEEDS;

    assertThat(folder(Map.of()).table().files()).hasSize(files);
    assertThat(furtherPages).hasValueGreaterThanOrEqualTo(files / 1000);
    try (Stream<TrialRow> rows = folder(Map.of()).table().rows()) {
      assertThat(rows.map(TrialRow::trialId))
          .hasSize(LEARNERS + 2 * MANY_SEEDS)
          .doesNotHaveDuplicates();
    }
    SampleTable onDisk = SampleTable.write(disk.resolve("study"), study, MANY_SEEDS);
    try (ResultTable table = ResultTable.open(directory, server.spark("local[2]"))) {
      assertThat(table.digest()).isEqualTo(onDisk.digest());
    }
    assertThat(Outlook.of(study, folder(Map.of()).storage(), directory).missing()).isZero();
  }

  private void countPages() {
    server.setFate(
        request -> {
          if (String.valueOf(request.target().getQuery()).contains("continuation-token=")) {
            furtherPages.incrementAndGet();
          }
          return server.forward(request);
        });
  }
}
