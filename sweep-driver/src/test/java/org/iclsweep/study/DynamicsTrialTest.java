package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.learner.GdPrefix;
import org.iclsweep.learner.GdPrefixK;
import org.iclsweep.learner.KernelPrefix;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.learner.RidgePrefix;
import org.iclsweep.learner.SecondOrder;
import org.iclsweep.learner.SolverSpec;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Observations;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.StartLaw;
import org.iclsweep.task.StateMap;
import org.iclsweep.task.States;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.LearnerPositions;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.PositionLosses;
import org.junit.jupiter.api.Test;

/** What a study says of sequences, and what it must not ask of them. */
class DynamicsTrialTest {

  private static final String STUDY =
      """
      study = s
      task.kind = dynamics
      model.keys = causal
      """;

  @Test
  void theKernelGetsWhatIsWritten() {
    TransformerTrial plain = trial("task.kind = dynamics, model.keys = causal");
    assertThat(plain.spec().task()).isEqualTo(new Dynamics(10, 50, 42));
    assertThat(plain.spec().model().attention().keys()).isEqualTo(AttentionSpec.Keys.CAUSAL);
    TransformerTrial other =
        trial(
            "task { kind = dynamics, dim = 3, length = 7, teacher-seed = 5 },"
                + " model.keys = causal, measure.positions = true");
    assertThat(other.spec().task()).isEqualTo(new Dynamics(3, 7, 5));
    assertThat(other.spec().measure().asked()).containsExactly(new PositionLosses());
  }

  /** Where learners are there to be held against at every position. */
  @Test
  void learnersAreMeasuredAtPositionsWhereBothAreAsked() {
    String both =
        "task.kind = dynamics, model.keys = causal, measure.prefix-learners = [gd-prefix]";
    assertThat(trial(both).spec().measure().asked()).isEmpty();
    TransformerTrial asked = trial(both + ", measure.positions = true");
    assertThat(asked.spec().measure().asked())
        .containsExactly(new PositionLosses(), new LearnerPositions());
    assertThat(asked.learners().get(0)).isEqualTo(trial(both).learners().get(0));
  }

  @Test
  void systemsStatesAndTokensAreThoseThatAreWritten() {
    Dynamics plain = new Dynamics(10, 50, 42);
    assertThat(task("transition = orthogonal"))
        .isEqualTo(plain.withTransition(Transition.orthogonal()));
    assertThat(task("transition = orthogonal, distinct-teachers = 64"))
        .isEqualTo(plain.withTransition(Transition.orthogonal().among(64)));
    assertThat(task("transition = contracting, eigenvalue-min = 0.2, eigenvalue-max = 0.7"))
        .isEqualTo(plain.withTransition(Transition.contracting(0.2, 0.7)));
    assertThat(task("initial = normal, initial-range = 0.5, noise = 0.1, state-clip = 3"))
        .isEqualTo(
            plain.withStates(States.PLAIN.from(StartLaw.NORMAL, 0.5).withNoise(0.1).within(3)));
    assertThat(task("nonlinearity = perceptron"))
        .isEqualTo(plain.withStates(States.PLAIN.through(new StateMap(4, 1.1))));
    assertThat(task("nonlinearity = perceptron, perceptron-widening = 2, perceptron-scale = 0.7"))
        .isEqualTo(plain.withStates(States.PLAIN.through(new StateMap(2, 0.7))));
    assertThat(task("observed = 4, observation-scale = 0.3, observation-noise = 0.2"))
        .isEqualTo(plain.withObservations(new Observations(4, 0.3, 0.2)));
    assertThat(task("observed = 4")).isEqualTo(plain.withObservations(Observations.some(4)));
    assertThat(task("sequence-tokens = raw")).isEqualTo(plain.withTokens(SequenceTokens.RAW));
    assertThat(task("slots = inner-zero")).isEqualTo(plain.withTokens(SequenceTokens.innerZero()));
    assertThat(task("sequence-tokens = stacked, stack = 5"))
        .isEqualTo(plain.withTokens(SequenceTokens.stacked(5)));
  }

