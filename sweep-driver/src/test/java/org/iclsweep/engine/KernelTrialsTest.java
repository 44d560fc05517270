package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own trials, each held against learners that another chunk has fitted. */
class KernelTrialsTest {
  private static final String SHORT =
      """
      study = short
      training { steps = 3, batch = 64 }
      measure { every = 3, eval-tasks = 128, alpha.tasks = 64 }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        task { dim = 3, context = 5 }
        measure.against = [gd, gd-closed-form, "gd++", least-squares, ridge, kernel-smoothing]
        """,
        """
        task { dim = 3, context = 5 }
        model.depth = 2
        measure.against = [gd, gd-one-step, gd-per-step, "gd++", least-squares, ridge, kernel-smoothing]
        """,
        """
        task { dim = 3, context = 5, inputs = normal }
        model.depth = 2
        measure.against = [gd, theorem-5, theorem-1, pgd, class-s]
        """,
        """
        task.kind = sine
        model { embedding = 5, mlp { place = before, bias = true } }
        measure.against = [mlp-gd, kernel-smoothing]
        """
      })
  void modelsAreHeldAgainstLearnersThatComeFromTheTable(String axes) throws Exception {
    Study study = Study.parse(SHORT + axes, "short", List.of());
    new Sweep(new KernelTrials(), SweepOptions.on(SharedSpark.settings()))
        .run(study, directory.toString(), Progress.NONE);

    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      for (TrialRow row : rows.toList()) {
        assertThat(row.record().outcome())
            .as(row.record().failureMessage())
            .isEqualTo(Outcome.COMPLETED);
        assertThat(row.record().learners()).isNotEmpty();
      }
    }
  }
}
