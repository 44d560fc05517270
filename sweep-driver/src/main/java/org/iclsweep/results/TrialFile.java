package org.iclsweep.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * A file of the table and what its footer tells.
 *
 * @param rows number of rows
 * @param shares what it holds of which plans
 * @param paces how long its trials took, by their kind
 * @param hasChecksum whether it has one of all its bits
 * @param hasDerived whether it has the columns that follow from others
 * @param unknownColumns columns that this version of the program does not know
 * @param kind of all its rows; empty where they have several, or the footer does not tell
 * @param numerics version of the numerics of all its rows; empty as above
 */
public record TrialFile(
    FileStatus status,
    long rows,
    List<PlanShare> shares,
    Map<String, Pace> paces,
    boolean hasChecksum,
    boolean hasDerived,
    List<String> unknownColumns,
    Optional<String> kind,
    Optional<Integer> numerics) {

  public TrialFile {
    shares = List.copyOf(shares);
    paces = Map.copyOf(paces);
    unknownColumns = List.copyOf(unknownColumns);
  }

  /** Its name, without the folder. */
  public String name() {
    return status.getPath().getName();
  }

  /** What it holds of a plan, if all of its rows are of that plan. */
  public Optional<PlanShare> shareOf(String plan) {
    return shares.stream()
        .filter(share -> share.plan().equals(plan) && share.size() == rows)
        .findFirst();
  }

  /**
   * Makes sure that nothing is lost if the rows are written again.
   *
   * @throws ResultException if there are columns that this version of the program does not know
   */
  public void requireAllColumnsKnown() {
    if (!unknownColumns.isEmpty()) {
      throw new ResultException(
          status.getPath()
              + " has columns that this version of icl-sweep does not know and would lose: "
              + String.join(", ", unknownColumns)
              + "; use a newer icl-sweep");
    }
  }

  /**
   * Reads a footer.
   *
   * @throws DamagedTableException if there is none, or none of this table
   * @throws TableChangedException if the file is gone
   */
  static TrialFile read(Storage storage, FileStatus status) {
    ParquetReadOptions options = HadoopReadOptions.builder(storage.configuration()).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromStatus(status, storage.configuration()), options)) {
      ParquetMetadata footer = reader.getFooter();
      MessageType schema = footer.getFileMetaData().getSchema();
      Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
      Optional<String> problem = FileSchema.problem(schema, metadata);
      if (problem.isPresent()) {
        throw DamagedTableException.of(status, problem.get(), null);
      }
      return new TrialFile(
          status,
          reader.getRecordCount(),
          shares(metadata),
          paces(metadata),
          metadata.containsKey(FileChecksum.KEY),
          FileSchema.hasDerived(schema),
          FileSchema.unknownColumns(schema),
          ColumnBounds.only(footer, "kind").map(kind -> ((Binary) kind).toStringUsingUTF8()),
          ColumnBounds.only(footer, TrialTable.NUMERICS).map(Integer.class::cast));
    } catch (IOException | RuntimeException e) {
      throw FileCheck.explained(storage, status, e);
    }
  }

  private static List<PlanShare> shares(Map<String, String> metadata) {
    List<PlanShare> shares = new ArrayList<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(PlanShare.KEY)) {
            PlanShare.parse(key.substring(PlanShare.KEY.length()), value).ifPresent(shares::add);
          }
        });
    return shares;
  }

  private static Map<String, Pace> paces(Map<String, String> metadata) {
    Map<String, Pace> paces = new HashMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(Pace.KEY)) {
            Pace.parse(value).ifPresent(pace -> paces.put(key.substring(Pace.KEY.length()), pace));
          }
        });
    return paces;
  }

  /** How long trials of a kind took, in all of some files. */
  public static Pace pace(List<TrialFile> files, String kind) {
    return files.stream()
        .map(file -> file.paces().getOrDefault(kind, Pace.NONE))
        .reduce(Pace.NONE, Pace::plus);
  }
}