  private static TaskSpec task(String written) {
    return trial("task { kind = dynamics, " + written + " }, model.keys = causal").spec().task();
  }

  /** Nor does it matter for learners, or for an archive of the tasks. */
  @Test
  void trialsAreEvaluatedOnTheSameSequencesWhateverTheirTokensAndSystems() {
    String all =
        """
        task { kind = dynamics, transition = orthogonal }, model.keys = causal
        sweep.blocks.a.grid.task { slots = [all, inner-zero], distinct-teachers = [1, endless] }
        sweep.blocks.b { task.sequence-tokens = stacked, grid.task.stack = [2, 3] }
        sweep.blocks.c.task.sequence-tokens = raw
        """;
    assertThat(plan(all).evaluations())
        .singleElement()
        .extracting(each -> each.set().task())
        .isEqualTo(new Dynamics(10, 50, 42).withTransition(Transition.orthogonal()));
    assertThat(plan(all + "sweep.blocks.d.task.noise = 0.1\n").evaluations()).hasSize(2);
  }

  @Test
  void whatNoSequenceCanBeIsRefusedWhereItStands() {
    refused(
        "task { transition = contracting, eigenvalue-min = 0.95 }",
        "task.eigenvalue-max: is 0.9, which does not go with task.eigenvalue-min = 0.95: eigenvalueMax"
            + " is 0.9, must be at least the eigenvalueMin of 0.95. Set task.eigenvalue-min to the"
            + " largest eigenvalue or less.");
    refused(
        "task.observed = 11",
        "x.conf:4: task.observed: is 11, which does not go with task.dim = 10: observed is 11, must"
            + " be at most 10, the features of a state. Set task.observed to task.dim or less, or"
            + " all.");
    refused(
        "task { length = 2, sequence-tokens = stacked }",
        "task.stack: is 3, which does not go with task.length = 2: stack is 3, must be at most 2,"
            + " the tokens of a sequence. Set task.stack to task.length or less.");
    refused(
        "task { transition = orthogonal, distinct-teachers = 16777217 }",
        "x.conf:4: task.distinct-teachers: is 16777217: systems is 16777217, must be 1 to 16777216,"
            + " or 0 for no end of them. Set task.distinct-teachers = endless, or fewer.");
    refused(
        "task.distinct-teachers = 2",
        "x.conf:4: task.distinct-teachers: has no effect: it applies when task.kind is dynamics and"
            + " task.transition is not fixed");
    refused("task.stack = 2", "task.stack: has no effect");
    refused("task { sequence-tokens = raw, slots = inner-zero }", "task.slots: has no effect");
  }

  @Test
  void nothingThatNeedsAQueryIsMeasuredByDefault() {
    TransformerTrial trial = trial("task.kind = dynamics, model.keys = causal");
    MeasureSpec measure = trial.spec().measure();
    assertThat(measure.against()).isEmpty();
    assertThat(measure.ood().points()).isZero();
    assertThat(measure.asked()).isEmpty();
    assertThat(trial.learners()).isEmpty();
    assertThat(trial.parameters().get("against")).isNull();
    assertThat(trial.parameters().get("context")).isNull();
  }

  @Test
  void whatNeedsAQueryHasNoEffect() {
    for (String needless :
        List.of(
            "measure.against = [gd]",
            "measure.alpha.input-range = [2]",
            "measure.rollout.steps = 3",
            "task.context = 7",
            "task.tokens = interleaved")) {
      String path = needless.substring(0, needless.indexOf(' '));
      String provided = path.startsWith("measure.alpha") ? "" : " or provided"; // which have no OOD
      assertThat(problems(STUDY + needless))
          .containsExactly(
              "x.conf:4: "
                  + path
                  + ": has no effect: it applies when task.kind is linear-regression or sine"
                  + provided
                  + ", and here it is dynamics. Remove it or set task.kind = linear-regression or sine"
                  + provided
                  + ".");
    }
    assertThat(problems("study = s\nmeasure.positions = true"))
        .singleElement()
        .asString()
        .contains("measure.positions", "has no effect", "task.kind is dynamics");
  }

