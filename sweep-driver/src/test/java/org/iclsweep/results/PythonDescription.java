package org.iclsweep.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;

/**
 * What {@code notebooks/icl_sweep/described.json} says of a table: its columns, measures and views
 * as the program has them, queries in DuckDB's SQL. Types are a word, a list in brackets, fields in
 * braces.
 */
final class PythonDescription {

  /** The queries that are no measure's. */
  private static final List<String> WRITTEN =
      List.of("trials", "transitions", "valleys", "survival", "phases");

  private PythonDescription() {}

  static String text() throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("written by", "PythonViewsTest, which holds it to what the program has");
    all.put("views", Views.NAMES);
    all.put("columns", by(TableSchema.ROW.fields(), Field::name, field -> type(field.type())));
    all.put("parameters", TableSchema.parameterColumns());
    all.put(
        "defaults",
        by(
            Parameters.all().stream().filter(each -> each.defaultInTable() != null).toList(),
            Parameter::column,
            Parameter::defaultInTable));
    all.put("measures", by(Measures.ALL, Views::view, PythonDescription::flat));
    all.put("derived", Measures.DERIVED.stream().map(Views::view).toList());
    all.put("queries", by(WRITTEN, name -> name, PythonDescription::query));
    DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
    lines.indentArraysWith(new DefaultIndenter("  ", "\n"));
    lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper().writer(lines).writeValueAsString(all) + "\n";
  }

  private static Object type(ValueType type) {
    if (type instanceof ListType list) {
      return List.of(type(list.element()));
    }
    return type instanceof StructType<?> struct
        ? by(struct.fields(), Field::name, field -> type(field.type()))
        : type.sql();
  }

  /** The column, and what the view calls its fields. */
  private static List<Object> flat(Measure<?> measure) {
    return List.of(
        measure.name(),
        by(RecordShape.columns(measure.shape()), RecordColumn::name, RecordColumn::nameInView));
  }

  /** Whose parameters are not listed: they are above. */
  private static List<String> query(String name) {
    String query =
        Views.query(name)
            .replace(columns(TableSchema.parameterColumns().stream()), "${parameters}")
            .replace(
                columns(TableSchema.parameterColumns().stream().filter(c -> !c.equals("seed"))),
                "${setting}");
    return DuckDialect.of(query).lines().toList();
  }

  private static String columns(Stream<String> names) {
    return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static <T> Map<String, Object> by(
      Collection<? extends T> all, Function<T, String> key, Function<T, ?> value) {
    Map<String, Object> map = new LinkedHashMap<>();
    all.forEach(each -> map.put(key.apply(each), value.apply(each)));
    return map;
  }
}
