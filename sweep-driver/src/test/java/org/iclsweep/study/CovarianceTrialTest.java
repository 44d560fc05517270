package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SpectrumLaw;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;

/** What a study says of the covariance of inputs and teachers. */
class CovarianceTrialTest {

  private static final String NORMAL = "study = s\ntask { inputs = normal, dim = 3 }\n";

  private static Covariance covariance(TransformerTrial trial) {
    return ((LinearRegression) trial.spec().task()).covariance();
  }

  @Test
  void theKernelGetsWhatIsWritten() {
    assertThat(covariance(trial("task.inputs = normal"))).isEqualTo(Covariance.NONE);
    assertThat(covariance(trial(""))).isEqualTo(Covariance.NONE);
    assertThat(
            covariance(
                trial(
                    "seed = 11, task { inputs = normal, dim = 3, spectrum = [1, 0.25, 1],"
                        + " rotation = seed, teacher = inverse-covariance }")))
        .isEqualTo(
            new Covariance(List.of(1.0, 0.25, 1.0), TeacherLaw.INVERSE_COVARIANCE, true, 11));
    String falling = "task { inputs = normal, dim = 3, condition = 16 }";
    assertThat(covariance(trial(falling)).spectrum()).containsExactly(1.0, 0.25, 0.0625);
    assertThat(covariance(trial(falling + ", task.spectrum-law = power")).spectrum())
        .isEqualTo(SpectrumLaw.POWER.eigenvalues(3, 16));
    assertThat(covariance(trial("task { inputs = normal, dim = 1, condition = 1 }")))
        .isEqualTo(Covariance.NONE);
  }

  /** Inputs that are turned by a seed are other inputs with another; all else is not the seed's. */
  @Test
  void trialsOfAllSeedsAreEvaluatedOnTheSameTasksUnlessTheirsAreTurned() {
    String task = "task { inputs = normal, dim = 2 }\n";
    String seeds = "sweep.grid { seed = [4, 9], model.depth = [1, 2] }\n";
    assertThat(plan(task + seeds).evaluations())
        .singleElement()
        .satisfies(each -> assertThat(each.parameters()).doesNotContainKey("seed"));
    assertThat(plan(task + seeds + "task.rotation = seed").evaluations())
        .extracting(
            each -> each.parameters().get("seed"),
            each -> ((LinearRegression) each.set().task()).covariance().seed())
        .containsExactly(tuple(4L, 4L), tuple(9L, 9L));
    String both =
        "sweep { grid.seed = [4, 9], blocks { a.task.rotation = none, b.task.rotation = seed } }";
    assertThat(plan(task + both).evaluations()).hasSize(3);
    String others = "sweep.grid.measure { eval-seed = [0, 1], eval-tasks = [10, 20, 30] }";
    assertThat(plan(task + others).evaluations()).hasSize(6);
  }

  @Test
  void aSpectrumIsKeptInItsOrderWithWhatComesTwice() {
    TransformerTrial trial = trial("task { inputs = normal, dim = 3, spectrum = [1, 4, 1] }");
    assertThat(trial.parameters()).containsEntry("spectrum", List.of(1.0, 4.0, 1.0));
    assertThat(trial.id())
        .isNotEqualTo(trial("task { inputs = normal, dim = 3, spectrum = [1, 1, 4] }").id());
  }

  @Test
  void spectraAndConditionsAreAxes() {
    String task = "task { inputs = normal, dim = 2 }\n";
    Plan spectra = plan(task + "sweep.grid.task.spectrum = [[], [1, 4], [4, 1]]");
    assertThat(List.of(0L, 1L, 2L))
        .extracting(index -> covariance(spectra.trial(index)).spectrum())
        .containsExactly(List.of(), List.of(1.0, 4.0), List.of(4.0, 1.0));
    Plan conditions = plan(task + "sweep.grid.task.condition = [1, 4, 16]");
    assertThat(List.of(0L, 1L, 2L))
        .extracting(index -> covariance(conditions.trial(index)).spectrum())
        .containsExactly(List.of(), List.of(1.0, 0.25), List.of(1.0, 0.0625));
  }

  @Test
  void trialsTurnByTheirSeedAndShareTheirLearners() {
    Plan plan =
        plan(
            "task { inputs = normal, dim = 2, condition = 4 }\n"
                + "sweep.grid { task.rotation = [none, seed], seed = [0, 1] }");
    assertThat(List.of(0L, 1L, 2L, 3L))
        .extracting(index -> covariance(plan.trial(index)))
        .extracting(Covariance::rotated, Covariance::seed)
        .containsExactly(tuple(false, 0L), tuple(false, 0L), tuple(true, 0L), tuple(true, 1L));
    assertThat(plan.learners()).hasSize(3);
    assertThat(plan.trial(3).learners()).isEqualTo(plan.trial(0).learners());
    assertThat(((LearnerTrial) plan.learners().get(0)).parameters())
        .containsEntry("condition", 4.0)
        .containsEntry("rotation", null);
  }

  @Test
  void theTrialOfARowIsTheOneThatWasTrained() {
    TransformerTrial trial =
        trial("seed = 11, task { inputs = normal, dim = 2, spectrum = [1, 4], rotation = seed }");
    assertThat(TransformerTrial.spec(trial.parameters())).contains(trial.spec());
    Map<String, Object> older = new HashMap<>(trial("task.inputs = normal").parameters());
    List.of("spectrum", "condition", "spectrum_law", "rotation", "teacher").forEach(older::remove);
    assertThat(TransformerTrial.spec(older)).contains(trial("task.inputs = normal").spec());
  }