  @Test
  void sequencesHaveLearnersOfTheirOwn() {
    TransformerTrial trial =
        trial(
            "task.kind = dynamics, model { keys = causal, depth = 3 },"
                + " measure { prefix-learners = [second-order, gd-prefix, gd-prefix-k, ridge-prefix,"
                + " kernel-prefix], newest-pair = authors-lag, prefix-ridge = 0.5, solver { values ="
                + " fixed, ridge = 2 } }");
    SolverSpec solver = new SolverSpec(SolverValues.FIXED, 6, 2);
    assertThat(trial.learners())
        .extracting(learner -> learner.spec().learner())
        .containsExactly(
            new GdPrefix(NewestPair.AUTHORS_LAG),
            new GdPrefixK(3, NewestPair.AUTHORS_LAG),
            new RidgePrefix(0.5, NewestPair.AUTHORS_LAG),
            new KernelPrefix(NewestPair.AUTHORS_LAG),
            new SecondOrder(solver, NewestPair.AUTHORS_LAG));
    assertThat(trial.learners()).allMatch(each -> each.spec().task().equals(trial.spec().task()));
    assertThat(trial.learners().get(2).parameters())
        .containsEntry("prefix_ridge", 0.5)
        .containsEntry("newest_pair", "authors-lag")
        .containsEntry("prefix_learners", null)
        .containsEntry("solver_steps", null)
        .containsEntry("depth", null);
    assertThat(trial.learners().get(1).parameters()).containsEntry("depth", 3);
  }

  @Test
  void whatIsSearchedIsAskedByItsWord() {
    String text = "task.kind = dynamics, model.keys = causal, measure.prefix-learners = ";
    assertThat(trial(text + "[ridge-prefix]").learners().get(0).spec().learner())
        .isEqualTo(new RidgePrefix(0, NewestPair.USED));
    assertThat(trial(text + "[second-order]").learners().get(0).spec().learner())
        .isEqualTo(new SecondOrder(SolverSpec.DEFAULT, NewestPair.USED));
  }

  @Test
  void stepsOfASolverMayBeFitted() {
    String text =
        "task.kind = dynamics, model.keys = causal, measure { prefix-learners = [second-order],"
            + " solver { values = fitted, steps = 3";
    assertThat(trial(text + " } }").learners().get(0).spec().learner())
        .isEqualTo(
            new SecondOrder(
                new SolverSpec(SolverValues.FITTED, 3, 0.001, 20_000), NewestPair.USED));
    assertThat(trial(text + ", fit-steps = 80000 } }").learners().get(0).spec().learner())
        .isEqualTo(
            new SecondOrder(
                new SolverSpec(SolverValues.FITTED, 3, 0.001, 80_000), NewestPair.USED));
    List<LearnerTrial> both =
        trial(text.replace("[second", "[gd-prefix-k, second") + ", fit-steps = 9 } }").learners();
    assertThat(both.get(0).parameters())
        .containsEntry("solver_fit_steps", null)
        .containsEntry("prefix_steps", null);
    assertThat(both.get(1).parameters())
        .containsEntry("solver_fit_steps", 9)
        .containsEntry("prefix_steps", null);
  }

