package org.iclsweep.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.learner.StationaryPoint;
import org.iclsweep.measure.Kept;
import org.iclsweep.spec.Labels;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialSpec;
import org.iclsweep.trial.Valley;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@code valley_of(parameters, distances, kept_step, stationary)} in SQL: which stationary point a
 * trial ended at, as {@link Valley} has it; null where that cannot be told.
 */
final class ValleyFunction implements UDF4<Row, Seq<Row>, Integer, Seq<Row>, Row> {
  private static final long serialVersionUID = 1;

  static final String NAME = "valley_of";
  static final String TYPE =
      "struct<point:int,point_loss:double,shape:string,departure:double,nearest:int>";

  /** Seeds of a setting share all but the seed, which no valley depends on. */
  private static final Kept<Map<String, Object>, Optional<TrialSpec>> SPECS =
      new Kept<>(1_000, TransformerTrial::spec);

  static void register(SparkSession session) {
    session.udf().register(NAME, new ValleyFunction(), DataType.fromDDL(TYPE));
  }

  /** The types of its arguments. */
  static List<String> taken() {
    String parameters =
        TableSchema.ROW.fields().stream()
            .filter(column -> TableSchema.parameterColumns().contains(column.name()))
            .map(column -> column.name() + ":" + column.type().sql())
            .collect(Collectors.joining(",", "struct<", ">"));
    return List.of(parameters, type("distances"), "int", type("stationary"));
  }

  private static String type(String column) {
    return TableSchema.ROW.fields().stream()
        .filter(field -> field.name().equals(column))
        .map(field -> field.type().sql())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Row call(Row parameters, Seq<Row> distances, Integer keptStep, Seq<Row> stationary) {
    if (parameters == null || distances == null || stationary == null) {
      return null;
    }
    List<Distance> measured = list(distances).stream().map(ValleyFunction::distance).toList();
    List<NumberedPoint> points = list(stationary).stream().map(ValleyFunction::point).toList();
    return Valley.of(spec(parameters), measured, keptStep, points)
        .map(ValleyFunction::row)
        .orElse(null);
  }

  private static Row row(Valley valley) {
    if (!Double.isFinite(valley.departure())) {
      return null;
    }
    NumberedPoint point = valley.point();
    return valley.isReached()
        ? row(point.point(), point.loss(), point.shape().label(), valley)
        : row(null, null, null, valley);
  }

  private static Row row(Integer point, Double loss, String shape, Valley valley) {
    return RowFactory.create(point, loss, shape, valley.departure(), valley.point().point());
  }

  private static TrialSpec spec(Row parameters) {
    Map<String, Object> setting = new HashMap<>();
    for (String column : parameters.schema().fieldNames()) {
      Object value = parameters.getAs(column);
      if (value != null && !column.equals("seed")) {
        setting.put(column, value instanceof Seq<?> seq ? list(seq) : value);
      }
    }
    return SPECS.of(setting).orElse(null);
  }

  private static Distance distance(Row row) {
    return new Distance(
        row.<Integer>getAs("step"),
        row.<Integer>getAs("layer"),
        row.<Integer>getAs("head"),
        Labels.find(AttentionWeights.Name.class, row.getAs("matrix")).orElseThrow(),
        Labels.find(Frame.class, row.getAs("frame")).orElseThrow(),
        row.getAs("distance"),
        row.getAs("scale"));
  }

  private static NumberedPoint point(Row row) {
    return new NumberedPoint(
        row.<Integer>getAs("point"),
        row.<Double>getAs("loss"),
        list(row.<Seq<Double>>getAs("learning_rates")),
        list(row.<Seq<Double>>getAs("gammas")),
        Labels.find(StationaryPoint.Shape.class, row.getAs("shape")).orElseThrow());
  }

  private static <V> List<V> list(Seq<V> values) {
    return List.copyOf(CollectionConverters.asJava(values));
  }
}
