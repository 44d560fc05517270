package org.iclsweep.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.TrialSpec;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@code is_plain(struct(parameters))} in SQL: whether heads of a model have the roles of gradient
 * descent's construction, as {@link TrialSpec#isPlain} says.
 */
final class PlainFunction implements UDF1<Row, Boolean> {
  private static final long serialVersionUID = 1;

  static final String NAME = "is_plain";

  static void register(SparkSession session) {
    session.udf().register(NAME, new PlainFunction(), DataTypes.BooleanType);
  }

  @Override
  public Boolean call(Row parameters) {
    Map<String, Object> byColumn = new HashMap<>();
    for (String column : parameters.schema().fieldNames()) {
      Object value = parameters.getAs(column);
      byColumn.put(column, value instanceof Seq<?> list ? list(list) : value);
    }
    return TransformerTrial.spec(byColumn).filter(TrialSpec::isPlain).isPresent();
  }

  private static List<?> list(Seq<?> values) {
    return List.copyOf(CollectionConverters.asJava(values));
  }
}
