package org.iclsweep.study;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Elements, written as a list: a set of them, which is kept in the elements' own order, so that the
 * order in which it is written makes no difference; or a sequence, which is kept as it is written.
 *
 * @param <T> what an element means
 * @param element what the elements are
 * @param isSequence whether the order of elements counts, and how often one comes
 */
public record ListType<T>(ParameterType<T> element, boolean isSequence)
    implements ParameterType<List<T>> {

  private static final int MOST = 10_000;

  /** A set of elements. */
  ListType(ParameterType<T> element) {
    this(element, false);
  }

  /** Elements in an order, of which one may come twice. */
  static <T> ListType<T> sequence(ParameterType<T> element) {
    return new ListType<>(element, true);
  }

  @Override
  public String rule() {
    return "a list, each "
        + element.rule()
        + (element instanceof NumberType ? ", or a range as in \"0.5..2 by 0.25\"" : "");
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> list = Map.of("type", "array", "items", element.schema());
    return element instanceof NumberType ? Map.of("anyOf", List.of(list, Range.schema())) : list;
  }

  @Override
  public List<T> meaning(Object value) {
    return ((List<?>) value).stream().map(element::meaning).toList();
  }

  @Override
  public ColumnType column() {
    return switch (element.column()) {
      case DOUBLE -> ColumnType.DOUBLES;
      case INT -> ColumnType.INTS;
      case LONG, BOOLEAN, STRING, DOUBLES, STRINGS, INTS -> ColumnType.STRINGS;
    };
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    if (value instanceof ConfigList list) {
      return readAll(list, complaint);
    }
    Optional<Range> range = range(value);
    if (range.isPresent()) {
      return elements(range.get(), value, complaint).map(List::copyOf);
    }
    complaint.mustBe(rule(), value, "");
    return Optional.empty();
  }

  @Override
  public Optional<Object> readPoint(ConfigValue value, Complaint complaint) {
    return value instanceof ConfigList || range(value).isPresent()
        ? read(value, complaint)
        : element.read(value, complaint).map(List::of);
  }

  /** The elements of a list that is written out, in every trial. */
  private Optional<List<Object>> elements(Range range, ConfigValue where, Complaint complaint) {
    Optional<List<Object>> elements = ((NumberType<?>) element).values(range, where, complaint);
    if (elements.isPresent() && elements.get().size() > MOST) {
      complaint.about(
          where, "is a list of more than " + MOST + " elements", "Choose larger steps.");
      return Optional.empty();
    }
    return elements;
  }

  private Optional<Range> range(ConfigValue value) {
    return element instanceof NumberType ? NumberType.range(value) : Optional.empty();
  }

  @Override
  public Optional<List<Object>> readPoints(ConfigValue value, Complaint complaint) {
    Optional<Range> range = range(value);
    return range.isPresent()
        ? elements(range.get(), value, complaint)
            .map(values -> values.stream().<Object>map(List::of).toList())
        : ParameterType.super.readPoints(value, complaint);
  }

  private Optional<Object> readAll(ConfigList list, Complaint complaint) {
    List<Object> read =
        list.stream().flatMap(each -> element.read(each, complaint).stream()).toList();
    if (read.size() < list.size()) {
      return Optional.empty();
    }
    return isSequence
        ? Optional.of(read)
        : element
            .distinct(read, list, complaint)
            .map(values -> values.stream().sorted(order()).toList());
  }

  private Comparator<Object> order() {
    if (element instanceof ChoiceType<?> choice) {
      return Comparator.comparing(choice.choices()::indexOf);
    }
    return element instanceof ProvidedType
        ? Comparator.comparing(Object::toString)
        : Comparator.comparingDouble(value -> ((Number) value).doubleValue());
  }

  @Override
  public String text(Object value) {
    return ((List<?>) value)
        .stream().map(element::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
