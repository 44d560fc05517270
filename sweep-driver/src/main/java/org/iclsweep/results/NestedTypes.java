package org.iclsweep.results;

import static org.iclsweep.results.StructType.Field.optional;
import static org.iclsweep.results.StructType.Field.required;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.results.StructType.Values;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.FurtherMeasures.FunctionPoint;
import org.iclsweep.trial.FurtherMeasures.RolloutPoint;
import org.iclsweep.trial.FurtherMeasures.Sensitivity;
import org.iclsweep.trial.FurtherMeasures.SpectrumPoint;
import org.iclsweep.trial.SpectrumQuantity;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** The records inside a row, as types. */
final class NestedTypes {

  private NestedTypes() {}

  private static final ListType DOUBLES = new ListType(ScalarType.DOUBLE);

  static final StructType<CurvePoint> CURVE_POINT =
      new StructType<>(
          List.of(
              required("step", ScalarType.INT, CurvePoint::step),
              optional("train_loss", ScalarType.DOUBLE, CurvePoint::trainLoss),
              required("eval_loss", ScalarType.DOUBLE, CurvePoint::evalLoss),
              optional("gradient_norm", ScalarType.DOUBLE, CurvePoint::gradientNorm)),
          values ->
              new CurvePoint(
                  values.get("step"),
                  values.get("train_loss"),
                  values.get("eval_loss"),
                  values.get("gradient_norm")));

  static final StructType<Alignment> ALIGNMENT =
      new StructType<>(
          List.of(
              required("step", ScalarType.INT, Alignment::step),
              required("learner", ScalarType.STRING, each -> each.learner().label()),
              required("prediction_difference", ScalarType.DOUBLE, Alignment::predictionDifference),
              required("model_difference", ScalarType.DOUBLE, Alignment::modelDifference),
              required("cosine", ScalarType.DOUBLE, Alignment::cosine)),
          values ->
              new Alignment(
                  values.get("step"),
                  learnerKind(values),
                  values.get("prediction_difference"),
                  values.get("model_difference"),
                  values.get("cosine")));

  static final StructType<OodPoint> OOD_POINT =
      new StructType<>(
          List.of(
              required("shift", ScalarType.STRING, each -> each.shift().label()),
              required("alpha", ScalarType.DOUBLE, OodPoint::alpha),
              required("predictor", ScalarType.STRING, OodPoint::predictor),
              required("loss", ScalarType.DOUBLE, OodPoint::loss),
              optional("loss_standard_error", ScalarType.DOUBLE, OodPoint::standardError)),
          values ->
              new OodPoint(
                  labelled(Shift.values(), Shift::label, values.get("shift")),
                  values.get("alpha"),
                  values.get("predictor"),
                  values.get("loss"),
                  values.get("loss_standard_error")));

  static final StructType<FittedLearner> FITTED_LEARNER =
      new StructType<>(
          List.of(
              required("learner", ScalarType.STRING, each -> each.kind().label()),
              required("loss", ScalarType.DOUBLE, FittedLearner::loss),
              required("loss_standard_error", ScalarType.DOUBLE, FittedLearner::lossStandardError),
              optional("learning_rates", DOUBLES, FittedLearner::learningRates),
              optional("gammas", DOUBLES, FittedLearner::gammas),
              optional("penalty", ScalarType.DOUBLE, FittedLearner::penalty),
              optional("bandwidth", ScalarType.DOUBLE, FittedLearner::bandwidth)),
          values ->
              new FittedLearner(
                  learnerKind(values),
                  values.get("loss"),
                  values.get("loss_standard_error"),
                  values.list("learning_rates"),
                  values.list("gammas"),
                  values.get("penalty"),
                  values.get("bandwidth")));

  static final StructType<WeightMatrix> WEIGHT_MATRIX =
      new StructType<>(
          List.of(
              optional("layer", ScalarType.INT, WeightMatrix::layer),
              optional("head", ScalarType.INT, WeightMatrix::head),
              required("name", ScalarType.STRING, WeightMatrix::name),
              required("rows", ScalarType.INT, WeightMatrix::rows),
              required("cols", ScalarType.INT, WeightMatrix::cols),
              optional("values", new ListType(ScalarType.FLOAT), WeightMatrix::values)),
          values ->
              new WeightMatrix(
                  values.get("layer"),
                  values.get("head"),
                  values.get("name"),
                  values.get("rows"),
                  values.get("cols"),
                  values.list("values")));

