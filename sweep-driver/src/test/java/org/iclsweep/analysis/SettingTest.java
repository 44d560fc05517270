package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SettingTest {

  private static Setting setting(Object depth, Object heads, Object steps) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("depth", depth);
    values.put("heads", heads);
    values.put("steps", steps);
    return new Setting(values);
  }

  @Test
  void labelsLeaveOutWhatAllThatAreShownHaveInCommon() {
    List<Setting> shown = List.of(setting(1, 2, 300), setting(2, null, 300));
    UnaryOperator<Setting> apart = Setting.apart(shown);
    assertThat(shown)
        .extracting(s -> apart.apply(s).label())
        .containsExactly("depth 1, heads 2", "depth 2, heads none");
    assertThat(Setting.inCommon(shown)).isEqualTo("steps 300");
    assertThat(apart.apply(shown.get(0)).values()).isEqualTo(shown.get(0).values());
  }

  @Test
  void oneSettingAloneKeepsItsLabel() {
    List<Setting> one = List.of(setting(1, 2, 300));
    assertThat(Setting.apart(one).apply(one.get(0))).isEqualTo(one.get(0));
    assertThat(Setting.inCommon(one)).isEmpty();
    assertThat(Setting.inCommon(List.of())).isEmpty();
  }
}
