package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedParametersTest {
  private static final Map<String, Object> SETTING = Map.of("heads", 2, "dim", 10);

  @Test
  void areThoseOfTheSettingAndTheSeed() {
    assertThat(new SeedParameters(SETTING, 7L))
        .hasSize(3)
        .isEqualTo(Map.of("heads", 2, "dim", 10, "seed", 7L))
        .containsKeys("heads", "seed")
        .doesNotContainKey("depth");
    assertThat(new SeedParameters(SETTING, 7L).get("seed")).isEqualTo(7L);
    assertThat(new SeedParameters(SETTING, 7L).get("heads")).isEqualTo(2);
    assertThat(new SeedParameters(SETTING, 7L).get("depth")).isNull();
  }

  @Test
  void seedsOfASettingShareIt() {
    assertThat(SeedParameters.setting(new SeedParameters(SETTING, 7L))).isSameAs(SETTING);
    assertThat(SeedParameters.setting(SETTING)).isSameAs(SETTING);
  }
}
