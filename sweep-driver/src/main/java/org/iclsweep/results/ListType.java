package org.iclsweep.results;

import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.Type;

/**
 * A list without nulls in it, in the three levels of the Parquet specification.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">Parquet
 *     logical types, lists</a>
 */
record ListType(ValueType element) implements ValueType {

  private static final String REPEATED = "list";
  private static final String ELEMENT = "element";

  @Override
  public String sql() {
    return "array<" + element.sql() + ">";
  }

  @Override
  public Type parquet(String name, Type.Repetition repetition) {
    return ConversionPatterns.listOfElements(
        repetition, name, element.parquet(ELEMENT, Type.Repetition.REQUIRED));
  }

  @Override
  public void write(RecordConsumer out, Object value) {
    List<?> values = (List<?>) value;
    out.startGroup();
    if (!values.isEmpty()) {
      out.startField(REPEATED, 0);
      for (Object each : values) {
        out.startGroup();
        out.startField(ELEMENT, 0);
        element.write(out, each);
        out.endField(ELEMENT, 0);
        out.endGroup();
      }
      out.endField(REPEATED, 0);
    }
    out.endGroup();
  }

  @Override
  public Converter converter(Consumer<Object> sink) {
    List<Object> values = new ArrayList<>();
    Converter items = new OneChild(element.converter(values::add), () -> {}, () -> {});
    return new OneChild(items, values::clear, () -> sink.accept(List.copyOf(values)));
  }

  @Override
  public void digest(DataOutput out, Object value) throws IOException {
    List<?> values = (List<?>) value;
    out.writeInt(values.size());
    for (Object each : values) {
      element.digest(out, each);
    }
  }

  /** A group with a single field. */
  private static final class OneChild extends GroupConverter {
    private final Converter child;
    private final Runnable atStart;
    private final Runnable atEnd;

    OneChild(Converter child, Runnable atStart, Runnable atEnd) {
      this.child = child;
      this.atStart = atStart;
      this.atEnd = atEnd;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return child;
    }

    @Override
    public void start() {
      atStart.run();
    }

    @Override
    public void end() {
      atEnd.run();
    }
  }
}
