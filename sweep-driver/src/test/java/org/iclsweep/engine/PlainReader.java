package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;

/**
 * Reads the identities in a results directory as any tool does that is given a pattern, and knows
 * nothing of drivers: {@code trials/*.parquet}, or {@code **}{@code /*.parquet}.
 */
final class PlainReader {

  /** Nobody writes to a file of rows that has its name, so what was read once need not be again. */
  private static final Map<String, List<String>> READ = new ConcurrentHashMap<>();

  private static final Storage DISK = new Storage(Map.of());

  private final Path directory;
  private final TrialTable table;

  PlainReader(Path directory) {
    this.directory = directory;
    table = TrialTable.at(DISK, directory.toString());
  }

  /** The identities in {@code trials/*.parquet}, of files that can be read. */
  List<String> identities() {
    Path trials = directory.resolve("trials");
    List<String> all = new ArrayList<>();
    for (Path file : below(trials, 1)) {
      read(file).ifPresent(all::addAll);
    }
    return all;
  }

  /** Fails if one of the files in {@code trials/*.parquet} cannot be read, and says why. */
  void assertAllCanBeRead() {
    below(directory.resolve("trials"), 1)
        .forEach(file -> assertThatCode(() -> ids(file)).as("%s", file).doesNotThrowAnyException());
  }

  /** An identity that somebody sees twice; empty if nobody does. */
  Optional<String> doubled() {
    Optional<String> twice = twice(identities());
    return twice.isPresent() ? twice : doubledBelow();
  }

  /** By a pattern that looks into all folders; a file that is none stops who has such a one. */
  private Optional<String> doubledBelow() {
    List<String> all = new ArrayList<>();
    for (Path file : below(directory, Integer.MAX_VALUE)) {
      Optional<List<String>> ids = read(file);
      if (ids.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(ids.get());
    }
    return twice(all);
  }

  private static Optional<String> twice(List<String> ids) {
    Set<String> seen = new HashSet<>();
    return ids.stream().filter(id -> !seen.add(id)).findFirst();
  }

  private static List<Path> below(Path folder, int depth) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Empty if it is no file that can be read, or gone by now. */
  private Optional<List<String>> read(Path file) {
    try {
      return Optional.of(ids(file));
    } catch (IOException | RuntimeException noParquet) {
      return Optional.empty();
    }
  }

  private List<String> ids(Path file) throws IOException {
    long size = Files.size(file);
    String version = file.getFileName() + " " + size + " " + Files.getLastModifiedTime(file);
    List<String> known = READ.get(version);
    if (known == null) {
      FileStatus status = new FileStatus(size, false, 1, 1, 0, hadoop(file));
      try (Stream<String> ids = table.trialIds(status)) {
        known = ids.toList();
      }
      READ.put(version, known);
    }
    return known;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
