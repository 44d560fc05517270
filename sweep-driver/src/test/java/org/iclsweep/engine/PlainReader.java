package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final Map<String, Optional<List<String>>> READ = new HashMap<>();

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

  private Optional<List<String>> read(Path file) {
    try {
      String version =
          file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
      synchronized (READ) {
        return READ.computeIfAbsent(version, name -> readAnew(file));
      }
    } catch (IOException | UncheckedIOException gone) {
      return Optional.empty();
    }
  }

  private Optional<List<String>> readAnew(Path file) {
    FileStatus status;
    try {
      status = new FileStatus(Files.size(file), false, 1, 1, 0, hadoop(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Stream<String> ids = table.trialIds(status)) {
      return Optional.of(ids.toList());
    } catch (RuntimeException noParquet) {
      if (!Files.exists(file)) {
        throw new UncheckedIOException(new IOException(noParquet));
      }
      return Optional.empty();
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
