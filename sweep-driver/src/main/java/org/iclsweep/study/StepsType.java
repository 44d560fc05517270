package org.iclsweep.study;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iclsweep.trial.CloserPoints;
import org.iclsweep.trial.CloserPoints.Stretch;

/**
 * Steps of a training, as ranges with commas between them, or a word for none. A value is the one
 * text that says so: ranges in their order, each once, each up to the last step that it hits.
 *
 * @param word stands for no step
 */
public record StepsType(String word) implements ParameterType<CloserPoints> {

  /** More would be looked through at every step of a training. */
  private static final int MOST = 100;

  private static final WholeType<Integer> STEP = WholeType.whole(1);

  private static final Comparator<Stretch> ORDER =
      Comparator.comparingInt(Stretch::from)
          .thenComparingInt(Stretch::to)
          .thenComparingInt(Stretch::by);

  @Override
  public String rule() {
    return word + ", or ranges of steps as in \"100..400 by 10, 1000\"";
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", List.of("string", "integer"), "minimum", 1);
  }

  @Override
  public ColumnType column() {
    return ColumnType.STRING;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    Object plain = value.unwrapped();
    if (word.equals(plain)) {
      return Optional.of(word);
    }
    if (!(plain instanceof String) && Hocon.number(value).isEmpty()) {
      complaint.mustBe(rule(), value, "");
      return Optional.empty();
    }
    String[] parts = plain.toString().split(",", MOST + 1);
    if (parts.length > MOST) {
      complaint.about(value, "holds more than " + MOST + " ranges", "");
      return Optional.empty();
    }
    List<Stretch> stretches = new ArrayList<>();
    for (String part : parts) {
      Optional<Stretch> stretch = stretch(part.strip(), value, complaint);
      if (stretch.isEmpty()) {
        return Optional.empty();
      }
      stretches.add(stretch.get());
    }
    return Optional.of(text(stretches));
  }

  private Optional<Stretch> stretch(String part, ConfigValue value, Complaint complaint) {
    Range range = Range.of(part.contains("..") ? part : part + ".." + part).orElse(null);
    if (range == null || range.log()) {
      complaint.mustBe(rule(), value, "");
      return Optional.empty();
    }
    if (!range.hasEnds(STEP, value, complaint)) {
      return Optional.empty();
    }
    BigDecimal by = range.by();
    if (STEP.broken(by).isPresent()) {
      complaint.about(value, "is a range by " + by + ", which must be " + STEP.rule(), "");
      return Optional.empty();
    }
    int from = range.first().intValueExact();
    int to = range.last().intValueExact();
    int distance = by.intValueExact();
    int last = from + (to - from) / distance * distance;
    return Optional.of(new Stretch(from, last, last == from ? 1 : distance));
  }

  private static String text(List<Stretch> stretches) {
    return stretches.stream()
        .distinct()
        .sorted(ORDER)
        .map(StepsType::text)
        .collect(Collectors.joining(", "));
  }

  private static String text(Stretch stretch) {
    if (stretch.from() == stretch.to()) {
      return "" + stretch.from();
    }
    return stretch.from() + ".." + stretch.to() + (stretch.by() == 1 ? "" : " by " + stretch.by());
  }

  @Override
  public CloserPoints meaning(Object value) {
    if (value.equals(word)) {
      return CloserPoints.NONE;
    }
    return new CloserPoints(
        List.of(((String) value).split(", ")).stream()
            .map(part -> Range.of(part.contains("..") ? part : part + ".." + part).orElseThrow())
            .map(
                range ->
                    new Stretch(
                        range.first().intValueExact(),
                        range.last().intValueExact(),
                        range.by().intValueExact()))
            .toList());
  }

  @Override
  public String text(Object value) {
    return value.equals(word) ? word : ConfigUtil.quoteString((String) value);
  }

  @Override
  public Optional<Object> none() {
    return Optional.of(word);
  }

  @Override
  public Object inTable(Object value) {
    return value.equals(word) ? null : value;
  }
}
