package org.iclsweep.results;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.measure.LossFall;
import scala.collection.Seq;

/**
 * {@code loss_falls(steps, losses)} in SQL: the falls of a curve, as {@link LossFall} finds them.
 */
final class LossFalls implements UDF2<Seq<Integer>, Seq<Double>, List<Row>> {
  private static final long serialVersionUID = 1;

  static final String NAME = "loss_falls";
  private static final String TYPE =
      "array<struct<step:double,from_loss:double,to_loss:double,begins:double,ends:double>>";

  static void register(SparkSession session) {
    session.udf().register(NAME, new LossFalls(), DataType.fromDDL(TYPE));
  }

  @Override
  public List<Row> call(Seq<Integer> steps, Seq<Double> losses) {
    if (steps == null || losses == null) { // a trial that failed has no curve
      return List.of();
    }
    int[] at = new int[steps.size()];
    double[] values = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      Double loss = losses.apply(k);
      at[k] = steps.apply(k);
      values[k] = loss == null ? Double.NaN : loss;
    }
    return LossFall.of(at, values).stream().map(LossFalls::row).toList();
  }

  private static Row row(LossFall fall) {
    return RowFactory.create(fall.step(), fall.from(), fall.to(), fall.begin(), fall.end());
  }
}
