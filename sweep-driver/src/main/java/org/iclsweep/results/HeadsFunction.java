package org.iclsweep.results;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.iclsweep.weights.HeadMeasures;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@code heads_of(weights)} in SQL: the heads of a model, as {@link HeadMeasures} has them. */
final class HeadsFunction implements UDF1<Seq<Row>, List<Row>> {
  private static final long serialVersionUID = 1;

  static final String NAME = "heads_of";
  private static final String TYPE =
      "array<struct<layer:int,head:int,key_query_diagonal:double,key_query_off_diagonal:double,"
          + "value_label:double,product:double,value_input_diagonal:double,rank_ratio:double,"
          + "role:string>>";

  static void register(SparkSession session) {
    session.udf().register(NAME, new HeadsFunction(), DataType.fromDDL(TYPE));
  }

  @Override
  public List<Row> call(Seq<Row> weights) {
    if (weights == null) { // a trial that failed has none
      return List.of();
    }
    List<WeightMatrix> matrices = new ArrayList<>();
    for (Row w : CollectionConverters.asJava(weights)) {
      if (w.getAs("head") != null) {
        matrices.add(matrix(w));
      }
    }
    return HeadMeasures.of(matrices).stream().map(HeadsFunction::row).toList();
  }

  private static WeightMatrix matrix(Row w) {
    return new WeightMatrix(
        w.getAs("layer"),
        w.getAs("head"),
        w.getAs("name"),
        w.getAs("rows"),
        w.getAs("cols"),
        w.getList(w.fieldIndex("values")));
  }

  private static Row row(HeadMeasures head) {
    return RowFactory.create(
        head.layer(),
        head.head(),
        head.keyQueryDiagonal(),
        defined(head.keyQueryOffDiagonal()),
        head.valueLabel(),
        head.product(),
        head.valueInputDiagonal(),
        defined(head.rankRatio()),
        head.role().label());
  }

  /** What is no number is no answer: null, as wherever nothing could be measured. */
  private static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
