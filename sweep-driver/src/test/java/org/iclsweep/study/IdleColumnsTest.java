package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.trial;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which columns do not apply to a row, told from the row alone. */
class IdleColumnsTest {

  @Test
  void columnsAreIdleWhereTheirParameterHasNoValue() {
    TransformerTrial shallow = trial("");
    assertThat(Parameters.idleColumns(shallow.parameters())).contains("tied");
    TransformerTrial deep = trial("model.depth = 3");
    assertThat(Parameters.idleColumns(deep.parameters())).doesNotContain("tied");
    for (TransformerTrial trial : new TransformerTrial[] {shallow, deep}) {
      assertThat(Parameters.idleColumns(trial.parameters()))
          .containsExactlyInAnyOrderElementsOf(
              Parameters.all().stream()
                  .filter(each -> !trial.values().has(each))
                  .map(Parameter::column)
                  .toList());
    }
  }

  @Test
  void columnWithoutAValueThatAppliesIsNotIdle() {
    Map<String, Object> row = trial("training.clip-norm = off").parameters();
    assertThat(row).containsEntry("clip_norm", null).containsEntry("token_clip", null);
    assertThat(Parameters.idleColumns(row)).doesNotContain("clip_norm", "token_clip");
  }

  @Test
  void rowOfAnOlderFileHasTheDefaultOfAColumnThatItLacks() {
    Map<String, Object> row = new HashMap<>(trial("model.depth = 2").parameters());
    row.remove("optimizer");
    row.values().removeIf(Objects::isNull);
    assertThat(Parameters.idleColumns(row))
        .isEqualTo(Parameters.idleColumns(trial("model.depth = 2").parameters()));
  }
}
