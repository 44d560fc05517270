package org.iclsweep.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.measure.Kept;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.Theory;
import org.iclsweep.trial.Theory.Formula;

/**
 * What theory says of a setting, once of those that came last: its seeds share all but the seed.
 */
final class SettingTheory {
  private static final int MOST = 1_000;
  private static final String SEED = "seed";

  private static final Kept<Map<String, Object>, List<Formula>> BY_SETTING =
      new Kept<>(MOST, SettingTheory::worked);

  private SettingTheory() {}

  /** Of a row's parameters; nothing where these are such as no study writes. */
  static List<Formula> of(Map<String, Object> parameters) {
    Map<String, Object> setting = new HashMap<>(parameters);
    setting.remove(SEED);
    return BY_SETTING.of(setting);
  }

  private static List<Formula> worked(Map<String, Object> setting) {
    return TransformerTrial.spec(setting).map(Theory::of).orElse(List.of());
  }
}
