package org.iclsweep.results;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.results.StructType.Values;

/** The type that a record's components describe, each a {@link RecordColumn}. */
final class RecordShape {

  private RecordShape() {}

  /** The columns of a record that is all columns. */
  static List<RecordColumn> columns(Class<? extends Record> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordColumn::new).toList();
  }

  /** The type of a record that is all columns. */
  static <R extends Record> StructType<R> of(Class<R> record) {
    return of(record, Map.of());
  }

  /**
   * The type of a record.
   *
   * @param embedded types of components, by name, whose fields are fields of the record itself
   * @throws IllegalArgumentException if a component is nothing that a column can be
   */
  static <R extends Record> StructType<R> of(Class<R> record, Map<String, StructType<?>> embedded) {
    List<Field<R>> fields = new ArrayList<>();
    List<Function<Values, ?>> parts = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      RecordColumn column = new RecordColumn(component);
      StructType<?> inner = embedded.get(component.getName());
      if (inner == null) {
        fields.add(column.field());
        parts.add(column::read);
      } else {
        inner.fields().forEach(field -> fields.add(embedded(column, field)));
        parts.add(inner.make());
      }
    }
    Constructor<R> constructor = constructor(record);
    return new StructType<>(
        fields,
        values -> made(constructor, parts.stream().map(part -> part.apply(values)).toArray()));
  }

  @SuppressWarnings("unchecked")
  private static <R, P> Field<R> embedded(RecordColumn in, Field<P> field) {
    Function<R, Object> value = record -> field.value().apply((P) in.of(record));
    return new Field<>(
        field.name(), field.type(), field.required(), field.inDigest(), field.unsaid(), value);
  }

  /** A record of the same kind with other components. */
  @SuppressWarnings("unchecked")
  static <R extends Record> R made(R like, List<Object> components) {
    return made(constructor((Class<R>) like.getClass()), components.toArray());
  }

  private static <R> Constructor<R> constructor(Class<R> record) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has it", e);
    }
  }

  private static <R> R made(Constructor<R> constructor, Object[] parts) {
    try {
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException refused
          ? refused
          : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
