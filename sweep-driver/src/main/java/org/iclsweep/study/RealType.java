package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Doubles.
 *
 * @param interval where they may lie
 * @param word stands for none, as 0; empty where there has to be a number
 */
public record RealType(Interval interval, String word) implements NumberType<Double> {

  /** Where a double may lie. */
  public enum Interval {
    POSITIVE("a positive number") {
      @Override
      boolean holds(double number) {
        return number > 0 && number < Double.POSITIVE_INFINITY;
      }
    },
    ABOVE_ONE("a number above 1") {
      @Override
      boolean holds(double number) {
        return number > 1 && number < Double.POSITIVE_INFINITY;
      }
    },
    AT_LEAST_ONE("a number, at least 1") {
      @Override
      boolean holds(double number) {
        return number >= 1 && number < Double.POSITIVE_INFINITY;
      }
    },
    NOT_NEGATIVE("a number, at least 0") {
      @Override
      boolean holds(double number) {
        return number >= 0 && number < Double.POSITIVE_INFINITY;
      }
    },
    UNIT("a number in [0, 1)") {
      @Override
      boolean holds(double number) {
        return number >= 0 && number < 1;
      }
    },
    INSIDE_UNIT("a number between 0 and 1") {
      @Override
      boolean holds(double number) {
        return number > 0 && number < 1;
      }
    },
    CLOSED_UNIT("a number in [0, 1]") {
      @Override
      boolean holds(double number) {
        return number >= 0 && number <= 1;
      }
    },
    SHARE("a positive number, at most 1") {
      @Override
      boolean holds(double number) {
        return number > 0 && number <= 1;
      }
    };

    private final String rule;

    Interval(String rule) {
      this.rule = rule;
    }

    abstract boolean holds(double number);

    /** As JSON Schema has them. */
    private Map<String, Object> bounds() {
      return switch (this) {
        case POSITIVE -> Map.of("exclusiveMinimum", 0);
        case ABOVE_ONE -> Map.of("exclusiveMinimum", 1);
        case AT_LEAST_ONE -> Map.of("minimum", 1);
        case NOT_NEGATIVE -> Map.of("minimum", 0);
        case UNIT -> Map.of("minimum", 0, "exclusiveMaximum", 1);
        case INSIDE_UNIT -> Map.of("exclusiveMinimum", 0, "exclusiveMaximum", 1);
        case CLOSED_UNIT -> Map.of("minimum", 0, "maximum", 1);
        case SHARE -> Map.of("exclusiveMinimum", 0, "maximum", 1);
      };
    }
  }

  /** Those of an interval. */
  public static RealType real(Interval interval) {
    return real(interval, "");
  }

  /** Those of an interval, or a word for none. */
  public static RealType real(Interval interval, String word) {
    return new RealType(interval, word);
  }

  @Override
  public String rule() {
    return interval.rule + (word.isEmpty() ? "" : ", or " + word);
  }

  @Override
  public Map<String, Object> numbers() {
    Map<String, Object> numbers = new HashMap<>(Map.of("type", "number"));
    numbers.putAll(interval.bounds());
    return numbers;
  }

  @Override
  public Double meaning(Object value) {
    return (Double) value;
  }

  @Override
  public ColumnType column() {
    return ColumnType.DOUBLE;
  }

  @Override
  public Optional<String> broken(BigDecimal number) {
    if (Double.isInfinite(number.doubleValue()) && number.signum() > 0) {
      return Optional.of("at most " + largest());
    }
    return interval.holds(number.doubleValue()) ? Optional.empty() : Optional.of(rule());
  }

  @Override
  public String largest() {
    return switch (interval) {
      case POSITIVE, ABOVE_ONE, AT_LEAST_ONE, NOT_NEGATIVE -> Double.toString(Double.MAX_VALUE);
      case UNIT, INSIDE_UNIT, CLOSED_UNIT, SHARE -> "1";
    };
  }

  @Override
  public Object typed(BigDecimal number) {
    return number.doubleValue();
  }

  @Override
  public Optional<List<Object>> values(Range range, ConfigValue where, Complaint complaint) {
    if (!range.hasEnds(this, where, complaint)) {
      return Optional.empty();
    }
    return range.isLong()
        ? range.reals(where, complaint)
        : range
            .values(where, complaint)
            .map(values -> values.map(this::typed).toList())
            .flatMap(values -> distinct(values, where, complaint));
  }

  @Override
  public String text(Object value) {
    double number = (Double) value;
    return number == 0 && !word.isEmpty() ? word : Decimals.shortest(number);
  }

  @Override
  public Object inTable(Object value) {
    return text(value).equals(word) ? null : value;
  }
}
