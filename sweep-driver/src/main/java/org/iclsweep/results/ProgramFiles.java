package org.iclsweep.results;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.iclsweep.trial.TrialRecord;

/** The jars of this program, told apart from those of another build. */
final class ProgramFiles {

  /** Of classes that lie in folders, where any may be another the next time. */
  private static final String OF_THIS_PROCESS = UUID.randomUUID().toString();

  private ProgramFiles() {}

  /**
   * Their lengths and times; where classes lie in folders, that of no other process. What cannot be
   * looked at is like no other.
   */
  static String stamp() {
    return stamp(ProgramFiles.class, TrialRecord.class);
  }

  /** That of the files of some classes. */
  static String stamp(Class<?>... types) {
    return Stream.of(types)
        .map(type -> jarsOf(type).findFirst().map(ProgramFiles::stamp).orElse(OF_THIS_PROCESS))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The jars that some classes are of, by their paths as URLs have them; none of folders. */
  static Stream<String> jarsOf(Class<?>... types) {
    return Stream.of(types)
        .flatMap(type -> Arrays.stream(JavaSparkContext.jarOfClass(type)))
        .distinct();
  }

  /**
   * That of one.
   *
   * @param jar its path as URLs have it
   */
  static String stamp(String jar) {
    try {
      Path file = Path.of(URI.create("file:" + jar));
      return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return UUID.randomUUID().toString();
    }
  }
}
