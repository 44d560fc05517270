package org.iclsweep.results;

import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** What the bounds of a column, group of rows by group of rows, tell of a file. */
final class ColumnBounds {

  private ColumnBounds() {}

  /** The one value that all rows of a file have in a column; empty where bounds do not say so. */
  static Optional<Object> only(ParquetMetadata footer, String column) {
    Object only = null;
    for (BlockMetaData group : footer.getBlocks()) {
      Optional<Object> here = only(group, column);
      if (here.isEmpty() || only != null && !only.equals(here.get())) {
        return Optional.empty();
      }
      only = here.get();
    }
    return Optional.ofNullable(only);
  }

  private static Optional<Object> only(BlockMetaData group, String column) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().toDotString().equals(column)) {
        Statistics<?> bounds = chunk.getStatistics();
        return bounds != null
                && bounds.hasNonNullValue()
                && bounds.getNumNulls() == 0
                && bounds.genericGetMin().equals(bounds.genericGetMax())
            ? Optional.of(bounds.genericGetMin())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
