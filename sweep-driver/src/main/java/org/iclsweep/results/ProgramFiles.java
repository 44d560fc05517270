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

  private ProgramFiles() {}

  /**
   * Their lengths and times; nothing where classes lie in folders. What cannot be looked at is like
   * no other.
   */
  static String stamp() {
    return jarsOf(ProgramFiles.class, TrialRecord.class)
        .map(ProgramFiles::stamp)
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
