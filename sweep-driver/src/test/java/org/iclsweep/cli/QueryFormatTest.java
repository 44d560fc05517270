package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryResult.Column;
import org.junit.jupiter.api.Test;

class QueryFormatTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", "string"), new Column("loss", "double"), new Column("seed", "bigint"));

  @Test
  void tableIsAlignedWithNumbersFlushRight() {
    assertThat(
            print(
                QueryFormat.TABLE,
                COLUMNS,
                List.of("gd++", 0.20113456789, 7L),
                List.of("α", 1.5e-9, 123456789L)))
        .isEqualTo(
            """
            name      loss       seed
            ----  --------  ---------
            gd++  0.201135          7
            α       1.5e-9  123456789
            """);
  }

  @Test
  void tableTellsNullFromNotANumber() {
    assertThat(
            print(
                QueryFormat.TABLE,
                COLUMNS,
                Arrays.asList(null, null, null),
                List.of("a", Double.NaN, 1L)))
        .endsWith("null  null  null\na      NaN     1\n");
  }

  @Test
  void tableShortensListsAndLongTexts() {
    List<Double> long21 = IntStream.range(0, 21).mapToObj(i -> i / 10.0).toList();
    List<Map<String, Object>> points = List.of(Map.of("step", 0), Map.of("step", 100));
    String text =
        print(
            QueryFormat.TABLE,
            List.of(new Column("value", "array<double>")),
            List.of(long21),
            List.of(List.of(0.5, 1.0)),
            List.of(points),
            List.of("x".repeat(100)),
            List.of("two\n  lines"),
            List.of(Instant.parse("2026-01-02T03:04:05.678Z")));
    assertThat(text.lines().skip(2))
        .containsExactly(
            "[0, 0.1, 0.2, … (21)]",
            "[0.5, 1]",
            "[2 values]",
            "x".repeat(59) + "…",
            "two lines",
            "2026-01-02T03:04:05Z");
  }

  @Test
  void csvQuotesWhatNeedsQuotes() {
    assertThat(
            print(
                QueryFormat.CSV,
                COLUMNS,
                List.of("plain", 0.1, 1L),
                List.of("a,b", 1e-8, 2L),
                List.of("say \"so\"", 3.0, 3L),
                List.of("two\nlines", Double.NaN, 4L),
                List.of("", Double.NEGATIVE_INFINITY, 5L),
                Arrays.asList(null, null, null)))
        .isEqualTo(
            """
            name,loss,seed
            plain,0.1,1
            "a,b",1e-8,2
            "say ""so\""",3,3
            "two
            lines",NaN,4
            "",-Infinity,5
            ,,
            """);
  }

  @Test
  void csvHasListsAsJson() {
    assertThat(
            print(
                QueryFormat.CSV,
                List.of(new Column("rates", "array<double>")),
                List.of(List.of(0.5, 1.0))))
        .isEqualTo("rates\n\"[0.5,1]\"\n");
  }

  @Test
  void jsonHasAnObjectALine() {
    assertThat(
            print(
                QueryFormat.JSON,
                COLUMNS,
                List.of("say \"so\"\n\u0001", 0.1, 1L),
                Arrays.asList(null, Double.NaN, null)))
        .isEqualTo(
            """
            {"name":"say \\"so\\"\\n\\u0001","loss":0.1,"seed":1}
            {"name":null,"loss":"NaN","seed":null}
            """);
  }

  @Test
  void jsonKeepsStructsAndSingles() {
    assertThat(
            print(
                QueryFormat.JSON,
                List.of(new Column("w", "struct<a:float,b:boolean,c:array<float>>")),
                List.of(Map.of("c", List.of(0.1f, 1e-9f, 1e20f)))))
        .isEqualTo("{\"w\":{\"c\":[0.1,1E-9,1E20]}}\n");
  }

  @SafeVarargs
  private static String print(QueryFormat format, List<Column> columns, List<Object>... rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.print(new QueryResult(columns, List.of(rows)), Ran.stream(bytes));
    return Ran.text(bytes);
  }
}
