package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** True or false. */
public record FlagType() implements ParameterType<Boolean> {

  private static final Set<String> MEANT_TRUE = Set.of("true", "yes", "on");
  private static final Set<String> MEANT_FALSE = Set.of("false", "no", "off");

  @Override
  public String rule() {
    return "true or false";
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "boolean");
  }

  @Override
  public Boolean meaning(Object value) {
    return (Boolean) value;
  }

  @Override
  public ColumnType column() {
    return ColumnType.BOOLEAN;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    Object plain = value.unwrapped();
    if (plain instanceof Boolean) {
      return Optional.of(plain);
    }
    complaint.mustBe(rule(), value, plain instanceof String text ? suggestion(text) : "");
    return Optional.empty();
  }

  private static String suggestion(String text) {
    if (MEANT_TRUE.contains(text.toLowerCase(Locale.ROOT))) {
      return "Write true, unquoted.";
    }
    return MEANT_FALSE.contains(text.toLowerCase(Locale.ROOT)) ? "Write false, unquoted." : "";
  }

  @Override
  public String text(Object value) {
    return value.toString();
  }
}
