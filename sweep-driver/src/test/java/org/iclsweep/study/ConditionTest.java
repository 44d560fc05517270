package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {

  @Test
  void conditionsAreToldInWords() {
    assertThat(Invented.RULE.condition()).isEmpty();
    assertThat(Invented.MEMORY.condition()).isEqualTo("rule is b or c");
    assertThat(Invented.FORCE.condition()).isEqualTo("memory is not none and set holds \"y+\"");
    assertThat(Invented.MEMORY.meaning()).isEqualTo("Memory. Applies when rule is b or c.");
    assertThat(Invented.SPEED.meaning()).isEqualTo("Speed.");
  }

  @Test
  void parameterAppliesWhereItsConditionHolds() {
    assertThat(Invented.MEMORY.applies(Map.of("rule", "c"))).isTrue();
    assertThat(Invented.MEMORY.applies(Map.of("rule", "a"))).isFalse();
    assertThat(Invented.SPEED.applies(Map.of())).isTrue();
  }

  @Test
  void parameterDoesNotApplyWhereTheOtherDoesNot() {
    assertThat(Invented.DECAY.applies(Map.of("rule", "b", "memory", "long"))).isTrue();
    assertThat(Invented.DECAY.applies(Map.of("rule", "b", "memory", "none"))).isFalse();
    assertThat(Invented.DECAY.applies(Map.of("rule", "a", "memory", "long"))).isFalse();
    assertThat(Invented.DECAY.applies(Map.of("rule", "a"))).isFalse();
  }

  @Test
  void allConditionsHaveToHold() {
    Map<String, ?> both = Map.of("rule", "b", "memory", "long", "set", List.of("x", "y+"));
    assertThat(Invented.FORCE.applies(both)).isTrue();
    Map<String, ?> one = Map.of("rule", "b", "memory", "long", "set", List.of("x", "z"));
    assertThat(Invented.FORCE.applies(one)).isFalse();
  }

  @Test
  void conditionOnAValueThatThereIsNotIsNoDeclaration() {
    assertThatThrownBy(() -> new Declarations().when(Invented.RULE, "d"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("d is the text \"d\", must be one of a, b, c");
  }

  @Test
  void whatDoesNotApplyCannotBeAskedFor() {
    Values values = trial("").values();
    assertThat(values.has(ModelSection.TIED)).isFalse();
    assertThatThrownBy(() -> values.get(ModelSection.TIED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "model.tied is asked for, but it applies only when model.depth is not 1; there is {");
  }

  @Test
  void columnOfWhatDoesNotApplyIsNull() {
    assertThat(trial("").parameters()).containsEntry("tied", null);
    assertThat(trial("model.depth = 2").parameters()).containsEntry("tied", false);
  }
}
