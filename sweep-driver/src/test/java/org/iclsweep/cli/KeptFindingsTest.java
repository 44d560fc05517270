package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings that are kept beside a table are those that its rows show, whatever became of it. */
class KeptFindingsTest {
  private static final String STUDY =
      """
      study = kept
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd] }
      sweep.grid { seed = "0..3", model.heads = [1, 2] }
      """;

  @TempDir static Path folder;
  private static Path study;
  private static Path results;
  private static Path kept;

  @BeforeAll
  static void runAStudy() throws IOException {
    SharedSpark.settings();
    study = Files.writeString(folder.resolve("kept.conf"), STUDY);
    results = folder.resolve("results");
    kept = results.resolve("_study/findings.txt");
    assertThat(run().code()).isZero();
  }

  private static Ran run(String... more) {
    return Ran.of(
        Stream.concat(
                Stream.of("run", study.toString(), "--out", results.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /** What a run says with what is kept is what it says without. */
  private static String said(String... more) throws IOException {
    run(more);
    String with = run(more).out();
    assertThat(kept).isRegularFile();
    Files.delete(kept);
    assertThat(with).isEqualTo(run(more).out()).contains("trials: ");
    return with;
  }

  @Test
  void findingsAreThoseOfTheRowsAfterMoreRowsOtherRulesAndCompaction() throws IOException {
    String first = said();
    assertThat(said("--set", "sweep.grid.seed=0..4")).contains("10 trials: ").isNotEqualTo(first);
    assertThat(said()).isEqualTo(first);
    assertThat(said("--all-rows")).contains("10 trials: ");
    assertThat(said("--set", "measure.learnt-at=0.9")).isNotEqualTo(first);
    assertThat(Ran.of("compact", results.toString()).code()).isZero();
    assertThat(said()).isEqualTo(first);
  }

  /** That it is shown at all: what whoever may write the table wrote there. */
  @Test
  void whatIsKeptIsShown() throws IOException {
    said();
    String text = Files.readString(kept);
    String findings = text.substring(text.indexOf('\n') + 1);

    assertThat(run().out()).isEqualTo(findings);
    assertThat(run().err()).contains("nothing was left to do");
  }
}
