package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Optional;

/** True or false. */
public record FlagType() implements ParameterType {

  private static final Map<Object, String> COMMON =
      Map.of(
          "yes", "true", "on", "true", "true", "true", "no", "false", "off", "false", "false",
          "false");

  @Override
  public String rule() {
    return "true or false";
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
    String meant = plain instanceof String text ? COMMON.getOrDefault(text, "") : "";
    complaint.mustBe(rule(), value, meant.isEmpty() ? "" : "Write " + meant + ", unquoted.");
    return Optional.empty();
  }

  @Override
  public String text(Object value) {
    return value.toString();
  }
}
