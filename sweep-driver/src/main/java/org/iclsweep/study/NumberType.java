package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers; a word may stand for none, and is then the value 0.
 *
 * @param <T> their class
 */
public sealed interface NumberType<T extends Number> extends ParameterType<T>
    permits WholeType, RealType {

  /** The word for no number; empty where there has to be one. */
  String word();

  @Override
  default Optional<Object> none() {
    return word().isEmpty() ? Optional.empty() : Optional.of(typed(BigDecimal.ZERO));
  }

  /** What JSON Schema has of the numbers. */
  Map<String, Object> numbers();

  @Override
  default Map<String, Object> schema() {
    return word().isEmpty()
        ? numbers()
        : Map.of("anyOf", List.of(numbers(), Map.of("const", word())));
  }

  /** The rule that this number breaks, to be read after "must be"; nothing if it is allowed. */
  Optional<String> broken(BigDecimal number);

  /** The largest number of the type, as it is told. */
  String largest();

  /** An allowed number as a value. */
  Object typed(BigDecimal number);

  /** A small number as a value, allowed or not. */
  default Object number(int small) {
    return typed(BigDecimal.valueOf(small));
  }

  /** The values of a range, or nothing after a complaint. */
  Optional<List<Object>> values(Range range, ConfigValue where, Complaint complaint);

  @Override
  default Optional<Object> read(ConfigValue value, Complaint complaint) {
    if (!word().isEmpty() && word().equals(value.unwrapped())) {
      return Optional.of(typed(BigDecimal.ZERO));
    }
    Optional<BigDecimal> number = Hocon.number(value);
    if (number.isEmpty()) {
      boolean isLarge =
          value.unwrapped() instanceof Double real && real == Double.POSITIVE_INFINITY
              || value.unwrapped() instanceof String text && text.matches("\\d{19,2000}");
      complaint.mustBe(isLarge ? "at most " + largest() : rule(), value, Hocon.asNumber(value));
      return Optional.empty();
    }
    Optional<String> broken = broken(number.get());
    if (broken.isPresent()) {
      complaint.mustBe(broken.get(), value, standsForNone(number.get()));
      return Optional.empty();
    }
    return Optional.of(typed(number.get()));
  }

  @Override
  default Optional<List<Object>> readPoints(ConfigValue value, Complaint complaint) {
    Optional<Range> range = range(value);
    return range.isPresent()
        ? values(range.get(), value, complaint)
        : ParameterType.super.readPoints(value, complaint);
  }

  private String standsForNone(BigDecimal number) {
    return !word().isEmpty() && number.signum() == 0 ? "Write " + word() + " for none." : "";
  }

  /** The range that this text is, if it is one. */
  static Optional<Range> range(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? Range.of((String) value.unwrapped())
        : Optional.empty();
  }
}
