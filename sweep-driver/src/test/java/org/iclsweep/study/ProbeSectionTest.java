package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.learner.Preconditioner.Solver;
import org.iclsweep.learner.SolverSpec;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.study.read.Studies;
import org.iclsweep.trial.AttentionLags;
import org.iclsweep.trial.LagSensitivities;
import org.iclsweep.trial.ProbeInputs;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes;
import org.iclsweep.trial.Taking;
import org.junit.jupiter.api.Test;

class ProbeSectionTest {

  private static final String MODEL = "model.keys = causal\n";
  private static final String STUDY = "study = s\ntask { kind = dynamics, length = 20 }\n" + MODEL;

  @Test
  void whatIsAskedForReachesTheKernel() {
    assertThat(
            asked(
                "task { nonlinearity = perceptron, sequence-tokens = raw }\n"
                    + "measure.probe { kinds = [control, token, feature], tasks = 99\n"
                    + "positions = \"8..20 by 6\", at = points, lags = 3, solver-values = nonlinear\n"
                    + "ridge = 0.5, stack = 2, of = features }\n"
                    + "measure { attention-lags = 5, attention-tasks = 33 }, model.attention = softmax\n"
                    + "measure.lag-sensitivity { tasks = 21, lags = 4, positions = [20, 10] }"))
        .containsExactly(
            new Probes(
                List.of(ProbeKind.TOKEN, ProbeKind.FEATURE, ProbeKind.CONTROL),
                99,
                List.of(8, 14, 20),
                3,
                new ProbeInputs(Preconditioner.learned(SolverValues.NONLINEAR, 0.5), true, 2),
                true),
            new AttentionLags(5, 33),
            new LagSensitivities(21, 4, List.of(10, 20)));
    assertThat(asked("measure.probe { kinds = [preconditioned], solver = exact }"))
        .containsExactly(
            new Probes(
                List.of(ProbeKind.PRECONDITIONED),
                256,
                List.of(),
                0,
                new ProbeInputs(Preconditioner.exact(0.001), false, 1),
                false));
    assertThat(asked("measure.probe { kinds = [target], largest-target = 2 }"))
        .containsExactly(
            new Probes(
                List.of(ProbeKind.TARGET),
                256,
                List.of(),
                0,
                new ProbeInputs(Preconditioner.exact(1), false, 1),
                false,
                2));
    assertThat(problems("measure.probe { kinds = [token], lags = 2, largest-target = 2 }"))
        .contains(
            "measure.probe.largest-target: has no effect", "measure.probe.kinds holds target");
    assertThat(asked("")).isEmpty();
  }

  /** Of as many steps as second-order has, and its λ. */
  @Test
  void stepsThatAreFittedAreThoseOfSecondOrder() {
    String probe = "measure.probe { kinds = [control], solver-values = fitted, ridge = 0.5 }\n";
    String solver =
        "measure { prefix-learners = [second-order],"
            + " solver { values = fitted, ridge = 0.5, steps = 3 } }";
    SolverSpec three = new SolverSpec(SolverValues.FITTED, 3, 0.5);
    assertThat(asked(probe + solver))
        .singleElement()
        .isEqualTo(
            new Probes(
                List.of(ProbeKind.CONTROL),
                256,
                List.of(),
                0,
                new ProbeInputs(new Preconditioner(Solver.SECOND_ORDER, three), false, 1),
                false));
    assertThat(problems(probe + "measure.prefix-learners = [gd-prefix]"))
        .startsWith("x.conf:4: measure.probe.solver-values: is fitted, which does not go with")
        .contains(
            "measure.prefix-learners = [gd-prefix]: a probe reads the steps that second-order is"
                + " fitted with, and none is. Put second-order into measure.prefix-learners, and"
                + " set measure.solver.values = fitted.");
    assertThat(problems(probe + solver.replace("values = fitted, ", "").replace(", steps = 3", "")))
        .startsWith("x.conf:4: measure.probe.solver-values: is fitted, which does not go with")
        .endsWith(
            "measure.solver.values = orthogonal: a probe reads the steps that second-order is"
                + " fitted with, and none is. Set measure.solver.values = fitted.");
    assertThat(problems(probe + solver.replace("0.5", "2")))
        .startsWith("x.conf:4: measure.probe.ridge: is 0.5, which does not go with")
        .endsWith(
            "measure.probe.solver-values = fitted and measure.solver.ridge = 2: steps that were"
                + " fitted with one λ do not solve equations of another. Set measure.probe.ridge ="
                + " 2.");
    assertThat(problems(probe + "measure.probe.stack = 2\n" + solver))
        .startsWith("x.conf:4: measure.probe.solver-values: is fitted, which does not go with")
        .endsWith(
            "measure.probe.stack = 2: second-order fits its steps to single observations, but"
                + " inputs are stacks of 2. Set measure.probe.stack = 1, or"
                + " measure.probe.solver-values to published ones.");
    String nonlinear = "\ntask { nonlinearity = perceptron }\nmeasure.probe.of = features";
    assertThat(problems(probe + solver + nonlinear))
        .startsWith("x.conf:4: measure.probe.solver-values: is fitted, which does not go with")
        .endsWith(
            "measure.probe.of = features: second-order fits its steps to single observations, but"
                + " inputs are features. Set measure.probe.of = observations, or"
                + " measure.probe.solver-values to published ones.");
  }

