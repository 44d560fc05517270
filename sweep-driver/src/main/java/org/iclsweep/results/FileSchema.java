package org.iclsweep.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.iclsweep.trial.Measures;

/** Whether a Parquet file is a file of the table: by its version and its columns. */
final class FileSchema {

  /** Key of the schema's version in a file's footer. */
  static final String VERSION_KEY = "icl-sweep.schema-version";

  private static final MessageType EXPECTED = TableSchema.ROW.message("trial");
  private static final int COLUMNS_TO_NAME = 5;

  private FileSchema() {}

  /**
   * Why a file is none of the table; empty if it is one.
   *
   * @param metadata of the file's footer
   * @throws ResultException if it was written by a later version of this program
   */
  static Optional<String> problem(MessageType schema, Map<String, String> metadata) {
    String version = metadata.get(VERSION_KEY);
    if (version == null) {
      return Optional.of(
          "it is a Parquet file, but none of this table: its columns are " + columns(schema));
    }
    if (!version.matches("[0-9]{1,9}")) {
      return Optional.of("its schema has the version \"" + version + "\", which is no number");
    }
    if (Integer.parseInt(version) > TableSchema.VERSION) {
      throw new ResultException(
          "the table has schema version %s, this program reads up to %s; use a newer icl-sweep"
              .formatted(version, TableSchema.VERSION));
    }
    return mismatch("", EXPECTED, schema);
  }

  /** Whether it has the columns that follow from others, which older files do not. */
  static boolean hasDerived(MessageType schema) {
    return Measures.DERIVED.stream().allMatch(measure -> schema.containsField(measure.name()));
  }

  /** Names of the columns that this version would leave out if it wrote the rows again. */
  static List<String> unknownColumns(MessageType schema) {
    List<String> unknown = new ArrayList<>();
    addUnknown("", EXPECTED, schema, unknown);
    return unknown;
  }

  private static void addUnknown(
      String path, GroupType expected, GroupType found, List<String> unknown) {
    for (Type field : found.getFields()) {
      String name = path + field.getName();
      if (!expected.containsField(field.getName())) {
        unknown.add(name);
      } else if (!field.isPrimitive()) {
        addUnknown(
            name + ".",
            expected.getType(field.getName()).asGroupType(),
            field.asGroupType(),
            unknown);
      }
    }
  }

  /** A column may be missing if it may be null; one that is there has the type that it should. */
  private static Optional<String> mismatch(String path, GroupType expected, GroupType found) {
    for (Type field : expected.getFields()) {
      String name = path + field.getName();
      if (!found.containsField(field.getName())) {
        if (field.isRepetition(Type.Repetition.REQUIRED)) {
          return Optional.of("it has no column " + name);
        }
      } else {
        Optional<String> inner = mismatch(name, field, found.getType(field.getName()));
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mismatch(String name, Type expected, Type found) {
    if (expected.isPrimitive() && found.isPrimitive()) {
      var type = expected.asPrimitiveType().getPrimitiveTypeName();
      return type == found.asPrimitiveType().getPrimitiveTypeName()
          ? Optional.empty()
          : Optional.of("its column " + name + " is no " + type + ": " + found);
    }
    if (expected.isPrimitive() || found.isPrimitive()) {
      return Optional.of("its column " + name + " has another structure");
    }
    return mismatch(name + ".", expected.asGroupType(), found.asGroupType());
  }

  private static String columns(MessageType schema) {
    List<String> names = schema.getFields().stream().map(Type::getName).toList();
    return names.size() <= COLUMNS_TO_NAME
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, COLUMNS_TO_NAME)) + ", ...";
  }
}
