package org.iclsweep.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.measure.Kept;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.TrialSpec;

/**
 * What the trials of a table were trained by. It is read off the parameters of a setting, once of
 * those that came last; its seeds share all but the seed.
 */
final class TrialSpecs {
  private static final int MOST = 1_000;

  private final Kept<Map<String, Object>, Optional<TrialSpec>> bySetting =
      new Kept<>(MOST, TransformerTrial::spec);

  /** Of a row's parameters; {@code null} where they are such as no study writes. */
  TrialSpec of(Map<String, Object> parameters) {
    Map<String, Object> setting = new HashMap<>(parameters);
    return setting.remove(Columns.SEED) instanceof Long seed
        ? bySetting.of(setting).map(spec -> spec.withSeed(seed)).orElse(null)
        : TransformerTrial.spec(parameters).orElse(null);
  }
}
