package org.iclsweep.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.iclsweep.statistics.Event;
import org.iclsweep.statistics.Observation;
import org.iclsweep.statistics.Survival;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@code survival_of(seeds)} in SQL: the share that has not learnt, as {@link Survival} has it. A
 * seed is a struct of the step {@code time} and the {@code event} there: {@code learnt}, {@code
 * diverged} or {@code censored}.
 */
final class SurvivalFunction implements UDF1<Seq<Row>, List<Row>> {
  private static final long serialVersionUID = 1;

  static final String NAME = "survival_of";
  static final String TYPE =
      "array<struct<step:double,at_risk:bigint,learnt:bigint,survival:double,low:double,"
          + "high:double>>";

  static void register(SparkSession session) {
    session.udf().register(NAME, new SurvivalFunction(), DataType.fromDDL(TYPE));
  }

  @Override
  public List<Row> call(Seq<Row> seeds) {
    if (seeds == null || seeds.isEmpty()) {
      return List.of();
    }
    List<Observation> observed = new ArrayList<>(seeds.size());
    for (Row seed : CollectionConverters.asJava(seeds)) {
      Event event = Event.valueOf(seed.<String>getAs("event").toUpperCase(Locale.ROOT));
      observed.add(new Observation(seed.<Double>getAs("time"), event));
    }
    return Survival.of(observed).falls().stream().map(SurvivalFunction::row).toList();
  }

  private static Row row(Survival.Fall fall) {
    return RowFactory.create(
        fall.time(),
        (long) fall.watched(),
        (long) fall.made(),
        fall.share(),
        fall.low(),
        fall.high());
  }
}
