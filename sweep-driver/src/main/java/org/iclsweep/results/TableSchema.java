package org.iclsweep.results;

import static org.iclsweep.results.StructType.Field.optional;
import static org.iclsweep.results.StructType.Field.required;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.results.StructType.Values;
import org.iclsweep.spec.Labels;
import org.iclsweep.study.ColumnType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.trial.FurtherMeasures;
import org.iclsweep.trial.FurtherMeasures.FunctionPoint;
import org.iclsweep.trial.FurtherMeasures.RolloutPoint;
import org.iclsweep.trial.FurtherMeasures.Sensitivity;
import org.iclsweep.trial.FurtherMeasures.SpectrumPoint;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/**
 * The table's schema: the one place that says which columns there are. The Parquet schema, writing,
 * reading, SQL and the digest follow from it.
 */
final class TableSchema {

  /**
   * Grows when a column changes its name, type or meaning; a column that is added at the end or
   * among the parameters needs no other version.
   */
  static final int VERSION = 1;

  private static final List<String> PARAMETERS = Parameters.columns();

  private static final List<Field<TrialRow>> IDENTITY =
      List.of(
          required("trial_id", ScalarType.STRING, TrialRow::trialId),
          required("kind", ScalarType.STRING, TrialRow::kind),
          optional("learner", ScalarType.STRING, TrialRow::learner));

  private static final List<Field<TrialRow>> RECORD =
      List.of(
          required("outcome", ScalarType.STRING, of(record -> record.outcome().label())),
          optional("outcome_step", ScalarType.INT, of(TrialRecord::outcomeStep)),
          optional("failure_class", ScalarType.STRING, of(TrialRecord::failureClass)),
          optional("failure_message", ScalarType.STRING, of(TrialRecord::failureMessage)),
          optional("zero_loss", ScalarType.DOUBLE, of(TrialRecord::zeroLoss)),
          optional(
              "zero_loss_standard_error",
              ScalarType.DOUBLE,
              of(TrialRecord::zeroLossStandardError)),
          optional("final_loss", ScalarType.DOUBLE, of(TrialRecord::finalLoss)),
          optional(
              "final_loss_standard_error",
              ScalarType.DOUBLE,
              of(TrialRecord::finalLossStandardError)),
          optional("interpolated_loss", ScalarType.DOUBLE, of(TrialRecord::interpolatedLoss)),
          optional(
              "interpolated_loss_standard_error",
              ScalarType.DOUBLE,
              of(TrialRecord::interpolatedLossStandardError)),
          optional("transition_step", ScalarType.DOUBLE, of(TrialRecord::transitionStep)),
          optional("curve", new ListType(RecordShape.of(CurvePoint.class)), of(TrialRecord::curve)),
          optional(
              "alignments",
              new ListType(RecordShape.of(Alignment.class)),
              of(TrialRecord::alignments)),
          optional("ood", new ListType(RecordShape.of(OodPoint.class)), of(TrialRecord::ood)),
          optional(
              "learners",
              new ListType(RecordShape.of(FittedLearner.class)),
              of(TrialRecord::learners)),
          optional(
              "weights",
              new ListType(RecordShape.of(WeightMatrix.class)),
              of(TrialRecord::weights)),
          optional(
              "rollouts",
              new ListType(RecordShape.of(RolloutPoint.class)),
              further(FurtherMeasures::rollouts)),
          optional(
              "sensitivities",
              new ListType(RecordShape.of(Sensitivity.class)),
              further(FurtherMeasures::sensitivities)),
          optional(
              "spectra",
              new ListType(RecordShape.of(SpectrumPoint.class)),
              further(FurtherMeasures::spectra)),
          optional(
              "functions",
              new ListType(RecordShape.of(FunctionPoint.class)),
              further(FurtherMeasures::functions)));

  private static final Field<TrialRow> PROVENANCE =
      Field.<TrialRow>required("provenance", RecordShape.of(Provenance.class), TrialRow::provenance)
          .notInDigest();

  /** A whole row. */
  static final StructType<TrialRow> ROW = new StructType<>(rowFields(), TableSchema::row);

  private TableSchema() {}

  /** Names of the parameter columns, in order. */
  static List<String> parameterColumns() {
    return PARAMETERS;
  }

  private static List<Field<TrialRow>> parameterFields() {
    return Parameters.all().stream().map(TableSchema::parameterField).toList();
  }

  private static Field<TrialRow> parameterField(Parameter parameter) {
    String column = parameter.column();
    return optional(
        column, valueType(parameter.type().column()), row -> row.parameters().get(column));
  }

  private static ValueType valueType(ColumnType column) {
    return switch (column) {
      case INT -> ScalarType.INT;
      case LONG -> ScalarType.LONG;
      case DOUBLE -> ScalarType.DOUBLE;
      case BOOLEAN -> ScalarType.BOOLEAN;
      case STRING -> ScalarType.STRING;
      case DOUBLES -> new ListType(ScalarType.DOUBLE);
      case STRINGS -> new ListType(ScalarType.STRING);
    };
  }

  private static List<Field<TrialRow>> rowFields() {
    List<Field<TrialRow>> fields = new ArrayList<>(IDENTITY);
    fields.addAll(parameterFields());
    fields.addAll(RECORD);
    fields.add(PROVENANCE);
    return fields;
  }

  private static TrialRow row(Values values) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String column : PARAMETERS) {
      Object value = values.get(column);
      if (value != null) {
        parameters.put(column, value);
      }
    }
    return new TrialRow(
        values.get("trial_id"),
        values.get("kind"),
        values.get("learner"),
        parameters,
        record(values),
        values.get("provenance"));
  }

  private static TrialRecord record(Values values) {
    return new TrialRecord(
        Labels.of(Outcome.class, values.get("outcome")),
        values.get("outcome_step"),
        values.get("failure_class"),
        values.get("failure_message"),
        values.get("zero_loss"),
        values.get("final_loss"),
        values.get("final_loss_standard_error"),
        values.get("interpolated_loss"),
        values.get("transition_step"),
        values.list("curve"),
        values.list("alignments"),
        values.list("ood"),
        values.list("learners"),
        values.list("weights"),
        new FurtherMeasures(
            values.list("rollouts"),
            values.list("sensitivities"),
            values.list("spectra"),
            values.list("functions")),
        values.get("zero_loss_standard_error"),
        values.get("interpolated_loss_standard_error"));
  }

  private static Function<TrialRow, Object> further(Function<FurtherMeasures, Object> value) {
    return of(record -> value.apply(record.further()));
  }

  private static Function<TrialRow, Object> of(Function<TrialRecord, Object> value) {
    return row -> value.apply(row.record());
  }
}
