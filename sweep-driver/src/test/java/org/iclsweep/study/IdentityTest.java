package org.iclsweep.study;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.study;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;

/**
 * Identities outlive programs: the golden ones here may change with {@code Numerics.VERSION} only.
 */
class IdentityTest {

  /** What comes from outside, of which all is said, so that no jar is looked for. */
  private static final String A = "{name=a,version=1.0.0}";

  private static final String DEFAULT =
      """
      kind=transformer
      numerics=3
      """;

  private static final String TRANSFORMER =
      """
      kind=transformer
      measure.alpha.input-range=[1, 2.5]
      model.depth=2
      model.tied=true
      numerics=3
      seed=7
      training.optimizer.learning-rate=0.0005
      """;

  private static final String PLUS_PLUS =
      """
      kind=learner
      learner=gd++
      model.depth=5
      model.token-clip=10
      numerics=3
      """;

  private static String text(TransformerTrial trial) {
    return Identity.text(trial.values(), Map.of("kind", "transformer"));
  }

  private static TransformerTrial unlikeTheDefault() {
    return trial(
        """
        seed = 7
        model { depth = 2, tied = true, heads = 1 }
        training.optimizer { kind = adam, learning-rate = 5e-4, beta1 = 0.9 }
        measure.alpha.input-range = [2.5, 1]
        """);
  }

  @Test
  void canonicalTextHoldsWhatIsNotAtItsDefault() {
    assertThat(text(trial(""))).isEqualTo(DEFAULT);
    assertThat(text(unlikeTheDefault())).isEqualTo(TRANSFORMER);
  }

  /** The first 32 digits of {@code sha256sum} of the texts above. */
  @Test
  void identitiesOfTrials() {
    assertThat(trial("").id()).isEqualTo("9966d2ceb85d6eebefbca9968f92e40d");
    assertThat(unlikeTheDefault().id()).isEqualTo("97e8f505e599d338e283703f46240567");
  }

  @Test
  void parameterThatDoesNotApplyIsNoPartOfTheIdentity() {
    Plan plan = plan("model.tied = true\nsweep.grid.model.depth = [1, 2]");
    assertThat(plan.trial(0).id()).isEqualTo(trial("").id());
    assertThat(plan.trial(1).id()).isNotEqualTo(trial("model.depth = 2").id());
  }

  @Test
  void canonicalTextOfALearnerHoldsOnlyWhatItDependsOn() {
    LearnerTrial learner = trial("model { depth = 5, token-clip = 10 }").learners().get(1);
    assertThat(Identity.text(learner.values(), Map.of("kind", "learner", "learner", "gd++")))
        .isEqualTo(PLUS_PLUS);
  }

  /**
   * {@code sha256sum} of the text above; for gd the same, for least squares without any line of
   * {@code model} (each with its own name, of course).
   */
  @Test
  void identitiesOfLearners() {
    assertThat(trial("model { depth = 5, token-clip = 10 }").learners())
        .extracting(LearnerTrial::id)
        .containsExactly(
            "daeec10edfc392e86dd95c09c2e3ecf9",
            "f84fa13f7dd09f3848d088f107e35994",
            "bfc08b079b6c5a8985658b23f373ee4d");
  }

  @Test
  void identityDoesNotDependOnNameOrderLayoutOrSpelling() {
    String nested =
        """
        study = a
        seed = 3
        model { depth = 2, init { scale = 1e0 } }
        task { input-range = 1 }
        measure { against = [gd, "gd++"] }
        """;
    String dotted =
        """
        measure.against = ["gd++", "gd"]
        "task.input-range" = 1.0
        model.init.scale = 1.0
        sweep.grid.model = { depth = [2] }
        study = "b"
        seed = 3.0
        training.steps = 5e3
        """;
    assertThat(study(nested).plan().trial(0).id()).isEqualTo(study(dotted).plan().trial(0).id());
  }

