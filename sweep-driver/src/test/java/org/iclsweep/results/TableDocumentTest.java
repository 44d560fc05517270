package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.iclsweep.results.StructType.Field;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/table.md} to the schema. */
class TableDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/table.md");
  private static final Pattern COLUMN = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\| (\\S+) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  /** Columns of every view besides identity and parameters, as the document has them. */
  static Map<String, List<String>> views() throws IOException {
    String section = Files.readString(DOCUMENT).split("\n## ")[2];
    Map<String, List<String>> views = new LinkedHashMap<>();
    for (String line : section.split("\n")) {
      String[] cells = line.split("\\|");
      if (line.startsWith("| `")) {
        views.put(names(cells[1]).get(0), names(cells[3]));
      }
    }
    return views;
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  @Test
  void everyColumnIsDescribedInItsPlaceWithItsType() throws IOException {
    List<String> declared = new ArrayList<>();
    for (Field<TrialRow> field : TableSchema.ROW.fields()) {
      if (!TableSchema.parameterColumns().contains(field.name())) {
        describe(field.name(), field.type(), declared);
      }
    }

    assertThat(COLUMN.matcher(Files.readString(DOCUMENT)).results())
        .extracting(found -> found.group(1) + " " + found.group(2))
        .containsExactlyElementsOf(declared);
  }

  @Test
  void everyViewIsDescribed() throws IOException {
    assertThat(views().keySet()).containsExactlyElementsOf(Views.NAMES);
  }

  private static void describe(String name, ValueType type, List<String> lines) {
    if (type instanceof ListType list && list.element() instanceof StructType<?> element) {
      lines.add(name + " array<struct>");
      describeFields(name, element, lines);
    } else if (type instanceof StructType<?> struct) {
      lines.add(name + " struct");
      describeFields(name, struct, lines);
    } else {
      lines.add(name + " " + type.sql());
    }
  }

  private static void describeFields(String name, StructType<?> struct, List<String> lines) {
    for (Field<?> field : struct.fields()) {
      describe(name + "." + field.name(), field.type(), lines);
    }
  }
}
