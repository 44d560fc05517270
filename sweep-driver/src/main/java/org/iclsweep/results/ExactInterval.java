package org.iclsweep.results;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.statistics.Proportion;

/**
 * {@code exact_interval(successes, trials)} in SQL: the 95 % interval of a share, as {@link
 * Proportion} has it; null of no trials.
 */
final class ExactInterval implements UDF2<Long, Long, Row> {
  private static final long serialVersionUID = 1;

  static final String NAME = "exact_interval";
  static final String TYPE = "struct<low:double,high:double>";

  static void register(SparkSession session) {
    session.udf().register(NAME, new ExactInterval(), DataType.fromDDL(TYPE));
  }

  @Override
  public Row call(Long successes, Long trials) {
    if (successes == null || trials == null || trials == 0) {
      return null;
    }
    Proportion share = new Proportion(Math.toIntExact(successes), Math.toIntExact(trials));
    return RowFactory.create(share.low(), share.high());
  }
}
