package org.iclsweep.study.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.study.Hocon;

/**
 * A study as HOCON sees it: its text with includes, overrides and substitutions applied. System
 * properties, the environment and {@code application.conf} have no say.
 */
final class StudyDocument {

  private static final ConfigResolveOptions WITHIN_THE_FILE =
      ConfigResolveOptions.noSystem().setAllowUnresolved(true);

  private StudyDocument() {}

  /**
   * The parsed study, or nothing after a problem. Substitutions that lead nowhere are left in it.
   *
   * @param file where the text lies, for includes; empty if it lies nowhere
   */
  static Optional<ConfigObject> parse(
      String text, String origin, Optional<Path> file, List<String> overrides, Problems problems) {
    References references = new References(problems);
    Config changes = ConfigFactory.empty();
    for (String override : overrides) {
      changes = override(override, references, problems).withFallback(changes);
    }
    Outline outline = OutlineScanner.scan(text);
    if (outline.fault() != null) {
      problems.add(origin, outline.fault());
      return Optional.empty();
    }
    try {
      StudyIncluder includer = new StudyIncluder(file, origin, outline, problems, references);
      Config study = ConfigFactory.parseString(text, includer.options());
      if (!references.areBounded()) {
        return Optional.empty();
      }
      Config scaled = Scales.applied(changes, study, problems);
      Config resolved = scaled.resolve(WITHIN_THE_FILE);
      references.checkOptional(resolved);
      return Optional.of(resolved.root());
    } catch (ConfigException unreadable) {
      addSyntaxOf(text, origin, unreadable, problems);
      return Optional.empty();
    } catch (StackOverflowError tooDeep) {
      problems.add("", "is nested or refers to itself too deeply to be followed", "Flatten it.");
      return Optional.empty();
    }
  }

  /** {@code a.b=v} as a configuration of its own; empty after a problem. */
  private static Config override(String override, References references, Problems problems) {
    String origin = Problems.OVERRIDE + override;
    int equals = override.indexOf('=');
    if (equals < 1) {
      problems.add(origin, 0, "", "is no assignment", "Write --set path=value.");
      return ConfigFactory.empty();
    }
    String path = override.substring(0, equals).strip();
    try {
      List<String> keys = ConfigUtil.splitPath(path);
      String written = override.substring(equals + 1).strip();
      Outline outline = OutlineScanner.scan(path + " = " + written);
      if (outline.fault() != null) {
        problems.add(origin, outline.fault());
        return ConfigFactory.empty();
      }
      Config changed = under(keys, value(written, origin), origin);
      outline.twice().forEach(twice -> problems.addTwice(origin, origin, twice));
      references.add(outline, origin, List.of());
      return changed;
    } catch (ConfigException.BadPath malformed) {
      problems.add(origin, 0, path, "is no path", "Write --set path=value.");
    } catch (ConfigException malformed) {
      addSyntax(malformed, path, problems);
    }
    return ConfigFactory.empty();
  }

  /** A value at a path, with every section on the way from the same origin. */
  private static Config under(List<String> keys, ConfigValue value, String origin) {
    ConfigValue section = value;
    for (int k = keys.size() - 1; k >= 0; k--) {
      section = ConfigValueFactory.fromMap(Map.of(keys.get(k), section), origin);
    }
    return ((ConfigObject) section).toConfig();
  }

  /**
   * HOCON if it is a number, true, false, a list, an object or quoted; otherwise the plain text.
   */
  private static ConfigValue value(String text, String origin) {
    ConfigValue plain = ConfigValueFactory.fromAnyRef(text, origin);
    try {
      ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
      ConfigObject parsed = ConfigFactory.parseString("value = " + text, options).root();
      ConfigValue value = parsed.get("value");
      return parsed.size() == 1 && isMeantAsHocon(value, text) ? value : plain;
    } catch (ConfigException notHocon) {
      if (text.startsWith("[") || text.startsWith("{")) {
        throw notHocon;
      }
      return plain;
    }
  }

  private static boolean isMeantAsHocon(ConfigValue value, String text) {
    return !Hocon.isResolved(value)
        || switch (value.valueType()) {
          case NUMBER, BOOLEAN, LIST, OBJECT -> true;
          case STRING -> text.startsWith("\"");
          case NULL -> false;
        };
  }

  /** Of a file: what looks like another language is told in its terms. */
  private static void addSyntaxOf(
      String text, String origin, ConfigException unreadable, Problems problems) {
    String language = SyntaxCure.language(text, origin);
    Optional<SyntaxCure.Place> value =
        language.isEmpty() ? SyntaxCure.value(text) : Optional.empty();
    if (value.isEmpty()) {
      addSyntax(unreadable, "", language, problems);
      return;
    }
    SyntaxCure.Place place = value.get();
    String message = "is " + place.value() + ", which has to be written otherwise";
    problems.add(origin, place.line(), place.key(), message, place.cure());
  }

  private static void addSyntax(ConfigException unreadable, String path, Problems problems) {
    addSyntax(unreadable, path, "", problems);
  }

  private static void addSyntax(
      ConfigException unreadable, String path, String cure, Problems problems) {
    String message = unreadable.getMessage();
    String suggestion =
        !cure.isEmpty()
            ? cure
            : message.contains("'+'")
                ? "Words with a plus need quotes: \"gd++\"."
                : message.contains("not allowed outside quotes") ? "Put such words in quotes." : "";
    if (unreadable.origin() == null) {
      problems.add(path, message, suggestion);
      return;
    }
    String fault = message.replace(unreadable.origin().description() + ": ", "");
    // at the end of a file, the library asks for a parenthesis where a brace is missing
    String plain =
        fault.contains("end of file")
            ? "ends within an open { or ["
            : fault.replaceFirst(" \\(if you .*", "");
    problems.add(unreadable.origin(), path, plain, suggestion);
  }
}
