package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.study.TransformerTrial;
import org.junit.jupiter.api.Test;

/** {@code --set path=value}. */
class OverridesTest {

  @Test
  void overrideReplacesAValueOfTheFile() {
    assertThat(trial("training.steps = 500", "training.steps=200").spec().training().steps())
        .isEqualTo(200);
  }

  @Test
  void laterOverrideWins() {
    assertThat(trial("", "training.steps=200", "training.steps=300").spec().training().steps())
        .isEqualTo(300);
  }

  @Test
  void rangeNeedsNoQuotes() {
    assertThat(plan("sweep.grid.seed = [7]", "sweep.grid.seed=0..63").size()).isEqualTo(64);
    assertThat(plan("", "sweep.grid.task.input-range=0.5..2.0 by 0.25").size()).isEqualTo(7);
  }

  @Test
  void overrideOfAnAxisReplacesItHoweverTheFileWritesIt() {
    assertThat(plan("sweep.grid { \"model.depth\" = [1, 2] }", "sweep.grid.model.depth=[3]").size())
        .isEqualTo(1);
    assertThat(plan("sweep.grid.model.depth = [1]", "sweep.grid.\"model.depth\"=[3,4]").size())
        .isEqualTo(2);
  }

  @Test
  void wordsNumbersTruthValuesListsAndObjectsAreTyped() {
    TransformerTrial trial =
        trial(
            "",
            "model.init.kind=standard-deviation",
            "training.optimizer.learning-rate=5e-4",
            "model.depth=2",
            "model.tied=true",
            "measure.against=[gd, \"gd++\"]",
            "task={dim=3, context=4}",
            "training.clip-norm=off");
    assertThat(trial.parameters())
        .containsEntry("init_kind", "standard-deviation")
        .containsEntry("learning_rate", 5e-4)
        .containsEntry("tied", true)
        .containsEntry("against", List.of("gd", "gd++"))
        .containsEntry("dim", 3)
        .containsEntry("context", 4)
        .containsEntry("clip_norm", null);
  }

  @Test
  void nameCanBeOverridden() {
    assertThat(study("study = a", "study=2024").name()).isEqualTo("2024");
    assertThat(study("study = a", "study=2024-b").name()).isEqualTo("2024-b");
  }

  @Test
  void problemOfAnOverrideIsToldWithTheOverride() {
    assertThat(problems("study = s", "model.detph=3", "seed=-1", "training.steps=\"7\""))
        .containsExactly(
            "--set model.detph=3: model.detph: unknown key. Did you mean model.depth?",
            "--set seed=-1: seed: is -1, must be a whole number, at least 0.",
            "--set training.steps=\"7\": training.steps: is the text \"7\", must be a whole number,"
                + " at least 0. Write 7 without quotes.");
  }

  /** A value that several make is told with what has the most say. */
  @Test
  void problemOfWhatSeveralMakeIsToldWithTheLastOverride() {
    String kind = "task.kind={ a = ${x}, b = [1, 2] }";
    String told = "--set " + kind + ": task: refers to ${x}, which the study does not give.";
    assertThat(problems("study = s", kind, "task=)"))
        .contains("--set task=): task: is the text \")\", must be a section, as in task { ... }.");
    assertThat(problems("study = s", "task=)", kind)).contains(told);
    assertThat(problems("study = s\ntask.kind { c = 3 }", kind))
        .contains(told.replace(": task:", ": task.kind:"));
    assertThat(problems("study = s\ntask { c = ${x}, d = 1 }", "task.kind={ d = 3 }"))
        .contains("x.conf:2: task.c: refers to ${x}, which the study does not give.");
  }

  @Test
  void unknownSectionOfAnOverrideIsToldWithTheOverride() {
    assertThat(problems("study = s", "tsk.dim=3"))
        .containsExactly("--set tsk.dim=3: tsk: unknown key. Did you mean task?");
  }

  @Test
  void problemsOfTheFileComeFirst() {
    assertThat(problems("study = s\nseed = -1", "model.depth=0"))
        .containsExactly(
            "x.conf:2: seed: is -1, must be a whole number, at least 0.",
            "--set model.depth=0: model.depth: is 0, must be a whole number, at least 1.");
  }

  @Test
  void overrideThatIsNoAssignmentIsAnError() {
    assertThat(problems("study = s", "seed", "=3", "a..b=1"))
        .containsExactly(
            "--set =3: is no assignment. Write --set path=value.",
            "--set a..b=1: a..b: is no path. Write --set path=value.",
            "--set seed: is no assignment. Write --set path=value.");
  }

  @Test
  void listThatIsNoHoconIsAnErrorBesideOthers() {
    assertThat(problems("study = s", "measure.against=[gd++]", "seed=-1"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("--set measure.against=[gd++]: measure.against: ")
        .endsWith("Words with a plus need quotes: \"gd++\".");
  }

  @Test
  void overrideOfASweptParameterWouldHaveNoEffect() {
    assertThat(problems("study = s\nsweep.grid.seed = [1, 2]", "seed=3"))
        .containsExactly(
            "--set seed=3: seed: has no effect, because sweep.grid.seed takes its place."
                + " Override that: --set sweep.grid.seed=...");
  }

  @Test
  void substitutionThatLeadsNowhereIsToldWithTheOverride() {
    assertThat(problems("study = s\ntask.dim = 3", "task.dim=${x.y}"))
        .containsExactly(
            "--set task.dim=${x.y}: task.dim: refers to ${x.y}, which the study does not give.");
  }
}
