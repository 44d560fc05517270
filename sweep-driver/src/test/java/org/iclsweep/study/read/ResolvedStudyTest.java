package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.study;
import static org.iclsweep.study.read.Studies.trial;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that is stored with the results. */
class ResolvedStudyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study = s",
        "study = 007",
        "study = s\nmodel { token-clip = 2.5, key-size = 3 }\ntraining.clip-norm = off",
        "study = s\nmeasure { against = [], alpha { input-range = [], teacher-scale = [1e-9] } }",
        "study = s\nsweep.grid { seed = \"0..9999\", model.depth = \"1..9 by 4\", task.dim = 3 }",
        "study = s\nsweep.grid { seed = [3, 1, 2], model.key-size = [model-width, 1, 2] }",
        "study = s\nsweep.grid { training.clip-norm = [off, 1e-3, 1e22], model.heads = [1] }",
        "study = s\nsweep.grid { model { tied = [true, false], depth = [2, 1] } }",
        "study = s\ntraining.schedule { kind = warmup-cosine, decay-steps = training-steps }",
        "study = s\nmodel.tied = true\nsweep.grid.model.depth = \"1..9\"",
        "study = s\nsweep.grid { measure.against = [gd, [\"gd++\", gd], []] }",
        "study = s\nsweep.grid { measure.alpha.input-range = [\"1..2 by 0.5\", 3] }",
        "study = s\nsweep.grid { task.input-range = \"0.1..1e16 by 1e15\" }",
        "study = s\nsweep.grid { task.input-range = \"0.1..1 log 9\", seed = \"1..99 log 5\" }",
        "study = s\nsweep.zip { seed = \"0..3\", model.depth = [1, 2, 2, 1] }",
        "study = s\nsweep.zip = [{ seed = [0, 1], task.dim = [2, 3] }, { model.heads = [1, 2] }]",
        "study = s\nsweep { random { count = 9, task.noise = \"0.1..1 log\" }, grid.seed = [4, 5] }",
        "study = s\nsweep.sobol { count = 9, seed = 5, task.dim = \"1..99 log\" }",
        "study = s\nsweep.random { count = 9, measure.against = [gd, [\"gd++\", gd], []] }",
        "study = s\nsweep { grid { seed = \"0..9\", task.dim = [2, 3] }, exclude { seed = \"1..3\" } }",
        "study = s\nsweep { grid.seed = [1, 2], blocks { a.model.depth = 2, b {}, c.seed = 7 } }",
        "study = s\nmodel.tied = true\nsweep.blocks { a.model.depth = 2, b {}, c.grid.model.depth = [1, 3] }",
        "study = s\nsweep { grid.seed = [1, 2], exclude { seed = 2 }, blocks { a.grid.seed = [1, 3], b {} } }",
        "study = s\nsweep { random { count = 9, task.noise = \"1..2\" }, blocks { a.random.count = 5, b.zip { seed = [1, 2], task.dim = [3, 4] } } }",
        "study = s\nchecks { loss { query = \"SELECT 1 AS \\\"a b\\\"\\nFROM trials\", expected = 0.25, tolerance = 1e-3, source = \"here: \\u03b7\" }, \"a, b\" { query = x, at-least = -1, source = y } }",
        "study = s\nscale = full\nscales { full { training.steps = 900, study = t }, half.seed = 3 }",
      })
  void resolvedTextReadsBackToAnEqualStudy(String text) {
    Study study = study(text);
    assertThat(study(study.resolved())).isEqualTo(study);
  }

  @Test
  void resolvedTextDoesNotDependOnTheLayout() {
    assertThat(study("study = s\nsweep.grid { seed = \"1..4\", task.dim = [2, 4] }").resolved())
        .isEqualTo(
            study("sweep { grid { task { dim = [2, 4.0] }, seed = [1,2,3,4] } }\nstudy = \"s\"")
                .resolved());
  }

  @Test
  void resolvedTextHasAllFixedParametersThatApplyAndTheAxes() {
    String text = study("study = s\nsweep.grid.seed = \"0..10 by 5\"").resolved();
    assertThat(text.lines())
        .hasSize(1 + trial("").values().byPath().size())
        .startsWith("study = \"s\"")
        .contains("measure.against = [gd, \"gd++\", least-squares]", "model.token-clip = off")
        .noneMatch(line -> line.startsWith("model.tied") || line.contains("momentum"))
        .endsWith("sweep.grid.seed = \"0..10 by 5\"");
  }
}
