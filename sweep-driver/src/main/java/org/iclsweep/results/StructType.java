package org.iclsweep.results;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A record's type: its fields, how to take one apart and how to put one together.
 *
 * @param fields in the order of the file
 * @param make from its values to a record
 */
record StructType<R>(List<Field<R>> fields, Function<Values, R> make) implements ValueType {

  private static final int END_OF_FIELDS = -1;

  /**
   * One field of a record.
   *
   * @param required whether every record has a value here
   * @param inDigest whether the value counts in a digest
   * @param unsaid the one value that does not; null for none
   */
  record Field<R>(
      String name,
      ValueType type,
      boolean required,
      boolean inDigest,
      Object unsaid,
      Function<R, ?> value) {

    Field(String name, ValueType type, boolean required, boolean inDigest, Function<R, ?> value) {
      this(name, type, required, inDigest, null, value);
    }

    static <R> Field<R> required(String name, ValueType type, Function<R, ?> value) {
      return new Field<>(name, type, true, true, value);
    }

    static <R> Field<R> optional(String name, ValueType type, Function<R, ?> value) {
      return new Field<>(name, type, false, true, value);
    }

    private Field<R> counted(boolean counts) {
      return new Field<>(name, type, required, counts, counts ? null : unsaid, value);
    }

    /** The same, which no digest counts where it has this value. */
    Field<R> butIfIt(Object isThis) {
      return new Field<>(name, type, required, inDigest, isThis, value);
    }

    private boolean counts(Object part) {
      return inDigest && !ValueType.isAbsent(part) && !part.equals(unsaid);
    }

    Type parquet() {
      return type.parquet(name, required ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL);
    }
  }

  StructType {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (Field<R> field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("two fields are named " + field.name());
      }
    }
  }

  /** This type without one field, whose value is then absent. */
  StructType<R> without(String name) {
    return new StructType<>(
        fields.stream().filter(field -> !field.name().equals(name)).toList(), make);
  }

  /** This type with every field in its digest. */
  StructType<R> allInDigest() {
    return new StructType<>(fields.stream().map(field -> field.counted(true)).toList(), make);
  }

  /** This type without some fields in its digest. */
  StructType<R> notInDigest(Collection<String> names) {
    return new StructType<>(
        fields.stream().map(f -> names.contains(f.name()) ? f.counted(false) : f).toList(), make);
  }

  /** This type as the schema of a whole file. */
  MessageType message(String name) {
    return new MessageType(name, fields.stream().map(Field::parquet).toList());
  }

  /** Its fields as column definitions in SQL. */
  String ddl() {
    return fields.stream()
        .map(field -> "`" + field.name() + "` " + field.type().sql())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String sql() {
    return fields.stream()
        .map(field -> field.name() + ":" + field.type().sql())
        .collect(Collectors.joining(",", "struct<", ">"));
  }

  @Override
  public Type parquet(String name, Type.Repetition repetition) {
    return new GroupType(repetition, name, fields.stream().map(Field::parquet).toList());
  }

  @Override
  public void write(RecordConsumer out, Object value) {
    out.startGroup();
    writeFields(out, value);
    out.endGroup();
  }

  void writeFields(RecordConsumer out, Object value) {
    R record = cast(value);
    for (int i = 0; i < fields.size(); i++) {
      Field<R> field = fields.get(i);
      Object part = field.value().apply(record);
      if (part != null) {
        out.startField(field.name(), i);
        field.type().write(out, part);
        out.endField(field.name(), i);
      }
    }
  }

  @Override
  public GroupConverter converter(Consumer<Object> sink) {
    Object[] values = new Object[fields.size()];
    Converter[] parts = new Converter[fields.size()];
    for (int i = 0; i < parts.length; i++) {
      int index = i;
      parts[i] = fields.get(i).type().converter(value -> values[index] = value);
    }
    List<String> names = fields.stream().map(Field::name).toList();
    return new GroupConverter() {
      @Override
      public Converter getConverter(int fieldIndex) {
        return parts[fieldIndex];
      }

      @Override
      public void start() {
        Arrays.fill(values, null);
      }

      @Override
      public void end() {
        sink.accept(make.apply(new Values(names, values)));
      }
    };
  }

  /** Name and value of every field that has one and counts, then the end. */
  @Override
  public void digest(DataOutput out, Object value) throws IOException {
    R record = cast(value);
    for (Field<R> field : fields) {
      Object part = field.value().apply(record);
      if (field.counts(part)) {
        ScalarType.digestText(out, field.name());
        field.type().digest(out, part);
      }
    }
    out.writeInt(END_OF_FIELDS);
  }

  @SuppressWarnings("unchecked")
  private R cast(Object value) {
    return (R) value;
  }

  /** The values of one record while it is put together; valid until the next one. */
  static final class Values {
    private final List<String> names;
    private final Object[] values;

    private Values(List<String> names, Object[] values) {
      this.names = names;
      this.values = values;
    }

    /** The value of a field; {@code null} if it is absent or was not read. */
    @SuppressWarnings("unchecked")
    <T> T get(String name) {
      int index = names.indexOf(name);
      return index < 0 ? null : (T) values[index];
    }

    /** A list that may be absent, then empty. */
    <T> List<T> list(String name) {
      List<T> value = get(name);
      return value == null ? List.of() : value;
    }
  }
}
