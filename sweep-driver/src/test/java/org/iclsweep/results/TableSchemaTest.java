package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.iclsweep.results.StructType.Field;
import org.junit.jupiter.api.Test;

class TableSchemaTest {

  /** As they were written out by hand, before they followed from the shapes of records. */
  @Test
  void columnsBesideParametersAreThoseOfOldFiles() throws IOException {
    String columns =
        new StructType<>(
                TableSchema.ROW.fields().stream()
                    .filter(field -> !TableSchema.parameterColumns().contains(field.name()))
                    .toList(),
                values -> null)
            .message("trial")
            .toString();

    assertThat(columns).isEqualTo(resource("columns.txt"));
  }

  /** Names of parameters stand between the trial's identity and how it ended. */
  @Test
  void parametersStandBehindTheIdentity() {
    String names =
        TableSchema.ROW.fields().stream().map(Field::name).collect(Collectors.joining(" "));

    assertThat(names)
        .startsWith(
            "trial_id kind learner "
                + String.join(" ", TableSchema.parameterColumns())
                + " outcome ");
  }

  private static String resource(String name) throws IOException {
    try (var in = TableSchemaTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
