package org.iclsweep.results;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A type whose values have no parts. */
enum ScalarType implements ValueType {
  STRING("string"),
  BOOLEAN("boolean"),
  INT("int"),
  LONG("bigint"),
  FLOAT("float"),
  DOUBLE("double"),
  /** Microseconds, UTC. */
  TIMESTAMP("timestamp");

  private final String sql;

  ScalarType(String sql) {
    this.sql = sql;
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public Type parquet(String name, Type.Repetition repetition) {
    return switch (this) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
              .named(name);
    };
  }

  @Override
  public void write(RecordConsumer out, Object value) {
    switch (this) {
      case STRING -> out.addBinary(Binary.fromString((String) value));
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case INT -> out.addInteger((Integer) value);
      case LONG -> out.addLong((Long) value);
      case FLOAT -> out.addFloat((Float) value);
      case DOUBLE -> out.addDouble((Double) value);
      case TIMESTAMP -> out.addLong(micros((Instant) value));
    }
  }

  @Override
  public Converter converter(Consumer<Object> sink) {
    boolean timestamp = this == TIMESTAMP;
    return new PrimitiveConverter() {
      @Override
      public void addBinary(Binary value) {
        sink.accept(value.toStringUsingUTF8());
      }

      @Override
      public void addBoolean(boolean value) {
        sink.accept(value);
      }

      @Override
      public void addInt(int value) {
        sink.accept(value);
      }

      @Override
      public void addLong(long value) {
        if (timestamp) {
          sink.accept(Instant.EPOCH.plus(value, ChronoUnit.MICROS));
        } else {
          sink.accept(value);
        }
      }

      @Override
      public void addFloat(float value) {
        sink.accept(value);
      }

      @Override
      public void addDouble(double value) {
        sink.accept(value);
      }
    };
  }

  /** Big-endian; a floating-point number by its bits, all NaNs alike; a string with its length. */
  @Override
  public void digest(DataOutput out, Object value) throws IOException {
    switch (this) {
      case STRING -> digestText(out, (String) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT -> out.writeInt((Integer) value);
      case LONG -> out.writeLong((Long) value);
      case FLOAT -> out.writeInt(Float.floatToIntBits((Float) value));
      case DOUBLE -> out.writeLong(Double.doubleToLongBits((Double) value));
      case TIMESTAMP -> out.writeLong(micros((Instant) value));
    }
  }

  static void digestText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
