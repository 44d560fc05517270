package org.iclsweep.study.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.Nearest;

/**
 * Sizes in which one study can be run: {@code scales { full { ... } }} holds what {@code scale =
 * full} puts over the rest of the file. Overrides have the last word.
 */
final class Scales {

  static final String SCALE = "scale";
  static final String SCALES = "scales";

  private Scales() {}

  /** The study in the scale that it, or an override, names; as it stands if none is named. */
  static Config applied(Config overrides, Config study, Problems problems) {
    Config both = overrides.withFallback(study);
    ConfigValue scale = both.root().get(SCALE);
    ConfigValue scales = both.root().get(SCALES);
    Config plain = both.withoutPath(SCALE).withoutPath(SCALES);
    for (String key : List.of(SCALE, SCALES)) {
      addUnknown(both.root().get(key), key, problems);
    }
    if (scales != null && problems.isEmpty() && !(scales instanceof ConfigObject)) {
      problems.at(SCALES).mustBe("a section, as in scales { full { ... } }", scales, "");
    }
    if (scale == null || !problems.isEmpty()) {
      return plain;
    }
    return section(scale, scales, problems)
        .map(each -> overrides.withFallback(each).withFallback(study))
        .map(scaled -> scaled.withoutPath(SCALE).withoutPath(SCALES))
        .orElse(plain);
  }

  /** A scale is chosen before references are followed. */
  private static void addUnknown(ConfigValue value, String key, Problems problems) {
    if (value != null && !Hocon.isKnown(value)) {
      String message = "is " + Hocon.reference(value) + ", and has to be written out";
      problems.add(value.origin(), key, message, "Write what it stands for.");
    }
  }

  private static Optional<ConfigObject> section(
      ConfigValue scale, ConfigValue scales, Problems problems) {
    if (!(scales instanceof ConfigObject known)) {
      problems.add(scale.origin(), SCALE, "this study has no " + SCALES, "Leave it out.");
      return Optional.empty();
    }
    String name = scale.valueType() == ConfigValueType.STRING ? (String) scale.unwrapped() : "";
    ConfigValue section = known.get(name);
    if (section instanceof ConfigObject object) {
      return Optional.of(object);
    }
    if (section != null && !Hocon.isKnown(section)) {
      addUnknown(section, SCALES + "." + name, problems);
    } else if (known.isEmpty()) {
      problems.add(known.origin(), SCALES, "is empty", "Add a scale or leave it out.");
    } else if (section == null) {
      String rule = "one of " + String.join(", ", new TreeSet<>(known.keySet()));
      String cure =
          Nearest.of(name, known.keySet()).map(near -> "Did you mean " + near + "?").orElse("");
      problems.at(SCALE).mustBe(rule, scale, cure);
    } else {
      problems.at(SCALES + "." + name).mustBe("a section, as in full { ... }", section, "");
    }
    return Optional.empty();
  }
}
