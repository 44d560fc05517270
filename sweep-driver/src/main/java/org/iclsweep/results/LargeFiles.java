package org.iclsweep.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;

/**
 * Large files that stand for many small ones of a table on a store of objects, where nothing can be
 * taken out of the table: {@code _study/compact.json}, beside a table that is whole without it.
 *
 * @param large in no order
 */
public record LargeFiles(List<Large> large) {

  /** How their names end, so that no pattern for data finds them beside the small ones. */
  static final String SUFFIX = TrialTable.EXTENSION + ".large";

  /** What is said where nothing is. */
  public static final LargeFiles NONE = new LargeFiles(List.of());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public LargeFiles {
    large = List.copyOf(large);
  }

  /**
   * A file as it was.
   *
   * @param bytes its length
   */
  public record Named(String name, long bytes) {

    public Named {
      Objects.requireNonNull(name);
    }

    /** A file as it is. */
    public static Named of(FileStatus file) {
      return new Named(file.getPath().getName(), file.getLen());
    }
  }

  /**
   * One of them.
   *
   * @param file in {@code _compact/}
   * @param of the files of {@code trials/} whose rows it has
   */
  public record Large(Named file, List<Named> of) {

    public Large {
      Objects.requireNonNull(file);
      of = List.copyOf(of);
    }
  }

  /** Reads what {@link #text} wrote; what is nothing of that kind says nothing. */
  public static LargeFiles parse(String text) {
    try {
      LargeFiles read = JSON.readValue(text, LargeFiles.class);
      return read == null ? NONE : read;
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }

  /** It as JSON. */
  public String text() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The files that have every row of the table once: large ones in place of small ones. One counts
   * if it is there as it was, and every file that it stands for is, too, and in no other's place.
   *
   * @param small files of {@code trials/}
   * @param stored files of {@code _compact/}
   * @return by name
   */
  List<FileStatus> inPlace(List<FileStatus> small, List<FileStatus> stored) {
    Map<Named, FileStatus> left = byName(small);
    Map<Named, FileStatus> there = byName(stored);
    List<FileStatus> files = new ArrayList<>();
    for (Large each : large) {
      if (there.containsKey(each.file) && left.keySet().containsAll(each.of)) {
        left.keySet().removeAll(each.of);
        files.add(there.remove(each.file));
      }
    }
    files.addAll(left.values());
    files.sort(Comparator.comparing(file -> file.getPath().getName()));
    return List.copyOf(files);
  }

  private static Map<Named, FileStatus> byName(List<FileStatus> files) {
    return files.stream()
        .collect(
            Collectors.toMap(
                Named::of, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  /** The small files that a file of the table stands for: itself, if it is one of them. */
  public List<Named> sources(FileStatus file) {
    Named named = Named.of(file);
    return isLarge(file)
        ? large.stream().filter(each -> each.file.equals(named)).findFirst().orElseThrow().of
        : List.of(named);
  }

  /** Whether it is one of them, and none of {@code trials/}. */
  public static boolean isLarge(FileStatus file) {
    return file.getPath().getName().endsWith(SUFFIX);
  }
}
