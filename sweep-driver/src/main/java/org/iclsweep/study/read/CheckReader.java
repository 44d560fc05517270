package org.iclsweep.study.read;

import static java.util.stream.Collectors.toMap;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.Nearest;

/** Reads the section {@code checks} of a study. */
final class CheckReader {

  static final String CHECKS = "checks";
  static final String QUERY = "query";
  static final String EXPECTED = "expected";
  static final String TOLERANCE = "tolerance";
  static final String AT_LEAST = "at-least";
  static final String AT_MOST = "at-most";
  static final String SOURCE = "source";

  private static final List<String> KEYS =
      List.of(QUERY, EXPECTED, TOLERANCE, AT_LEAST, AT_MOST, SOURCE);
  private static final String EXAMPLE =
      "checks { \"final loss\" { query = \"SELECT median(final_loss) FROM trials\", at-most = 0.21,"
          + " source = \"closed form\" } }";

  /** A section of HOCON has no order of its own. */
  private static final Comparator<Map.Entry<String, ConfigValue>> BY_LINE =
      Comparator.comparingInt(each -> each.getValue().origin().lineNumber());

  private final Problems problems;
  private final List<Check> checks = new ArrayList<>();

  CheckReader(Problems problems) {
    this.problems = problems;
  }

  /** What JSON Schema has of a check. */
  static Map<String, Object> schema() {
    Map<String, Object> schema = new TreeMap<>(partSchema());
    schema.put("required", List.of(QUERY, SOURCE));
    return schema;
  }

  /** The same of what a scale says anew of one. */
  static Map<String, Object> partSchema() {
    return StudySchema.section(KEYS.stream().collect(toMap(key -> key, CheckReader::keySchema)));
  }

  private static Map<String, Object> keySchema(String key) {
    return key.equals(QUERY) || key.equals(SOURCE)
        ? Map.of("type", "string", "pattern", "\\S")
        : Map.of("type", "number");
  }

  /** The checks, in the order in which the file has them, without those that are wrong. */
  List<Check> read(ConfigValue value) {
    section(CHECKS, value)
        .ifPresent(
            section ->
                section.entrySet().stream()
                    .sorted(BY_LINE.thenComparing(Map.Entry::getKey))
                    .forEach(each -> read(each.getKey(), each.getValue())));
    return List.copyOf(checks);
  }

  private Optional<ConfigObject> section(String path, ConfigValue value) {
    if (!Hocon.isKnown(value)) {
      problems.addUnresolved(value, path);
    } else if (value instanceof ConfigObject object) {
      return Optional.of(object);
    } else {
      problems.at(path).mustBe("a section, as in " + EXAMPLE, value, "");
    }
    return Optional.empty();
  }

  private void read(String name, ConfigValue value) {
    String path = CHECKS + "." + (name.matches("[\\w-]+") ? name : "\"" + name + "\"");
    Optional<ConfigObject> section = section(path, value);
    if (section.isEmpty()) {
      return;
    }
    ConfigObject given = section.get();
    if (refusesKeys(path, given)) {
      return;
    }
    Optional<String> query = text(path, given, QUERY);
    Optional<String> source = text(path, given, SOURCE);
    Optional<Expectation> expected = expectation(path, given);
    if (query.isPresent() && source.isPresent() && expected.isPresent()) {
      checks.add(new Check(name, query.get(), expected.get(), source.get()));
    }
  }

  private boolean refusesKeys(String path, ConfigObject given) {
    boolean refused = false;
    for (String key : given.keySet()) {
      ConfigValue value = given.get(key);
      if (!Hocon.isResolved(value)) {
        problems.addUnresolved(value, path + "." + key);
        refused = true;
      } else if (!KEYS.contains(key)) {
        String cure =
            Nearest.of(key, KEYS)
                .map(meant -> "Did you mean " + meant + "?")
                .orElse("Known here: " + String.join(", ", KEYS) + ".");
        problems.add(value.origin(), path + "." + key, "unknown key", cure);
        refused = true;
      }
    }
    return refused;
  }

  private Optional<String> text(String path, ConfigObject given, String key) {
    ConfigValue value = given.get(key);
    if (value == null) {
      problems.add(given.origin(), path, "has no " + key, "Write it as in " + EXAMPLE + ".");
      return Optional.empty();
    }
    if (value.valueType() != ConfigValueType.STRING || ((String) value.unwrapped()).isBlank()) {
      problems.at(path + "." + key).mustBe("text in quotes", value, "");
      return Optional.empty();
    }
    return Optional.of(((String) value.unwrapped()).strip());
  }

  private Optional<Expectation> expectation(String path, ConfigObject given) {
    int before = problems.count();
    OptionalDouble expected = number(path, given, EXPECTED);
    OptionalDouble tolerance = number(path, given, TOLERANCE);
    OptionalDouble least = number(path, given, AT_LEAST);
    OptionalDouble most = number(path, given, AT_MOST);
    if (problems.count() > before) {
      return Optional.empty();
    }
    boolean near = expected.isPresent() && tolerance.isPresent();
    boolean bounded = least.isPresent() || most.isPresent();
    boolean half = expected.isPresent() != tolerance.isPresent();
    if (half || near == bounded) {
      problems.add(
          given.origin(),
          path,
          "has to say what is expected",
          "Give it expected and tolerance, or at-least, at-most or both of these.");
      return Optional.empty();
    }
    if (near) {
      return near(path, given, expected.getAsDouble(), tolerance.getAsDouble());
    }
    return between(
        path, given, least.orElse(Double.NEGATIVE_INFINITY), most.orElse(Double.POSITIVE_INFINITY));
  }

  private Optional<Expectation> near(String path, ConfigObject given, double value, double within) {
    if (within < 0) {
      problems.at(path + "." + TOLERANCE).mustBe("at least 0", given.get(TOLERANCE), "");
      return Optional.empty();
    }
    return Optional.of(new Expectation.Near(value, within));
  }

  private Optional<Expectation> between(String path, ConfigObject given, double low, double high) {
    if (low > high) {
      problems
          .at(path + "." + AT_LEAST)
          .mustBe(AT_MOST + " (" + Decimals.shortest(high) + ") or less", given.get(AT_LEAST), "");
      return Optional.empty();
    }
    return Optional.of(new Expectation.Between(low, high));
  }

  private OptionalDouble number(String path, ConfigObject given, String key) {
    ConfigValue value = given.get(key);
    if (value == null) {
      return OptionalDouble.empty();
    }
    Optional<BigDecimal> number = Hocon.number(value);
    if (number.isEmpty()) {
      problems.at(path + "." + key).mustBe("a number", value, Hocon.asNumber(value));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number.get().doubleValue());
  }
}