  @Test
  void everyParameterIsPartOfTheIdentity() {
    List<String> changes =
        List.of(
            "seed=1",
            "model.depth=2",
            "model.heads=2",
            "model.tied=true",
            "model.key-size=11",
            "model.token-clip=10",
            "model.attention=softmax",
            "model.keys=all",
            "model.score-scale=none",
            "model.weights=merged",
            "model.form=tokens",
            "model.update=label",
            "model.dampening=0.5",
            "model.norm=every-layer",
            "model.embedding=40",
            "model.positions=10",
            "model.mlp.place=after",
            "model.init.kind=standard-deviation",
            "model.init.scale=0.003",
            "task.kind=sine",
            "task.tokens=interleaved",
            "task.dim=11",
            "task.context=11",
            "task.input-range=1",
            "task.inputs=normal",
            "task.teacher-scale=2",
            "task.noise=0.1",
            "task.distractors=1",
            "training.steps=5001",
            "training.batch=2047",
            "training.dataset-size=8192",
            "training.redraw-every=100",
            "training.stop.when=learnt",
            "training.optimizer.learning-rate=0.002",
            "training.optimizer.beta1=0",
            "training.optimizer.beta2=0.98",
            "training.optimizer.epsilon=1e-9",
            "training.optimizer.kind=sgd",
            "training.schedule.kind=halving",
            "training.clip-by=matrix-norm",
            "training.clip-norm=off",
            "measure.every=50",
            "measure.schedule=10..40 by 10",
            "measure.eval-tasks=100",
            "measure.eval-seed=5",
            "measure.alpha.input-range=[1]",
            "measure.alpha.teacher-scale=[1]",
            "measure.alpha.other-inputs=[1]",
            "measure.alpha.other-inputs-teacher-scale=[1]",
            "measure.alpha.other-inputs-raw=[1]",
            "measure.alpha.tasks=100",
            "measure.against=[gd]",
            "measure.quantiles=[0.5]",
            "measure.alignments-at=last",
            "measure.distances=true",
            "measure.errors=true",
            "measure.gd-rates=[0.1]",
            "measure.gd-examples=all-but-last");
    assertThat(changes.stream().map(change -> trial("model.depth = 3", change).id()).distinct())
        .hasSize(changes.size())
        .doesNotContain(trial("model.depth = 3").id());
    List<List<String>> conditional =
        List.of(
            List.of("model.weights=merged", "model.pattern=blocks"),
            List.of("model.weights=merged", "model.symmetric=true"),
            List.of("task.inputs=normal", "measure.population=true"),
            List.of("model.weights=merged", "model.pattern=sparse", "measure.integrate=true"),
            List.of("model.weights=merged", "model.pattern=sparse", "training.integrate=true"),
            List.of("model.mlp.place=after", "model.mlp.nonlinearity=relu"),
            List.of("model.mlp.place=after", "model.mlp.bias=true"),
            List.of("model.mlp.place=before", "model.mlp.residual=false"),
            List.of("model.mlp.place=after", "model.mlp.widening=2"),
            List.of("model.mlp.place=after", "model.init.mlp=fan-in-uniform"),
            List.of("model.init.law=normal"),
            List.of("model.keys=causal", "model.attention=mesa", "model.mesa.lambda-init=2"),
            List.of("model.keys=causal", "model.attention=mesa", "model.mesa.lambda=fixed"),
            List.of("model.keys=causal", "model.attention=mesa", "model.mesa.forget=fixed"),
            List.of(
                "model.keys=causal",
                "model.attention=mesa",
                "model.mesa.forget=learned",
                "model.mesa.forget-factor=1"),
            List.of("training.optimizer.kind=adamw", "training.optimizer.weight-decay=0.1"),
            List.of("training.optimizer.kind=sgd", "training.optimizer.momentum=0.9"),
            List.of("training.schedule.kind=halving", "training.schedule.halve-every=500"),
            List.of("training.schedule.kind=warmup-cosine", "training.schedule.warmup-steps=0"),
            List.of("training.schedule.kind=warmup-cosine", "training.schedule.decay-steps=9000"),
            List.of("training.schedule.kind=warmup-cosine", "training.schedule.final-fraction=1"),
            List.of("training.clip-by=value", "training.clip-value=0.5"),
            List.of(
                "training.optimizer.kind=lbfgs",
                "training.dataset-size=9",
                "training.optimizer.memory=9"),
            List.of(
                "training.optimizer.kind=lbfgs",
                "training.dataset-size=9",
                "training.optimizer.iterations=9"),
            List.of("task.inputs=normal", "task.input-scale=2"),
            List.of("task.inputs=normal", "task.normalised=true"),
            List.of("task.inputs=gamma-radius", "task.radius-shape=2.5"),
            List.of("task.features.kind=relu-mlp"),
            List.of("task.features.kind=relu-mlp", "task.features.hidden=9"),
            List.of("task.features.kind=relu-mlp", "task.features.seed=9"),
            List.of("task.inputs=normal", "task.draws=gram"),
            List.of("task.inputs=normal", "task.dim=2", "task.spectrum=[1, 2]"),
            List.of("task.inputs=normal", "task.condition=4"),
            List.of("task.inputs=normal", "task.condition=4", "task.spectrum-law=power"),
            List.of("task.inputs=normal", "task.rotation=seed"),
            List.of("task.inputs=normal", "task.teacher=inverse-covariance"),
            List.of("measure.against=[ridge]", "measure.ridge=0.5"),
            List.of("measure.against=[gd]", "measure.rollout.steps=5"),
            List.of("measure.rollout.steps=5", "measure.rollout.dampening=[0.5]"),
            List.of("task.tokens=interleaved", "model.depth=2", "measure.sensitivity-tasks=10"),
            List.of("measure.against=[least-squares]", "measure.spectrum.gammas=[0.1]"),
            List.of("task.kind=sine", "task.sine-range=4"),
            List.of("task.kind=sine", "measure.functions=2"),
            List.of("task.kind=sine", "task.amplitude-min=0.2"),
            List.of("task.kind=sine", "task.amplitude-max=0.6"),
            List.of("task.kind=sine", "task.amplitude-phase=independent"),
            List.of("task.kind=dynamics", "model.keys=causal", "model.read-out=linear"),
            List.of("task.kind=dynamics", "model.keys=causal", "model.positions-for=first-keys"),
            List.of("task.kind=dynamics", "model.keys=causal", "model.qk-norm=all"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.length=9"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.teacher-seed=9"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.transition=orthogonal"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.transition=contracting",
                "task.eigenvalue-min=0.2"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.transition=contracting",
                "task.eigenvalue-max=0.8"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.transition=orthogonal",
                "task.distinct-teachers=9"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.initial=normal"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.initial-range=2"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.state-clip=9"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.nonlinearity=perceptron"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.nonlinearity=perceptron",
                "task.perceptron-widening=2"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.nonlinearity=perceptron",
                "task.perceptron-scale=2"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.observed=2"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.observed=2",
                "task.observation-scale=2"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.observation-noise=0.1"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.sequence-tokens=raw"),
            List.of("task.kind=dynamics", "model.keys=causal", "task.slots=inner-zero"),
            List.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.sequence-tokens=stacked",
                "task.stack=2"),
            List.of("task.kind=dynamics", "model.keys=causal", "measure.positions=true"),
            spectroscopy("degree=2"),
            spectroscopy("degree=2", "tasks=9"),
            spectroscopy("degree=2", "until=0.9"),
            spectroscopy("degree=2", "at=last"),
            List.of("task.kind=dynamics", "model.keys=causal", "measure.compressed=last"),
            List.of("model.keys=causal", "measure.linearise.turns=2"),
            List.of(
                "model.keys=causal", "measure.linearise.turns=2", "measure.linearise.sequences=9"),
            List.of("model.keys=causal", "measure.linearise.turns=2", "measure.linearise.steps=9"),
            List.of("model.keys=causal", "measure.linearise.turns=2", "measure.linearise.rate=1"),
            heldAgainst("gd-prefix"),
            heldAgainst("gd-prefix", "measure.newest-pair=authors-lag"),
            heldAgainst("ridge-prefix", "measure.prefix-ridge=0.5"),
            heldAgainst("gd-prefix-k", "measure.prefix-steps=3"),
            heldAgainst("gd-prefix-k", "measure.prefix-rates=[0.1, 0.2]"),
            ofSequences(
                "model.attention=mesa", "model.init.kind=constructed", "model.init.noise=0.1"),
            heldAgainst("second-order", "measure.solver.values=fixed"),
            heldAgainst("second-order", "measure.solver.steps=2"),
            heldAgainst("second-order", "measure.solver.ridge=1"),
            ofPairs("measure.few-shot.pairs=5"),
            ofPairs("measure.few-shot.pairs=5", "measure.few-shot.ridge=1"),
            ofPairs("measure.few-shot.pairs=5", "measure.few-shot.tasks=2"),
            ofPairs(
                "measure.few-shot.pairs=5",
                "measure.few-shot.tasks=2",
                "measure.few-shot.first-pairs=3"),
            tuned("measure.few-shot.eos.steps=9"),
            tuned("measure.few-shot.eos.steps=9", "measure.few-shot.eos.rate=1"),
            tuned("measure.few-shot.eos.steps=9", "measure.few-shot.eos.batch=9"),
            tuned("measure.few-shot.eos.steps=9", "measure.few-shot.prefix.steps=9"),
            prefixed("measure.few-shot.prefix.tokens=9"),
            prefixed("measure.few-shot.prefix.rate=1"),
            prefixed("measure.few-shot.prefix.batch=9"),
            heldAgainst(
                "second-order", "measure.solver.values=fitted", "measure.solver.fit-steps=9"),
            ofSequences("measure.probe.kinds=[target]"),
            ofSequences("measure.probe.kinds=[target]", "measure.probe.tasks=99"),
            ofSequences("measure.probe.kinds=[target]", "measure.probe.positions=[3]"),
            ofSequences("measure.probe.kinds=[target]", "measure.probe.at=points"),
            ofSequences("measure.probe.kinds=[target]", "measure.probe.largest-target=2"),
            ofSequences("measure.probe.kinds=[token]", "measure.probe.lags=3"),
            ofSequences("measure.probe.kinds=[control]", "measure.probe.solver=exact"),
            ofSequences("measure.probe.kinds=[control]", "measure.probe.solver-values=fixed"),
            ofSequences("measure.probe.kinds=[control]", "measure.probe.ridge=1"),
            ofSequences("measure.probe.kinds=[control]", "measure.probe.stack=2"),
            ofSequences(
                "task.nonlinearity=perceptron",
                "measure.probe.kinds=[control]",
                "measure.probe.of=features"),
            ofSequences("model.attention=softmax", "measure.attention-lags=2"),
            ofSequences(
                "model.attention=softmax", "measure.attention-lags=2", "measure.attention-tasks=9"),
            ofSequences("measure.lag-sensitivity.tasks=9"),
            ofProvided("task.provider=" + A, "task.provider={name=b,version=1.0.0}"),
            ofSequences(
                "task.kind=provided-sequences",
                "task.sequence-provider=" + A,
                "task.sequence-provider={name=b,version=1.0.0}"),
            List.of("measure.provided=[" + A + "]"),
            List.of(
                "measure.against=[provided]",
                "measure.provided-learner=" + A,
                "measure.provided-learner={name=a,version=1.0.0,width=3}"),
            ofSequences("measure.lag-sensitivity.tasks=9", "measure.lag-sensitivity.lags=2"),
            List.of("training.stop.when=learnt", "training.stop.within=1.01"),
            List.of("training.stop.when=learnt", "training.stop.stays=200"),
            ofSequences(
                "measure.lag-sensitivity.tasks=9", "measure.lag-sensitivity.positions=[9]"));
    for (List<String> change : conditional) {
      assertThat(trial("", change.toArray(String[]::new)).id())
          .as("%s", change)
          .isNotEqualTo(
              trial("", change.subList(0, change.size() - 1).toArray(String[]::new)).id());
    }
    String kept = "training.keep = best-of-last, measure.validation-tasks = 9";
    List<String> ofKept =
        List.of("training.keep-last=3", "measure.validation-tasks=8", "measure.validation-seed=3");
    assertThat(ofKept.stream().map(change -> trial(kept, change).id()).distinct())
        .hasSize(ofKept.size())
        .doesNotContain(trial(kept).id());
    assertThat(trial(kept).id()).isNotEqualTo(trial("").id());
    String constructed = "task.kind = dynamics, model { keys = causal, init.kind = constructed }";
    assertThat(trial(constructed, "model.init.rates=[0.1]").id())
        .isNotEqualTo(trial(constructed, "model.init.rates=[0.2]").id());
    assertThat(trial("training.stop { when = learnt, of = 0.2 }, measure.learnt-at = 0.2").id())
        .isNotEqualTo(trial("training.stop { when = learnt }").id());
    long singleChoices =
        Parameters.all().stream()
            .filter(
                each -> each.type() instanceof ChoiceType<?> choice && choice.choices().size() == 1)
            .count();
    assertThat(Parameters.all())
        .hasSize(changes.size() + conditional.size() + 3 + ofKept.size() + (int) singleChoices);
  }

  private static List<String> spectroscopy(String... keys) {
    return Stream.concat(
            Stream.of("task.kind=dynamics", "model.keys=causal"),
            Stream.of(keys).map(key -> "measure.spectroscopy." + key))
        .toList();
  }

  private static List<String> ofProvided(String... more) {
    return Stream.concat(Stream.of("task.kind=provided"), Stream.of(more)).toList();
  }

  private static List<String> ofSequences(String... more) {
    return Stream.concat(Stream.of("task.kind=dynamics", "model.keys=causal"), Stream.of(more))
        .toList();
  }

  private static List<String> heldAgainst(String learner, String... more) {
    return Stream.concat(
            Stream.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "measure.prefix-learners=[" + learner + "]"),
            Stream.of(more))
        .toList();
  }

  /** Of a model that is shown pairs. */
  private static List<String> ofPairs(String... changes) {
    return Stream.concat(
            Stream.of(
                "task.kind=dynamics",
                "model.keys=causal",
                "task.transition=orthogonal",
                "task.sequence-tokens=raw"),
            Stream.of(changes))
        .toList();
  }

  private static List<String> tuned(String... changes) {
    return ofPairs(
        Stream.concat(Stream.of("measure.few-shot.pairs=5"), Stream.of(changes))
            .toArray(String[]::new));
  }

  private static List<String> prefixed(String change) {
    return tuned("measure.few-shot.eos.steps=9", "measure.few-shot.prefix.steps=9", change);
  }

  /** Lines may be added here, never changed: identities leave defaults out. */
  @Test
  void defaultsAreWhatTheyHaveAlwaysBeen() {
    assertThat(Values.defaults().texts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("measure.against", "[gd, \"gd++\", least-squares]"),
                entry("measure.alpha.input-range", "[0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]"),
                entry("measure.alpha.other-inputs", "[]"),
                entry("measure.alpha.other-inputs-raw", "[]"),
                entry("measure.alpha.other-inputs-teacher-scale", "[]"),
                entry("measure.alpha.tasks", "10000"),
                entry("measure.alpha.teacher-scale", "[0.5, 1, 2, 5]"),
                entry("measure.distances", "false"),
                entry("measure.errors", "false"),
                entry("measure.eval-seed", "0"),
                entry("measure.eval-tasks", "10000"),
                entry("measure.every", "100"),
                entry("measure.few-shot.pairs", "off"),
                entry("measure.few-shot.tasks", "1"),
                entry("measure.few-shot.first-pairs", "half"),
                entry("measure.few-shot.ridge", "0.001"),
                entry("measure.few-shot.eos.steps", "off"),
                entry("measure.few-shot.eos.rate", "0.001"),
                entry("measure.few-shot.eos.batch", "64"),
                entry("measure.few-shot.prefix.steps", "off"),
                entry("measure.few-shot.prefix.tokens", "20"),
                entry("measure.few-shot.prefix.rate", "0.001"),
                entry("measure.few-shot.prefix.batch", "128"),
                entry("measure.functions", "0"),
                entry("measure.gd-examples", "all"),
                entry("measure.gd-rates", "[]"),
                entry("measure.population", "false"),
                entry("measure.integrate", "false"),
                entry("measure.alignments-at", "every"),
                entry("measure.positions", "false"),
                entry("measure.spectroscopy.degree", "off"),
                entry("measure.spectroscopy.tasks", "2000"),
                entry("measure.spectroscopy.until", "0.6"),
                entry("measure.spectroscopy.at", "every"),
                entry("measure.compressed", "off"),
                entry("measure.linearise.turns", "off"),
                entry("measure.linearise.sequences", "512"),
                entry("measure.linearise.steps", "3000"),
                entry("measure.linearise.rate", "0.003"),
                entry("measure.prefix-learners", "[]"),
                entry("measure.newest-pair", "used"),
                entry("measure.prefix-ridge", "searched"),
                entry("measure.prefix-steps", "depth"),
                entry("measure.prefix-rates", "[]"),
                entry("measure.solver.values", "orthogonal"),
                entry("measure.solver.steps", "6"),
                entry("measure.solver.ridge", "0.001"),
                entry("measure.solver.fit-steps", "20000"),
                entry("measure.probe.kinds", "[]"),
                entry("measure.probe.tasks", "256"),
                entry("measure.probe.positions", "[]"),
                entry("measure.probe.at", "end"),
                entry("measure.probe.lags", "7"),
                entry("measure.probe.largest-target", "off"),
                entry("measure.probe.solver", "second-order"),
                entry("measure.probe.solver-values", "orthogonal"),
                entry("measure.probe.ridge", "0.001"),
                entry("measure.probe.stack", "1"),
                entry("measure.probe.of", "observations"),
                entry("measure.attention-lags", "off"),
                entry("measure.attention-tasks", "256"),
                entry("measure.lag-sensitivity.tasks", "off"),
                entry("measure.lag-sensitivity.lags", "5"),
                entry("measure.lag-sensitivity.positions", "[]"),
                entry("measure.provided", "[]"),
                entry("measure.provided-learner", "none"),
                entry("measure.quantiles", "[]"),
                entry("measure.ridge", "bayes"),
                entry("measure.validation-seed", "0"),
                entry("measure.validation-tasks", "off"),
                entry("measure.rollout.dampening", "[0.75]"),
                entry("measure.rollout.steps", "off"),
                entry("measure.schedule", "every"),
                entry("measure.sensitivity-tasks", "off"),
                entry("measure.spectrum.gammas", "[]"),
                entry("model.attention", "linear"),
                entry("model.dampening", "1"),
                entry("model.depth", "1"),
                entry("model.embedding", "none"),
                entry("model.form", "auto"),
                entry("model.heads", "1"),
                entry("model.init.kind", "fan-in-variance"),
                entry("model.init.law", "truncated-normal"),
                entry("model.init.mlp", "as-model"),
                entry("model.init.noise", "off"),
                entry("model.init.rates", "[]"),
                entry("model.init.scale", "0.002"),
                entry("model.key-size", "model-width"),
                entry("model.keys", "context"),
                entry("model.mesa.forget", "off"),
                entry("model.mesa.forget-factor", "0.95"),
                entry("model.mesa.lambda", "learned"),
                entry("model.mesa.lambda-init", "1"),
                entry("model.mlp.bias", "false"),
                entry("model.mlp.nonlinearity", "gelu"),
                entry("model.mlp.place", "none"),
                entry("model.mlp.widening", "4"),
                entry("model.mlp.residual", "true"),
                entry("model.norm", "none"),
                entry("model.pattern", "full"),
                entry("model.positions", "none"),
                entry("model.positions-for", "tokens"),
                entry("model.qk-norm", "none"),
                entry("model.read-out", "slot"),
                entry("model.score-scale", "by-kind"),
                entry("model.symmetric", "false"),
                entry("model.tied", "false"),
                entry("model.token-clip", "off"),
                entry("model.update", "token"),
                entry("model.weights", "factored"),
                entry("seed", "0"),
                entry("task.amplitude-max", "0.5"),
                entry("task.amplitude-min", "0.1"),
                entry("task.amplitude-phase", "same-draw"),
                entry("task.condition", "1"),
                entry("task.context", "10"),
                entry("task.dim", "10"),
                entry("task.distractors", "0"),
                entry("task.input-range", "0.5"),
                entry("task.input-scale", "1"),
                entry("task.inputs", "uniform"),
                entry("task.kind", "linear-regression"),
                entry("task.features.hidden", "10"),
                entry("task.features.kind", "none"),
                entry("task.features.seed", "7"),
                entry("task.length", "50"),
                entry("task.noise", "off"),
                entry("task.normalised", "false"),
                entry("task.provider", "none"),
                entry("task.sequence-provider", "none"),
                entry("task.radius-shape", "0.1"),
                entry("task.draws", "inputs"),
                entry("task.rotation", "none"),
                entry("task.sine-range", "5"),
                entry("task.spectrum", "[]"),
                entry("task.spectrum-law", "geometric"),
                entry("task.teacher", "isotropic"),
                entry("task.teacher-scale", "1"),
                entry("task.teacher-seed", "42"),
                entry("task.transition", "fixed"),
                entry("task.eigenvalue-min", "0.3"),
                entry("task.eigenvalue-max", "0.9"),
                entry("task.distinct-teachers", "endless"),
                entry("task.initial", "uniform"),
                entry("task.initial-range", "1"),
                entry("task.state-clip", "off"),
                entry("task.nonlinearity", "none"),
                entry("task.perceptron-widening", "4"),
                entry("task.perceptron-scale", "1.1"),
                entry("task.observed", "all"),
                entry("task.observation-scale", "0.5"),
                entry("task.observation-noise", "off"),
                entry("task.sequence-tokens", "constructed"),
                entry("task.slots", "all"),
                entry("task.stack", "3"),
                entry("task.tokens", "concatenated"),
                entry("training.batch", "2048"),
                entry("training.clip-by", "global-norm"),
                entry("training.clip-norm", "10"),
                entry("training.clip-value", "1"),
                entry("training.dataset-size", "endless"),
                entry("training.optimizer.beta1", "0.9"),
                entry("training.optimizer.beta2", "0.999"),
                entry("training.optimizer.epsilon", "1e-8"),
                entry("training.optimizer.kind", "adam"),
                entry("training.optimizer.learning-rate", "0.001"),
                entry("training.keep", "last"),
                entry("training.keep-last", "20"),
                entry("training.optimizer.iterations", "20"),
                entry("training.optimizer.memory", "100"),
                entry("training.optimizer.momentum", "0"),
                entry("training.optimizer.weight-decay", "0.01"),
                entry("training.integrate", "false"),
                entry("training.redraw-every", "1"),
                entry("training.stop.of", "gd"),
                entry("training.stop.stays", "100"),
                entry("training.stop.when", "never"),
                entry("training.stop.within", "1.05"),
                entry("training.schedule.decay-steps", "training-steps"),
                entry("training.schedule.final-fraction", "0"),
                entry("training.schedule.halve-every", "2000"),
                entry("training.schedule.kind", "constant"),
                entry("training.schedule.warmup-steps", "1000"),
                entry("training.steps", "5000")));
  }

  /** And settings are, whatever order they are written in. */
  @Test
  void versionAndSettingsOfAProviderArePartOfTheIdentity() {
    String before = ofTask("version=1.0.0");

    assertThat(ofTask("version=1.0.1")).isNotEqualTo(before);
    assertThat(ofTask("version=1.0.0,b=3")).isNotEqualTo(before);
    assertThat(ofTask("version=1.0.0,b=3,c=x"))
        .isEqualTo(ofTask("c=x,b=3,version=1.0.0"))
        .isNotEqualTo(ofTask("version=1.0.0,b=4,c=x"));
  }

  private static String ofTask(String more) {
    return trial("", "task.kind=provided", "task.provider={name=a," + more + "}").id();
  }

  @Test
  void sameTrialOfAnotherPlanHasTheSameIdentity() {
    assertThat(plan("sweep.grid.seed = \"0..63\"").trial(7).id())
        .isEqualTo(plan("sweep.grid { seed = [9, 7], model.depth = [1, 2] }").trial(1).id())
        .isEqualTo(trial("seed = 7").id());
  }
}
