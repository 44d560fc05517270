package org.iclsweep.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Setting;
import org.iclsweep.spi.Settings;

/**
 * A provider as studies, identities and tables write it: a flat object of JSON with name, version
 * and settings, sorted by name.
 */
final class ProvidedText {

  static final String NAME = "name";
  static final String VERSION = "version";

  /** JSON includes nothing, whatever a table from elsewhere has. */
  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  private ProvidedText() {}

  /** The text. */
  static String of(String name, String version, SortedMap<String, Object> settings) {
    StringBuilder text = new StringBuilder("{");
    add(text, NAME, name);
    add(text.append(","), VERSION, version);
    settings.forEach((key, value) -> add(text.append(","), key, value));
    return text.append("}").toString();
  }

  private static void add(StringBuilder text, String key, Object value) {
    text.append(ConfigUtil.quoteString(key)).append(":");
    text.append(
        value instanceof String word
            ? ConfigUtil.quoteString(word)
            : value instanceof Double real ? Decimals.shortest(real) : value.toString());
  }

  /**
   * What a text says.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  static Provided read(String text) {
    try {
      if (isFlat(text)) {
        return read(ConfigFactory.parseString(text, JSON));
      }
    } catch (ConfigException | ClassCastException broken) {
      throw new IllegalArgumentException("'" + Hocon.shortened(text) + "' is no provider", broken);
    }
    throw new IllegalArgumentException("'" + Hocon.shortened(text) + "' is no provider");
  }

  private static Provided read(Config object) {
    SortedMap<String, Object> settings = new TreeMap<>();
    object.root().forEach((key, each) -> settings.put(key, plain(each.unwrapped())));
    String name = (String) settings.remove(NAME);
    String version = (String) settings.remove(VERSION);
    if (!Provided.isName(name)
        || !Provided.isVersion(version)
        || !Setting.areValues(settings.values())) {
      throw new IllegalArgumentException("no provider is named so");
    }
    return new Provided(name, version, new Settings(settings));
  }

  /** A value as providers have it: whole numbers are long. */
  static Object plain(Object value) {
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
  }

  /** Whether nothing opens within what is open, so that a parser needs no stack. */
  private static boolean isFlat(String text) {
    boolean quoted = false;
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        open++;
      }
    }
    return open == 1;
  }
}
