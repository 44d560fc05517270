package org.iclsweep.results;

import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.iclsweep.query.Type;

/** Rows of Spark's that know the names of their fields, and no types. */
final class NamedRow {

  private NamedRow() {}

  /** A struct by its fields' names. */
  static Row of(Type struct, Function<String, Object> field) {
    StructField[] fields =
        struct.fields().keySet().stream()
            .map(name -> DataTypes.createStructField(name, DataTypes.NullType, true))
            .toArray(StructField[]::new);
    Object[] values = Stream.of(fields).map(each -> field.apply(each.name())).toArray();
    return new GenericRowWithSchema(values, DataTypes.createStructType(fields));
  }
}