  @Test
  void inputsThatAreNotNormalHaveNone() {
    for (String line :
        List.of(
            "task.spectrum = [1, 2]",
            "task.condition = 4",
            "task.rotation = seed",
            "task.teacher = inverse-covariance")) {
      String path = line.substring(0, line.indexOf(' '));
      assertThat(problems("study = s\n" + line))
          .containsExactly(
              "x.conf:2: "
                  + path
                  + ": has no effect: it applies when task.kind is linear-regression and task.inputs"
                  + " is normal, and here task.inputs is uniform. Remove it or set task.inputs ="
                  + " normal.");
    }
    assertThat(problems(NORMAL + "task.spectrum-law = power"))
        .singleElement()
        .asString()
        .contains("x.conf:3: task.spectrum-law: has no effect", "task.condition");
  }

  @Test
  void eigenvaluesThatMakeNoSenseAreRefusedWhereTheyStand() {
    refused(
        "task.spectrum = [1, 2]",
        "x.conf:3: task.spectrum: is [1, 2], which does not go with task.dim = 3: number of"
            + " eigenvalues is 2, must be 3, one for each feature of an input. Give task.spectrum"
            + " as many eigenvalues as task.dim says.");
    refused(
        "task { spectrum = [1, 2, 3], condition = 4 }",
        "x.conf:3: task.spectrum: is [1, 2, 3], which does not go with task.condition = 4: both say"
            + " what the eigenvalues are. Set task.condition = 1, or leave task.spectrum out.");
    assertThat(problems("study = s\ntask { inputs = normal, dim = 1, condition = 4 }"))
        .containsExactly(
            "x.conf:2: task.condition: is 4, which does not go with task.dim = 1: dim is 1, must be"
                + " at least 2 for a condition of 4.0. Set task.condition = 1, or task.dim to 2 or"
                + " more.");
    assertThat(problems(NORMAL + "task.spectrum = [1, 0, 2]"))
        .singleElement()
        .asString()
        .contains("x.conf:3", "a positive number");
    assertThat(problems(NORMAL + "task.condition = 0.5"))
        .singleElement()
        .asString()
        .contains("x.conf:3: task.condition: ", "a number, at least 1");
  }

  @Test
  void learnersThatAreNotKnownBesideOneAreRefused() {
    refused(
        "measure.against = [theorem-5]\ntask.spectrum = [1, 1, 2]",
        "x.conf:3: measure.against: is [\"theorem-5\"], which does not go with task.spectrum = [1, 1,"
            + " 2]: theorem-5 is known for inputs of one variance in all directions only. Set"
            + " task.spectrum = [], or leave theorem-5 out.");
    refused(
        "measure.against = [theorem-5]\ntask.condition = 4",
        "x.conf:3: measure.against: is [\"theorem-5\"], which does not go with task.condition = 4:"
            + " theorem-5 is known for inputs of one variance in all directions only. Set"
            + " task.condition = 1, or leave theorem-5 out.");
    refused(
        "measure.against = [class-s]\ntask.condition = 4",
        "x.conf:3: measure.against: is [class-s], which does not go with task.condition = 4: class-s"
            + " is known for teachers of the inverse covariance only, or inputs of one variance. Set"
            + " task.teacher = inverse-covariance, or leave class-s out.");
    refused(
        "measure.against = [ridge]\ntask { spectrum = [1, 1, 2], teacher = inverse-covariance }",
        "x.conf:4: measure.ridge: is bayes, which does not go with task.teacher ="
            + " inverse-covariance: the best strength of ridge is known for teachers without a"
            + " preferred direction only. Set measure.ridge to a positive number.");
    refused(
        "measure.against = [mlp-gd]\nmodel.mlp.place = before\ntask.rotation = seed",
        "x.conf:3: measure.against: is [mlp-gd], which does not go with task.rotation = seed:"
            + " mlp-gd is trained once for all trials, on inputs that are not rotated. Leave mlp-gd"
            + " out, or set task.rotation = none.");
    assertThat(
            trial("task { inputs = normal, rotation = seed }, measure.against = [theorem-5]")
                .learners())
        .extracting(learner -> learner.spec().kind())
        .containsExactly(LearnerKind.THEOREM_FIVE);
    assertThat(
            trial("task { inputs = normal, rotation = seed }, measure.against = [ridge]")
                .learners())
        .extracting(learner -> learner.spec().kind())
        .containsExactly(LearnerKind.RIDGE);
  }

  @Test
  void learnersThatAreKnownBesideOneAreNot() {
    String task =
        "task { inputs = normal, dim = 3, spectrum = [1, 1, 2], rotation = seed, teacher = ";
    List<LearnerTrial> isotropic =
        trial(task + "isotropic }, measure.against = [theorem-1, pgd, least-squares]").learners();
    List<LearnerTrial> inverse =
        trial(task + "inverse-covariance }, measure.against = [theorem-1, pgd, class-s]")
            .learners();
    assertThat(inverse)
        .extracting(learner -> learner.spec().kind())
        .containsExactly(LearnerKind.THEOREM_ONE, LearnerKind.PGD, LearnerKind.CLASS_S);
    assertThat(inverse.get(0).id()).isNotEqualTo(isotropic.get(1).id());
    assertThat(inverse.get(2).parameters())
        .containsEntry("spectrum", List.of(1.0, 1.0, 2.0))
        .containsEntry("teacher", "inverse-covariance")
        .containsEntry("rotation", null);
  }

  private static void refused(String lines, String problem) {
    assertThat(problems(NORMAL + lines)).containsExactly(problem);
  }
}
