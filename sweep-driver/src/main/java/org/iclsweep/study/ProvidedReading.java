package org.iclsweep.study;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iclsweep.spi.Provider;
import org.iclsweep.spi.Setting;
import org.iclsweep.spi.Settings;

/**
 * Reads what a study sets of a provider that is there, strictly.
 *
 * @param given name, version and settings
 * @param where they are given
 */
record ProvidedReading(
    Provider provider, ConfigObject given, ConfigValue where, Complaint complaint) {

  /** The value, or nothing after at least one complaint. */
  Optional<Object> read() {
    SortedMap<String, Object> settings = new TreeMap<>();
    provider.settings().forEach(each -> settings.put(each.name(), each.byDefault()));
    boolean isRight = hasVersion();
    for (String key :
        new TreeMap<>(given.withoutKey(ProvidedText.NAME).withoutKey(ProvidedText.VERSION))
            .keySet()) {
      isRight &= set(settings, key);
    }
    return isRight && accepts(settings)
        ? Optional.of(ProvidedText.of(provider.name(), provider.version(), settings))
        : Optional.empty();
  }

  private boolean hasVersion() {
    ConfigValue version = given.get(ProvidedText.VERSION);
    if (version == null || provider.version().equals(version.unwrapped())) {
      return true;
    }
    complaint.about(
        version,
        "is version "
            + Hocon.describe(version)
            + " of "
            + provider.name()
            + ", but its jar has version "
            + provider.version(),
        version.unwrapped() instanceof String
            ? "Give the jar of that version, or leave version out: trials of another are others."
            : "Write it in quotes, as in version = \"" + provider.version() + "\".");
    return false;
  }

  private boolean set(SortedMap<String, Object> settings, String key) {
    ConfigValue value = given.get(key);
    Optional<Setting> setting =
        provider.settings().stream().filter(each -> each.name().equals(key)).findFirst();
    if (setting.isEmpty()) {
      complaint.about(value, "sets " + key + ", which " + provider.name() + " has not", meant(key));
      return false;
    }
    Optional<Object> typed = setting.get().read(value.unwrapped());
    typed.ifPresent(each -> settings.put(key, each));
    if (typed.isEmpty()) {
      complaint.about(
          value,
          "sets " + key + " to " + Hocon.describe(value) + ", must be " + setting.get().rule(),
          key + ": " + setting.get().doc());
    }
    return typed.isPresent();
  }

  private String meant(String key) {
    List<String> names = provider.settings().stream().map(Setting::name).toList();
    return Nearest.of(key, names)
        .map(near -> "Did you mean " + near + "?")
        .orElse(
            names.isEmpty() ? "It has no settings." : "It has " + String.join(", ", names) + ".");
  }

  private boolean accepts(SortedMap<String, Object> settings) {
    try {
      provider.check(new Settings(settings));
      return true;
    } catch (IllegalArgumentException refused) {
      complaint.about(
          where, "sets " + provider.name() + " as it cannot be: " + refused.getMessage(), "");
      return false;
    }
  }
}