  @Test
  void positionsAndLagsThatAreNotThereAreRefused() {
    assertThat(problems("measure.probe { kinds = [target], positions = [5, 21] }"))
        .startsWith("x.conf:4: measure.probe.positions: is [5, 21], which does not go with")
        .contains("task.length = 20: position is 21, must be at most 20, the tokens of a sequence")
        .endsWith("Leave these positions out, or set task.length to more.");
    assertThat(problems("measure.probe { kinds = [token], positions = [5, 20] }"))
        .startsWith("x.conf:4: measure.probe.lags: is 7, which does not go with")
        .contains("lags is 7, must be at most 4, the observations before position 5")
        .endsWith("Set measure.probe.lags to fewer, or probe these in a study of their own.");
    assertThat(problems("measure.probe { kinds = [control], stack = 21 }"))
        .contains("stack is 21, must be at most 20")
        .endsWith("Set measure.probe.stack to task.length or less.");
    assertThat(problems("measure.attention-lags = 20\nmodel.attention = softmax"))
        .startsWith("x.conf:4: measure.attention-lags: is 20, which does not go with")
        .contains("lags is 20, must be at most 19, the tokens before the last")
        .endsWith("Set measure.attention-lags to less than task.length.");
    assertThat(problems("measure.lag-sensitivity { tasks = 9, positions = [21] }"))
        .contains("measure.lag-sensitivity.positions: is [21]", "position is 21")
        .endsWith("Leave these positions out, or set task.length to more.");
    assertThat(problems("measure.lag-sensitivity { tasks = 9, lags = 3, positions = [3, 9] }"))
        .contains("measure.lag-sensitivity.lags: is 3", "lags is 3, must be at most 2")
        .endsWith("Set measure.lag-sensitivity.lags to fewer, or leave these positions out.");
  }

  @Test
  void featuresOfWhatHasNoneAreRefused() {
    assertThat(problems("measure.probe { kinds = [feature] }"))
        .startsWith("x.conf:4: measure.probe.kinds: is [feature], which does not go with")
        .contains("states go through no perceptron that has features")
        .endsWith("Leave feature out of measure.probe.kinds.");
    String part = "task { nonlinearity = perceptron, observed = 5 }\nmeasure.probe.kinds = ";
    assertThat(problems(part + "[feature]"))
        .contains("features are of whole states, but observations are of a part of them");
    assertThat(problems(part + "[control]\nmeasure.probe.of = features"))
        .contains("measure.probe.of: is features", "task.observed = 5")
        .endsWith("Set measure.probe.of = observations.");
    assertThat(problems("measure.probe { kinds = [control], of = features }"))
        .contains("measure.probe.of: has no effect", "task.nonlinearity is perceptron");
  }

  @Test
  void fewerSequencesThanRegressorsAreRefused() {
    assertThat(problems("measure.probe { kinds = [target], tasks = 40 }"))
        .startsWith("x.conf:4: measure.probe.tasks: is 40, which does not go with")
        .contains("tasks is 40, must be more than 40, what a probe reads of each")
        .endsWith("Set measure.probe.tasks to more.");
    assertThat(asked("measure.probe { kinds = [target], tasks = 41 }")).hasSize(1);
    assertThat(problems("measure.probe { kinds = [target], tasks = 48 }\nmodel.positions = 8"))
        .startsWith("x.conf:4: measure.probe.tasks: is 48, which does not go with")
        .contains("tasks is 48, must be more than 48");
    assertThat(
            problems(
                "measure.probe { kinds = [target], tasks = 60 }\nmodel.embedding = 60\ntask.sequence-tokens = raw"))
        .startsWith("x.conf:4: measure.probe.tasks: is 60, which does not go with")
        .contains("tasks is 60, must be more than 60");
    String stacked = "\ntask { sequence-tokens = stacked, stack = 5 }";
    assertThat(problems("measure.probe { kinds = [token], lags = 0, tasks = 50 }" + stacked))
        .startsWith("x.conf:4: measure.probe.tasks: is 50")
        .contains("task.stack = 5: tasks is 50, must be more than 50")
        .doesNotContain("\n");
    // of some stacks alone
    String some =
        "measure.probe { kinds = [target], tasks = 50 }\ntask.sequence-tokens = stacked\n";
    assertThat(problems(some + "sweep.grid { task.stack = [2, 5] }"))
        .contains("task.stack = 5: tasks is 50, must be more than 50")
        .doesNotContain("\n");
    assertThat(asked("measure.probe { kinds = [token], lags = 0, tasks = 51 }" + stacked))
        .hasSize(1);
    assertThat(problems("measure.probe { kinds = [control], tasks = 30, stack = 3 }"))
        .startsWith("x.conf:4: measure.probe.tasks: is 30, which does not go with")
        .contains("tasks is 30, must be more than 30");
  }

  @Test
  void looksOfWhatIsNoSoftmaxHaveNoShares() {
    assertThat(problems("measure.attention-lags = 2\nmodel.attention = relu"))
        .startsWith("x.conf:4: measure.attention-lags: is 2, which does not go with")
        .contains("shares of looks are of a first layer of softmax, but attention is relu")
        .endsWith("Set measure.attention-lags = off, or model.attention = softmax.");
    assertThat(
            problems("measure.attention-lags = 2\nmodel { attention = softmax, weights = merged }"))
        .contains("shares of looks are formed of queries and keys, but weights are merged");
    assertThat(asked("measure.attention-lags = 2\nmodel.attention = softmax-then-linear"))
        .hasSize(1);
  }

  @Test
  void otherTasksHaveNoSequences() {
    assertThat(String.join("\n", Studies.problems("study = s\nmeasure.probe.kinds = [target]")))
        .contains("measure.probe.kinds: has no effect", "task.kind is dynamics");
  }

  private static List<Taking<?>> asked(String text) {
    return trial("task { kind = dynamics, length = 20 }\n" + MODEL + text).spec().measure().asked();
  }

  private static String problems(String text) {
    return String.join("\n", Studies.problems(STUDY + text));
  }
}
