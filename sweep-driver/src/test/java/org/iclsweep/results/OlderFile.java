package org.iclsweep.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A file of a table as a release wrote it that did not know some columns yet. */
public final class OlderFile {

  private OlderFile() {}

  /**
   * Writes the rows of a file again, without columns and without fields of nested columns.
   *
   * @param without by their paths, with dots
   */
  public static void write(Path from, Path to, Set<String> without) throws IOException {
    Configuration configuration = new Configuration();
    org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(from.toUri());
    MessageType schema;
    Map<String, String> metadata;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(source, configuration))) {
      MessageType all = reader.getFileMetaData().getSchema();
      schema = new MessageType(all.getName(), fields("", all, without));
      metadata = new HashMap<>(reader.getFileMetaData().getKeyValueMetaData());
    }
    metadata.remove(FileChecksum.KEY);
    configuration.set(ReadSupport.PARQUET_READ_SCHEMA, schema.toString());
    try (ParquetReader<Group> rows =
            ParquetReader.builder(new GroupReadSupport(), source).withConf(configuration).build();
        ParquetWriter<Group> writer =
            ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(to.toUri()))
                .withType(schema)
                .withConf(configuration)
                .withExtraMetaData(metadata)
                .build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        writer.write(row);
      }
    }
  }

  private static List<Type> fields(String path, GroupType group, Set<String> without) {
    List<Type> kept = new ArrayList<>();
    for (Type field : group.getFields()) {
      String name = path + field.getName();
      if (!without.contains(name)) {
        kept.add(
            field.isPrimitive()
                ? field
                : field
                    .asGroupType()
                    .withNewFields(fields(name + ".", field.asGroupType(), without)));
      }
    }
    return kept;
  }
}