  static final StructType<RolloutPoint> ROLLOUT_POINT =
      new StructType<>(
          List.of(
              required("predictor", ScalarType.STRING, RolloutPoint::predictor),
              required("factor", ScalarType.DOUBLE, RolloutPoint::factor),
              required("step", ScalarType.INT, RolloutPoint::step),
              required("loss", ScalarType.DOUBLE, RolloutPoint::loss),
              optional("stable_loss", ScalarType.DOUBLE, RolloutPoint::stableLoss),
              optional("stable_tasks", ScalarType.INT, RolloutPoint::stableTasks)),
          values ->
              new RolloutPoint(
                  values.get("predictor"),
                  values.get("factor"),
                  values.get("step"),
                  values.get("loss"),
                  values.get("stable_loss"),
                  values.get("stable_tasks")));

  static final StructType<Sensitivity> SENSITIVITY =
      new StructType<>(
          List.of(
              required("step", ScalarType.INT, Sensitivity::step),
              required("own", ScalarType.DOUBLE, Sensitivity::own),
              required("next", ScalarType.DOUBLE, Sensitivity::next),
              required("other", ScalarType.DOUBLE, Sensitivity::other),
              required("other_with_next", ScalarType.DOUBLE, Sensitivity::otherWithNext)),
          values ->
              new Sensitivity(
                  values.get("step"),
                  values.get("own"),
                  values.get("next"),
                  values.get("other"),
                  values.get("other_with_next")));

  static final StructType<SpectrumPoint> SPECTRUM_POINT =
      new StructType<>(
          List.of(
              optional("gamma", ScalarType.DOUBLE, SpectrumPoint::gamma),
              required("quantity", ScalarType.STRING, each -> each.quantity().label()),
              optional("probability", ScalarType.DOUBLE, SpectrumPoint::probability),
              required("value", ScalarType.DOUBLE, SpectrumPoint::value)),
          values ->
              new SpectrumPoint(
                  values.get("gamma"),
                  labelled(
                      SpectrumQuantity.values(), SpectrumQuantity::label, values.get("quantity")),
                  values.get("probability"),
                  values.get("value")));

  static final StructType<FunctionPoint> FUNCTION_POINT =
      new StructType<>(
          List.of(
              required("task", ScalarType.INT, FunctionPoint::task),
              required("series", ScalarType.STRING, FunctionPoint::series),
              required("x", ScalarType.DOUBLE, FunctionPoint::x),
              required("y", ScalarType.DOUBLE, FunctionPoint::y)),
          values ->
              new FunctionPoint(
                  values.get("task"), values.get("series"), values.get("x"), values.get("y")));

  static final StructType<Provenance> PROVENANCE =
      new StructType<>(
          List.of(
              optional("study", ScalarType.STRING, Provenance::study),
              required("seconds", ScalarType.DOUBLE, Provenance::seconds),
              required("finished_at", ScalarType.TIMESTAMP, Provenance::finishedAt),
              optional("host", ScalarType.STRING, Provenance::host),
              optional("java_version", ScalarType.STRING, Provenance::javaVersion),
              optional("kernel", ScalarType.STRING, Provenance::kernel),
              required("numerics_version", ScalarType.INT, Provenance::numericsVersion),
              optional("code_version", ScalarType.STRING, Provenance::codeVersion),
              optional("chunk", ScalarType.STRING, Provenance::chunk),
              optional("stack_trace", ScalarType.STRING, Provenance::stackTrace)),
          values ->
              new Provenance(
                  values.get("study"),
                  values.get("seconds"),
                  values.get("finished_at"),
                  values.get("host"),
                  values.get("java_version"),
                  values.get("kernel"),
                  values.get("numerics_version"),
                  values.get("code_version"),
                  values.get("chunk"),
                  values.get("stack_trace")));

  private static LearnerKind learnerKind(Values values) {
    return labelled(LearnerKind.values(), LearnerKind::label, values.get("learner"));
  }

  /** The constant whose label this is. */
  static <E> E labelled(E[] constants, Function<E, String> label, String text) {
    return Arrays.stream(constants)
        .filter(each -> label.apply(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is none of " + Arrays.stream(constants).map(label).toList()));
  }
}
