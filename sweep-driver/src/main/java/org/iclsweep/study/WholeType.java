package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Whole numbers.
 *
 * @param least smallest allowed
 * @param most largest allowed; values are {@link Integer} where it is one, {@link Long} otherwise
 * @param word stands for none, as 0; empty where there has to be a number
 */
public record WholeType(long least, long most, String word) implements NumberType {

  /** Those that are at least this. */
  static WholeType whole(long least) {
    return whole(least, "");
  }

  /** Those that are at least this, or a word for none. */
  static WholeType whole(long least, String word) {
    return new WholeType(least, Integer.MAX_VALUE, word);
  }

  /** Those of 64 bits that are not negative. */
  static WholeType wholeLong() {
    return new WholeType(0, Long.MAX_VALUE, "");
  }

  @Override
  public String rule() {
    return "a whole number, at least " + least + (word.isEmpty() ? "" : ", or " + word);
  }

  @Override
  public ColumnType column() {
    return isLong() ? ColumnType.LONG : ColumnType.INT;
  }

  private boolean isLong() {
    return most > Integer.MAX_VALUE;
  }

  @Override
  public Optional<String> broken(BigDecimal number) {
    if (!isWhole(number) || number.compareTo(BigDecimal.valueOf(least)) < 0) {
      return Optional.of(rule());
    }
    return number.compareTo(BigDecimal.valueOf(most)) > 0
        ? Optional.of("at most " + most)
        : Optional.empty();
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  @Override
  public Object typed(BigDecimal number) {
    return isLong() ? (Object) number.longValueExact() : (Object) number.intValueExact();
  }

  @Override
  public Optional<List<Object>> values(Range range, ConfigValue where, Complaint complaint) {
    if (!isWhole(range.step())) {
      complaint.mustBe("a range of whole numbers", where, "");
      return Optional.empty();
    }
    Optional<String> broken = broken(range.first()).or(() -> broken(range.last()));
    if (broken.isPresent()) {
      complaint.about(where, "is a range of which every value must be " + broken.get(), "");
      return Optional.empty();
    }
    return range
        .count(Integer.MAX_VALUE, where, complaint)
        .map(
            count ->
                new WholeRange(
                    range.first().longValueExact(),
                    range.step().longValueExact(),
                    count,
                    isLong()));
  }

  @Override
  public String text(Object value) {
    long number = ((Number) value).longValue();
    return number == 0 && !word.isEmpty() ? word : Long.toString(number);
  }

  @Override
  public Object inTable(Object value) {
    return text(value).equals(word) ? null : value;
  }
}
