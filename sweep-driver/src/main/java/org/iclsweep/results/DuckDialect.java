package org.iclsweep.results;

import java.util.List;
import java.util.Map;
import org.iclsweep.query.Type;

/** The queries of {@link Views} in DuckDB's SQL, for this program and for Python's. */
final class DuckDialect {

  /** What DuckDB spells otherwise, in this order. */
  private static final List<Map.Entry<String, String>> SPELT =
      List.of(
          Map.entry("LATERAL VIEW explode\\((.+)\\) AS (\\w+)", ", unnest($1) AS each($2)"),
          Map.entry("\\b(curve|learners)\\.(\\w+)", "list_transform($1, lambda each: each.$2)"),
          Map.entry("\\bfilter\\((\\w+), each -> ", "list_filter($1, lambda each: "),
          Map.entry("\\blearners\\[0]", "learners[1]"), // it counts from 1
          Map.entry("\\bcount_if\\(([^()]*)\\)", "count(*) FILTER (WHERE $1)"), // 0 of nulls
          Map.entry("\\b(setting|fall)\\.\\*", "unnest($1)"),
          Map.entry("\\bstruct\\(", "struct_pack("),
          Map.entry("\\bto_json\\(", "text_of("),
          Map.entry("\\bcollect_list\\(", "list("),
          Map.entry("\\bsize\\(", "len("),
          Map.entry("\\braise_error\\(", "error("),
          Map.entry("\\binterval\\b", "\"interval\""),
          Map.entry("`", "\""));

  /** Functions of the views that are expressions in DuckDB. */
  static final List<String> MACROS =
      List.of(
          "get(list, i) AS list[i + 1]",
          "try_divide(a, b) AS a / nullif(b, 0)",
          "text_of(x) AS CAST(x AS VARCHAR)");

  private DuckDialect() {}

  /** A view's query. */
  static String of(String query) {
    String spelt = query;
    for (Map.Entry<String, String> each : SPELT) {
      spelt = spelt.replaceAll(each.getKey(), each.getValue());
    }
    return spelt;
  }

  static String type(ValueType type) {
    return Type.ofSpark(type.sql()).duckDb();
  }

  /** A text as a literal. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
