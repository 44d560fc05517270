package org.iclsweep.results;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.results.StructType.Values;
import org.iclsweep.spec.Column;
import org.iclsweep.spec.Labelled;
import org.iclsweep.spec.Labels;

/**
 * The column of a record's component, of the same name in snake case: a number or a truth value,
 * which may be absent if it is an object; a text or a moment, which may not; an enum, by its label;
 * a record; or a list, which may be absent and is then empty. {@link Column} says what differs.
 */
final class RecordColumn {

  private static final Map<Class<?>, ScalarType> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, ScalarType.STRING),
          Map.entry(boolean.class, ScalarType.BOOLEAN),
          Map.entry(Boolean.class, ScalarType.BOOLEAN),
          Map.entry(int.class, ScalarType.INT),
          Map.entry(Integer.class, ScalarType.INT),
          Map.entry(long.class, ScalarType.LONG),
          Map.entry(Long.class, ScalarType.LONG),
          Map.entry(float.class, ScalarType.FLOAT),
          Map.entry(Float.class, ScalarType.FLOAT),
          Map.entry(double.class, ScalarType.DOUBLE),
          Map.entry(Double.class, ScalarType.DOUBLE),
          Map.entry(Instant.class, ScalarType.TIMESTAMP));

  private final RecordComponent component;
  private final String name;

  RecordColumn(RecordComponent component) {
    this.component = component;
    name =
        told()
            .map(Column::value)
            .filter(given -> !given.isEmpty())
            .orElse(component.getName().replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT));
  }

  String name() {
    return name;
  }

  /** Its name in the view that flattens it. */
  String nameInView() {
    return told().map(Column::inView).filter(name -> !name.isEmpty()).orElse(name());
  }

  <R> Field<R> field() {
    return new Field<>(name(), type(), !isOptional(), true, this::value);
  }

  /** The component, from the values of columns. */
  Object read(Values values) {
    if (isList()) {
      return values.list(name());
    }
    Object value = values.get(name());
    return isEnum() && value != null ? constant(component.getType(), (String) value) : value;
  }

  /** The component of a record. */
  Object of(Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object value(Object record) {
    Object value = of(record);
    return value instanceof Labelled labelled ? labelled.label() : value;
  }

  private Optional<Column> told() {
    return Optional.ofNullable(component.getAnnotation(Column.class));
  }

  private boolean isOptional() {
    Class<?> type = component.getType();
    return isList()
        || type == Boolean.class
        || Number.class.isAssignableFrom(type)
        || told().map(Column::optional).orElse(false);
  }

  private boolean isList() {
    return component.getType() == List.class;
  }

  private boolean isEnum() {
    return component.getType().isEnum();
  }

  private ValueType type() {
    return isEnum() ? ScalarType.STRING : type(component.getGenericType());
  }

  private ValueType type(Type type) {
    if (type instanceof ParameterizedType list && isList()) {
      return new ListType(type(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return RecordShape.of(record.asSubclass(Record.class));
    }
    if (!SCALARS.containsKey(type)) {
      throw new IllegalArgumentException(component + " is nothing that a column can be");
    }
    return SCALARS.get(type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object constant(Class type, String label) {
    return Labels.of(type, label);
  }
}
