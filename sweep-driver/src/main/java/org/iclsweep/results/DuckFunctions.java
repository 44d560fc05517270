package org.iclsweep.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.query.Type;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions of the views in DuckDB: Spark's own, called with the same values. DuckDB hands
 * plain values to Java only, so that arguments and values travel as JSON, in which numbers are
 * exact.
 */
final class DuckFunctions {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private DuckFunctions() {}

  static void register(Connection connection, LearntRule rule) throws SQLException {
    LearningEventsFunction events = new LearningEventsFunction(rule);
    register(
        connection,
        LearningEventsFunction.NAME,
        List.of(
            "array<int>",
            "array<double>",
            "double",
            "array<string>",
            "array<double>",
            "array<double>",
            "int"),
        LearningEventsFunction.TYPE,
        of ->
            events.call(
                list(of, 0),
                list(of, 1),
                (Double) of.get(2),
                list(of, 3),
                list(of, 4),
                list(of, 5),
                (Integer) of.get(6)));
    ExactInterval interval = new ExactInterval();
    register(
        connection,
        ExactInterval.NAME,
        List.of("bigint", "bigint"),
        ExactInterval.TYPE,
        of -> interval.call((Long) of.get(0), (Long) of.get(1)));
    SurvivalFunction survival = new SurvivalFunction();
    register(
        connection,
        SurvivalFunction.NAME,
        List.of("array<" + LearningEventsFunction.WATCHED + ">"),
        SurvivalFunction.TYPE,
        of -> survival.call(list(of, 0)));
    ValleyFunction valley = new ValleyFunction();
    register(
        connection,
        ValleyFunction.NAME,
        ValleyFunction.taken(),
        ValleyFunction.TYPE,
        of -> valley.call((Row) of.get(0), list(of, 1), (Integer) of.get(2), list(of, 3)));
  }

  private static void register(
      Connection connection,
      String name,
      List<String> taken,
      String given,
      Function<List<Object>, Object> function)
      throws SQLException {
    List<Type> types = taken.stream().map(Type::ofSpark).toList();
    Type type = Type.ofSpark(given);
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name + "_json")
          .withParameter(String.class)
          .withReturnType(String.class)
          .withFunction((String json) -> text(function.apply(values(json, types)), type))
          .register(connection);
    }
    List<String> names = IntStream.range(0, types.size()).mapToObj(k -> "a" + k).toList();
    String packed =
        names.stream().map(each -> each + " := " + each).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE MACRO %1$s(%2$s) AS CAST(CAST(%1$s_json(CAST(to_json(struct_pack(%3$s)) AS VARCHAR)) AS JSON) AS %4$s)"
              .formatted(name, String.join(", ", names), packed, type.duckDb()));
    }
  }

  private static List<Object> values(String json, List<Type> types) {
    JsonNode read = parsed(json);
    List<Object> values = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      values.add(value(read.get("a" + k), types.get(k)));
    }
    return values;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + json, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <V> Seq<V> list(List<Object> values, int k) {
    return (Seq<V>) values.get(k);
  }

  /** As Spark hands it to a function. */
  private static Object value(JsonNode node, Type type) {
    if (node == null || node.isNull()) {
      return null;
    }
    return switch (type.kind()) {
      case TEXT -> node.textValue();
      case TRUTH -> node.booleanValue();
      case INT -> node.intValue();
      case LONG -> node.longValue();
      case DOUBLE -> node.doubleValue();
      case FLOAT -> node.floatValue();
      case LIST -> {
        List<Object> elements = new ArrayList<>(node.size());
        node.forEach(each -> elements.add(value(each, type.fields().get("element"))));
        yield CollectionConverters.asScala(elements).toSeq();
      }
      case STRUCT -> NamedRow.of(type, name -> value(node.get(name), type.fields().get(name)));
      case DECIMAL, TIME -> throw new IllegalArgumentException("no function takes " + type.sql());
    };
  }

  private static String text(Object value, Type type) {
    return value == null ? null : json(value, type).toString();
  }

  private static JsonNode json(Object value, Type type) {
    if (value instanceof Row row) {
      ObjectNode struct = JSON.createObjectNode();
      int k = 0;
      for (Map.Entry<String, Type> field : type.fields().entrySet()) {
        struct.set(field.getKey(), json(row.get(k++), field.getValue()));
      }
      return struct;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.createArrayNode();
      list.forEach(each -> array.add(json(each, type.fields().get("element"))));
      return array;
    }
    return JSON.valueToTree(value);
  }
}
