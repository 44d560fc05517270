package org.iclsweep.study;

import static org.iclsweep.study.ProvidedText.NAME;
import static org.iclsweep.study.ProvidedText.VERSION;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Provider;
import org.iclsweep.spi.ProviderException;
import org.iclsweep.spi.Providers;
import org.iclsweep.spi.Setting;

/**
 * A provider and what is set of it. A value is the text of a JSON object with name, version and all
 * settings, so that it says the same to those who have not the jar.
 *
 * @param providers those of the kind
 * @param isOptional whether there may be none
 */
public record ProvidedType(Providers<?> providers, boolean isOptional)
    implements ParameterType<Provided> {

  static final String NONE = "none";

  /** How the name of a provider is written where there are words for kinds; empty of others. */
  static Optional<String> written(String name) {
    return Stream.of(ProvidedSection.TASK, ProvidedSection.SEQUENCES, ProvidedSection.LEARNER)
        .filter(each -> ((ProvidedType) each.type()).providers.names().contains(name))
        .map(each -> "Write %s here, and %s = %s.".formatted(word(each), each.path(), name))
        .findFirst();
  }

  /** The word under which it applies. */
  private static String word(Parameter<?> provider) {
    return provider.conditions().get(0).words();
  }

  @Override
  public String rule() {
    return "the name of a provider of "
        + providers.plural()
        + ", or { name = NAME, ... } with its settings";
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> word = Map.of("type", "string");
    Map<String, Object> object =
        Map.of(
            "type",
            "object",
            "required",
            List.of(NAME),
            "properties",
            Map.of(NAME, word, VERSION, word),
            "additionalProperties",
            Map.of("type", List.of("number", "boolean", "string")));
    return Map.of("anyOf", List.of(word, object));
  }

  @Override
  public Provided meaning(Object value) {
    return value.equals(NONE) ? Provided.NONE : ProvidedText.read((String) value);
  }

  @Override
  public ColumnType column() {
    return ColumnType.STRING;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    if (isOptional && NONE.equals(value.unwrapped())) {
      return Optional.of(NONE);
    }
    Optional<ConfigObject> given = given(value, complaint);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String name = (String) given.get().get(NAME).unwrapped();
    try {
      Provider provider = providers.all().get(name);
      return provider == null
          ? unseen(name, given.get(), value, complaint)
          : new ProvidedReading(provider, given.get(), value, complaint).read();
    } catch (ProviderException broken) {
      complaint.about(value, "cannot be looked up: " + broken.getMessage(), "");
      return Optional.empty();
    }
  }

  /** The object that it is, a name of its own in it; else nothing, after a complaint. */
  private Optional<ConfigObject> given(ConfigValue value, Complaint complaint) {
    if (value.valueType() == ConfigValueType.STRING) {
      return Optional.of(value.atKey(NAME).root());
    }
    if (value instanceof ConfigObject object
        && object.get(NAME) != null
        && object.get(NAME).valueType() == ConfigValueType.STRING) {
      return Optional.of(object);
    }
    complaint.mustBe(rule(), value, "");
    return Optional.empty();
  }

  /** What is not there to be looked at says all of itself, or is not known. */
  private Optional<Object> unseen(
      String name, ConfigObject given, ConfigValue where, Complaint complaint) {
    if (given.containsKey(VERSION)) {
      return asWritten(given, where, complaint);
    }
    List<String> known = providers.names();
    String cure =
        Nearest.of(name, known)
            .map(near -> "Did you mean " + near + "?")
            .orElse("Give its jar, as in " + Providers.JARS + " my.jar.");
    complaint.about(
        where,
        "is %s, which is no provider of %s that is known here: %s"
            .formatted(
                Hocon.shortened(name),
                providers.plural(),
                known.isEmpty() ? "no jar has any" : "there are " + known),
        cure);
    return Optional.empty();
  }

  private Optional<Object> asWritten(ConfigObject given, ConfigValue where, Complaint complaint) {
    SortedMap<String, Object> all = new TreeMap<>(given.unwrapped());
    all.replaceAll((key, value) -> ProvidedText.plain(value));
    if (all.get(VERSION) instanceof String version && Setting.areValues(all.values())) {
      String name = (String) all.remove(NAME);
      all.remove(VERSION);
      if (Provided.isName(name) && Provided.isVersion(version)) {
        return Optional.of(ProvidedText.of(name, version, all));
      }
    }
    complaint.mustBe(rule(), where, "Its version is text, its settings numbers, flags and words.");
    return Optional.empty();
  }

  @Override
  public String text(Object value) {
    return (String) value;
  }

  @Override
  public Optional<Object> none() {
    return isOptional ? Optional.of(NONE) : Optional.empty();
  }

  @Override
  public Object inTable(Object value) {
    return value.equals(NONE) ? null : value;
  }
}