  @Test
  void learnersOfAnotherFamilyAreToldWhereTheyGo() {
    assertThat(problems(STUDY + "measure.prefix-learners = [gd-prefix, gd]"))
        .containsExactly(
            "x.conf:4: measure.prefix-learners: is the text \"gd\", must be one of gd-prefix, gd-prefix-k,"
                + " ridge-prefix, kernel-prefix, second-order. Leave it out; it is one for"
                + " measure.against, where task.kind is not dynamics.");
    assertThat(problems("study = s\nmeasure.against = [gd, ridge-prefix]"))
        .containsExactly(
            "x.conf:2: measure.against: is the text \"ridge-prefix\", must be one of gd, gd-one-step,"
                + " gd-per-step, gd-closed-form, gd++, least-squares, ridge, kernel-smoothing,"
                + " mlp-gd, theorem-5, theorem-1, pgd, class-s, provided. Leave it out; it is one for"
                + " measure.prefix-learners, where task.kind is dynamics.");
    assertThat(problems(STUDY + "measure.prefix-learners = [gd-prefx]"))
        .singleElement()
        .asString()
        .endsWith("kernel-prefix, second-order. Did you mean gd-prefix?");
    assertThat(problems("study = s\nmeasure.prefix-learners = [gd-prefix]"))
        .singleElement()
        .asString()
        .contains("measure.prefix-learners: has no effect", "when task.kind is dynamics");
  }

  @Test
  void whatLearnersOfSequencesDoNotKnowIsRefused() {
    String learners = STUDY + "measure.prefix-learners = [gd-prefix-k, gd-prefix]\n";
    assertThat(problems(learners + "model.depth = 9"))
        .containsExactly(
            "x.conf:5: measure.prefix-steps: is depth, which does not go with model.depth = 9 and"
                + " measure.prefix-rates = []: gd-prefix-k would have 9 terms, and double precision"
                + " tells 8 of them apart. Set measure.prefix-steps = 8, or fewer; or leave"
                + " gd-prefix-k out.");
    assertThat(problems(learners + "measure.prefix-steps = 9"))
        .containsExactly(
            "x.conf:5: measure.prefix-steps: is 9: gd-prefix-k would have 9 terms, and double"
                + " precision tells 8 of them apart. Set measure.prefix-steps = 8, or fewer.");
    TransformerTrial deep =
        trial(
            "task.kind = dynamics, model { keys = causal, depth = 9 }, measure { prefix-learners ="
                + " [gd-prefix-k], prefix-steps = 8 }");
    assertThat(deep.learners().get(0).spec().learner())
        .isEqualTo(GdPrefixK.asked(8, NewestPair.USED));
    assertThat(
            problems(
                STUDY
                    + "measure { prefix-learners = [second-order], solver.steps = 2\n"
                    + " solver.values = partial }"))
        .containsExactly(
            "x.conf:4: measure.solver.steps: is 2, which does not go with measure.solver.values ="
                + " partial: values of second-order were trained and stored for 6 steps, and of"
                + " orthogonal sequences for 2; there are none of partial sequences for 2. Set"
                + " measure.solver.steps = 6, or measure.solver.values = fitted.");
    assertThat(
            problems(STUDY + "measure { prefix-learners = [second-order], solver.fit-steps = 9 }"))
        .singleElement()
        .asString()
        .contains("measure.solver.fit-steps: has no effect");
    assertThat(problems(STUDY + "measure { prefix-learners = [gd-prefix], prefix-ridge = 1 }"))
        .singleElement()
        .asString()
        .contains("measure.prefix-ridge: has no effect");
  }

  @Test
  void modelsThatCannotBeReadAreRefusedWhereTheyStand() {
    assertThat(problems("study = s\ntask.kind = dynamics"))
        .singleElement()
        .asString()
        .contains(
            "model.keys: is context, which does not go with task.kind = dynamics: every token has"
                + " an answer, which later ones hold, so keys must be causal. Set model.keys ="
                + " causal.");
    refused("model.update = label", "x.conf:4: model.update: is label, which does not go with");
    refused(
        "model.embedding = 9, task.sequence-tokens = raw",
        "answers have 10 features, but tokens are embedded to 9");
    refused("model.form = gram", "x.conf:4: model.form: is gram, which does not go with");
    refused("model.score-scale = inverse-keys", "causal keys are more for later ones");
  }

  private static void refused(String line, String why) {
    assertThat(problems(STUDY + line)).singleElement().asString().contains(why);
  }
}
