package org.iclsweep.results;

import static org.iclsweep.results.StructType.Field.optional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.results.StructType.Values;
import org.iclsweep.study.ColumnType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measured;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;

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

  /**
   * Parameters whose defaults digests count. Any other is left out where it is at its default, so
   * that a trial has the digest that it had before there was such a parameter.
   */
  private static final Set<String> COUNTED_AT_DEFAULT =
      Set.of(
          """
          seed depth attention heads tied key_size keys score_scale form update dampening
          token_clip norm embedding positions mlp mlp_nonlinearity mlp_bias mlp_widening init_kind
          init_scale task tokens context dim inputs input_range input_scale normalised teacher_scale
          noise distractors sine_range amplitude_min amplitude_max amplitude_phase steps batch
          dataset_size optimizer learning_rate beta1 beta2 epsilon weight_decay momentum schedule
          halve_every warmup_steps decay_steps final_fraction clip_by clip_norm clip_value
          measure_every measure_schedule eval_tasks eval_seed alpha_input_range
          alpha_teacher_scale alpha_other_inputs alpha_other_inputs_teacher_scale
          alpha_other_inputs_raw alpha_tasks against ridge sensitivity_tasks function_tasks
          loss_quantiles rollout_steps rollout_dampening spectrum_gammas
          """
              .strip()
              .split("\\s+"));

  /** A whole row. */
  static final StructType<TrialRow> ROW = row();

  private TableSchema() {}

  /** Names of the parameter columns, in order. */
  static List<String> parameterColumns() {
    return PARAMETERS;
  }

  private static StructType<TrialRow> row() {
    StructType<TrialRecord> record =
        RecordShape.of(TrialRecord.class, Map.of("measured", measured()));
    StructType<TrialRow> row =
        RecordShape.of(TrialRow.class, Map.of("parameters", parameters(), "record", record));
    return row.notInDigest(Set.of("provenance"))
        .notInDigest(Measures.DERIVED.stream().map(Measure::name).toList());
  }

  /** The columns of parameters. */
  static StructType<Map<String, Object>> parameters() {
    return new StructType<>(
        Parameters.all().stream().map(TableSchema::parameterField).toList(),
        TableSchema::parameters);
  }

  private static Field<Map<String, Object>> parameterField(Parameter<?> parameter) {
    String column = parameter.column();
    Field<Map<String, Object>> field =
        optional(column, valueType(parameter.type().column()), row -> row.get(column));
    return COUNTED_AT_DEFAULT.contains(column) ? field : field.butIfIt(parameter.defaultInTable());
  }

  private static Map<String, Object> parameters(Values values) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    PARAMETERS.forEach(column -> parameters.put(column, values.get(column)));
    return parameters;
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
      case INTS -> new ListType(ScalarType.INT);
    };
  }

  private static StructType<Measured> measured() {
    return new StructType<>(
        Measures.ALL.stream().<Field<Measured>>map(TableSchema::measuredField).toList(),
        TableSchema::measured);
  }

  private static Field<Measured> measuredField(Measure<?> measure) {
    ListType list = new ListType(RecordShape.of(measure.shape()));
    return optional(measure.name(), list, all -> all.of(measure));
  }

  private static Measured measured(Values values) {
    return new Measured(
        Measures.ALL.stream().collect(Collectors.toMap(Measure::name, m -> values.list(m.name()))));
  }
}
