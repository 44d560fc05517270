package org.iclsweep.results;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/** A column's type: how its values look in Parquet, in SQL and in the digest. */
sealed interface ValueType permits ScalarType, ListType, StructType {

  /** Its name in SQL, like {@code array<double>}. */
  String sql();

  /** Its place in a Parquet schema. */
  Type parquet(String name, Type.Repetition repetition);

  /** Writes one value, not null. */
  void write(RecordConsumer out, Object value);

  /** Takes one value in and hands it to {@code sink}. */
  Converter converter(Consumer<Object> sink);

  /** Writes the bytes that stand for one value, not null, in a digest. */
  void digest(DataOutput out, Object value) throws IOException;

  /**
   * Whether a value leaves no trace in a digest: null and the empty list, which is how a column
   * that is younger than a file reads.
   */
  static boolean isAbsent(Object value) {
    return value == null || value instanceof List<?> list && list.isEmpty();
  }
}
