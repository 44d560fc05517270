package org.iclsweep.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
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
import org.iclsweep.spi.Settings;

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
  private static final String NAME = "name";
  private static final String VERSION = "version";

  /** How the name of a provider is written where there are words for kinds; empty of others. */
  static Optional<String> written(String name) {
    return Stream.of(ProvidedSection.TASK, ProvidedSection.LEARNER)
        .filter(each -> ((ProvidedType) each.type()).providers.names().contains(name))
        .map(each -> "Write provided here, and " + each.path() + " = " + name + ".")
        .findFirst();
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
    if (value.equals(NONE)) {
      return Provided.NONE;
    }
    Config text;
    try {
      text = ConfigFactory.parseString((String) value);
      SortedMap<String, Object> settings = new TreeMap<>();
      text.root().forEach((key, each) -> settings.put(key, plain(each.unwrapped())));
      String name = (String) settings.remove(NAME);
      String version = (String) settings.remove(VERSION);
      if (name == null || version == null) {
        throw new IllegalArgumentException("'" + value + "' is no provider");
      }
      return new Provided(name, version, new Settings(settings));
    } catch (com.typesafe.config.ConfigException | ClassCastException broken) {
      throw new IllegalArgumentException("'" + value + "' is no provider", broken);
    }
  }

  private static Object plain(Object value) {
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
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
    ConfigValue version = given.get(VERSION);
    if (version == null || version.valueType() != ConfigValueType.STRING) {
      String cure =
          Nearest.of(name, providers.names())
              .map(near -> "Did you mean " + near + "?")
              .orElse("Give its jar, as in " + Providers.JARS + " " + name + ".jar.");
      String known =
          providers.names().isEmpty() ? "no jar has any" : "there are " + providers.names();
      complaint.about(
          where,
          "is "
              + name
              + ", which is no provider of "
              + providers.plural()
              + " that is known here: "
              + known,
          cure);
      return Optional.empty();
    }
    SortedMap<String, Object> settings = new TreeMap<>();
    given.withoutKey(NAME).withoutKey(VERSION).forEach((key, each) -> settings.put(key, each));
    for (Object each : settings.values()) {
      ConfigValue setting = (ConfigValue) each;
      switch (setting.valueType()) {
        case NUMBER, BOOLEAN, STRING -> {}
        case OBJECT, LIST, NULL -> {
          complaint.mustBe(rule(), setting, "");
          return Optional.empty();
        }
      }
    }
    settings.replaceAll((key, each) -> plain(((ConfigValue) each).unwrapped()));
    return Optional.of(text(name, (String) version.unwrapped(), settings));
  }

  /** The value of a provider. */
  static Object text(String name, String version, SortedMap<String, Object> settings) {
    StringBuilder text = new StringBuilder("{");
    add(text, NAME, name);
    text.append(",");
    add(text, VERSION, version);
    settings.forEach(
        (key, value) -> {
          text.append(",");
          add(text, key, value);
        });
    return text.append("}").toString();
  }

  private static void add(StringBuilder text, String key, Object value) {
    text.append(ConfigUtil.quoteString(key)).append(":");
    text.append(
        value instanceof String word
            ? ConfigUtil.quoteString(word)
            : value instanceof Double real ? Decimals.shortest(real) : value.toString());
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
