package org.iclsweep.results;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;

/** Finds the file system of a path, and says what to add where its classes are missing. */
final class FileSystems {

  private static final String S3A = "s3a";
  private static final Set<String> OTHER_NAMES_OF_S3 = Set.of("s3", "s3n");

  private FileSystems() {}

  /**
   * The file system of a path; on a local disk, one that leaves no checksum files.
   *
   * @throws ResultException if this JVM has no classes for it
   */
  static FileSystem of(Path path, Configuration configuration) throws IOException {
    try {
      FileSystem found = path.getFileSystem(configuration);
      return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    } catch (IOException | RuntimeException | LinkageError e) {
      Optional<String> advice = advice(path, e);
      if (advice.isPresent()) {
        throw new ResultException(advice.get(), e);
      }
      throw e;
    }
  }

  private static Optional<String> advice(Path path, Throwable failure) {
    String scheme = String.valueOf(path.toUri().getScheme());
    if (OTHER_NAMES_OF_S3.contains(scheme)) {
      return Optional.of(
          "%s: Hadoop's name for S3 is s3a; write s3a:%s"
              .formatted(path, path.toUri().getSchemeSpecificPart()));
    }
    if (!isMissingClass(failure)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: no classes for %s:// on the class path (%s); "
                .formatted(path, scheme, missing(failure).getMessage())
            + "with SPARK_HOME, add the library that has them as --conf spark.jars.packages="
            + (scheme.equals(S3A)
                ? "org.apache.hadoop:hadoop-aws:%s and so on, see docs/object-stores.md"
                    .formatted(VersionInfo.getVersion())
                : "GROUP:NAME:VERSION; without, name its jars in ICL_SWEEP_CLASS_PATH"));
  }

  private static boolean isMissingClass(Throwable failure) {
    Throwable missing = missing(failure);
    return missing instanceof ClassNotFoundException || missing instanceof LinkageError;
  }

  /** The last cause, which names the class. */
  private static Throwable missing(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last;
  }

  /**
   * Refuses S3, for a file system that writes nothing there under a condition.
   *
   * @throws ResultException if it is S3
   */
  static void requireNoS3(FileSystem files, Path path) {
    String scheme = files.getUri().getScheme();
    if (S3A.equals(scheme) || OTHER_NAMES_OF_S3.contains(scheme)) {
      throw new ResultException(
          "%s: writing to S3 needs conditional writes, which %s does not make here; use s3a:// of hadoop-aws 3.4.2 or later, and leave fs.s3a.create.conditional.enabled on"
              .formatted(path, files.getClass().getName()));
    }
  }
}
