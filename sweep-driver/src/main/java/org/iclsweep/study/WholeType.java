package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whole numbers.
 *
 * @param <T> {@link Integer} or {@link Long}
 * @param of the same
 * @param least smallest allowed
 * @param most largest allowed
 * @param word stands for none, as 0; empty where there has to be a number
 */
public record WholeType<T extends Number>(Class<T> of, long least, long most, String word)
    implements NumberType<T> {

  /** Those that are at least this. */
  public static WholeType<Integer> whole(long least) {
    return whole(least, "");
  }

  /** Those that are at least this, or a word for none. */
  public static WholeType<Integer> whole(long least, String word) {
    return new WholeType<>(Integer.class, least, Integer.MAX_VALUE, word);
  }

  /** Those of 64 bits that are not negative. */
  public static WholeType<Long> wholeLong() {
    return new WholeType<>(Long.class, 0, Long.MAX_VALUE, "");
  }

  @Override
  public String rule() {
    return "a whole number, at least " + least + (word.isEmpty() ? "" : ", or " + word);
  }

  @Override
  public Map<String, Object> numbers() {
    return Map.of("type", "integer", "minimum", least, "maximum", most);
  }

  @Override
  public T meaning(Object value) {
    return of.cast(value);
  }

  @Override
  public ColumnType column() {
    return isLong() ? ColumnType.LONG : ColumnType.INT;
  }

  private boolean isLong() {
    return of == Long.class;
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
  public String largest() {
    return Long.toString(most);
  }

  @Override
  public Object typed(BigDecimal number) {
    return typed(number.longValueExact());
  }

  public Object typed(long number) {
    return isLong() ? (Object) number : (Object) Math.toIntExact(number);
  }

  @Override
  public Optional<List<Object>> values(Range range, ConfigValue where, Complaint complaint) {
    if (!isWhole(range.by())) {
      complaint.mustBe("a range of whole numbers", where, "");
      return Optional.empty();
    }
    if (!range.hasEnds(this, where, complaint)) {
      return Optional.empty();
    }
    return range.log() ? logarithmic(range, where, complaint) : even(range, where, complaint);
  }

  private Optional<List<Object>> even(Range range, ConfigValue where, Complaint complaint) {
    return range
        .count(Integer.MAX_VALUE, where, complaint)
        .map(
            count ->
                new WholeRange(
                    range.first().longValueExact(), range.by().longValueExact(), count, isLong()));
  }

  /** The nearest whole numbers. */
  private Optional<List<Object>> logarithmic(Range range, ConfigValue where, Complaint complaint) {
    return range
        .values(where, complaint)
        .map(values -> values.map(each -> typed(each.setScale(0, RoundingMode.HALF_EVEN))).toList())
        .flatMap(values -> distinct(values, where, complaint));
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
