package org.iclsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.Examples;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.learner.StationaryPoint;
import org.iclsweep.measure.Fate;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.task.AmplitudePhase;
import org.iclsweep.task.Draws;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.SequenceLayout;
import org.iclsweep.task.Shift;
import org.iclsweep.task.Slots;
import org.iclsweep.task.SpectrumLaw;
import org.iclsweep.task.StartLaw;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.task.TransitionLaw;
import org.iclsweep.trial.Compression;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.FewShotVariant;
import org.iclsweep.trial.HeadRole;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.SpectrumQuantity;
import org.iclsweep.trial.When;
import org.junit.jupiter.api.Test;

class LabelsTest {

  /** Study files, identities and tables hold these words, whatever constants are called in Java. */
  @Test
  void wordsNeverChange() {
    assertWords(
        AttentionSpec.Kind.class,
        "linear",
        "softmax",
        "softmax-then-linear",
        "relu",
        "mesa",
        "softmax-then-mesa");
    assertWords(AttentionSpec.Keys.class, "context", "all", "causal", "scored");
    assertWords(
        AttentionSpec.Scale.class, "by-kind", "none", "inverse-keys", "inverse-root-key-size");
    assertWords(AttentionSpec.Form.class, "auto", "tokens", "gram");
    assertWords(Update.class, "token", "label");
    assertWords(NormPlace.class, "none", "every-layer", "between-layers");
    assertWords(MlpSpec.Place.class, "none", "before", "after");
    assertWords(Nonlinearity.class, "gelu", "relu");
    assertWords(Initialisation.Kind.class, "fan-in-variance", "standard-deviation", "constructed");
    assertWords(
        AttentionWeights.Name.class,
        "query",
        "key",
        "value",
        "projection",
        "key-query",
        "value-projection");
    assertWords(WeightsSpec.Kind.class, "factored", "merged");
    assertWords(Pattern.class, "full", "blocks", "sparse");
    assertWords(ClipSpec.Kind.class, "global-norm", "matrix-norm", "value", "head-matrix-norm");
    assertWords(
        InputLaw.class,
        "uniform",
        "normal",
        "exponential",
        "laplace",
        "mixture",
        "sphere",
        "gamma-radius");
    assertWords(SpectrumLaw.class, "geometric", "power");
    assertWords(Draws.class, "inputs", "gram");
    assertWords(TeacherLaw.class, "isotropic", "inverse-covariance");
    assertWords(TokenLayout.class, "concatenated", "interleaved");
    assertWords(AmplitudePhase.class, "same-draw", "independent");
    assertWords(TransitionLaw.class, "fixed", "orthogonal", "contracting");
    assertWords(StartLaw.class, "uniform", "normal");
    assertWords(SequenceLayout.class, "constructed", "stacked", "raw");
    assertWords(Slots.class, "all", "inner-zero");
    assertWords(
        Shift.class,
        "input-range",
        "teacher-scale",
        "other-inputs",
        "other-inputs-teacher-scale",
        "other-inputs-raw");
    assertWords(
        LearnerKind.class,
        "gd",
        "gd-one-step",
        "gd-per-step",
        "gd-closed-form",
        "gd++",
        "least-squares",
        "ridge",
        "kernel-smoothing",
        "mlp-gd",
        "theorem-5",
        "theorem-1",
        "pgd",
        "class-s",
        "gd-prefix",
        "gd-prefix-k",
        "ridge-prefix",
        "kernel-prefix",
        "second-order",
        "provided");
    assertWords(NewestPair.class, "used", "authors-lag");
    assertWords(
        SolverValues.class,
        "orthogonal",
        "constructed",
        "partial",
        "nonlinear",
        "contracting",
        "fixed",
        "fitted");
    assertWords(Examples.class, "all", "all-but-last");
    assertWords(Fate.class, "learnt", "relapsed", "between", "late", "diverged");
    assertWords(StationaryPoint.Shape.class, "minimum", "saddle");
    assertWords(SpectrumQuantity.class, "largest", "smallest", "condition-number");
    assertWords(FewShotVariant.class, "plain", "eos", "eos-prefix", "lsq");
    assertWords(HeadRole.class, "descent", "swapped", "idle", "other");
    assertWords(When.class, "every", "last");
    assertWords(Compression.Made.class, "compressed", "interpolated");
    assertWords(Falls.Losses.class, "evaluation", "training");
    assertWords(Outcome.class, "completed", "diverged", "failed", "timed_out", "no_memory");
  }

  private static <E extends Enum<E> & Labelled> void assertWords(Class<E> type, String... words) {
    assertThat(Labels.all(type)).containsExactly(words);
    assertThat(Labels.all(type))
        .allSatisfy(word -> assertThat(Labels.of(type, word).label()).isEqualTo(word));
  }

  @Test
  void wordThatIsNoneIsToldBesideThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of(Nonlinearity.class, "GELU"))
        .withMessage("'GELU' is none of [gelu, relu]");
    assertThat(Labels.find(Nonlinearity.class, "tanh")).isEmpty();
  }
}
