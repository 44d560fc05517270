package org.iclsweep.results;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.VersionInfo;

/**
 * The file system of each path, and what to add where its classes are missing. On a local disk it
 * leaves no checksum files beside the data.
 */
abstract class FileSystems implements Serializable {
  private static final long serialVersionUID = 1;

  /** How a name begins that is one of a file system: others may have colons, too. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  private static final String S3A = "s3a";
  private static final Set<String> OTHER_NAMES_OF_S3 = Set.of("s3", "s3n");

  /** Told of every single thing that is done to files, before it is done and after. */
  interface Steps {
    Steps UNTOLD = what -> {};

    void at(String what);
  }

  /** Something that is done to files. */
  interface Step<A> {
    A done() throws IOException;
  }

  /** Something that is done to files and has no result. */
  interface Deed {
    void done() throws IOException;
  }

  private final Map<String, String> settings;
  private final transient Steps steps;
  private transient Configuration configuration;

  /**
   * @param settings Hadoop's, on top of its defaults and of the files on the class path
   */
  FileSystems(Map<String, String> settings) {
    this.settings = new HashMap<>(settings);
    steps = Steps.UNTOLD;
  }

  /** The same file systems, told of. */
  FileSystems(FileSystems same, Steps steps) {
    settings = same.settings;
    configuration = same.configuration();
    this.steps = steps;
  }

  /** Does something, and tells. */
  <A> A step(String what, Path path, Step<A> step) throws IOException {
    if (steps == null || steps == Steps.UNTOLD) { // null where an executor has read it
      return step.done();
    }
    steps.at("before " + what + " " + path);
    try {
      return step.done();
    } finally {
      steps.at("after " + what + " " + path);
    }
  }

  /** The same, of what has no result. */
  void does(String what, Path path, Deed deed) throws IOException {
    step(
        what,
        path,
        () -> {
          deed.done();
          return null;
        });
  }

  synchronized Configuration configuration() {
    if (configuration == null) {
      LoginUser.ensure();
      configuration = new Configuration();
      settings.forEach(configuration::set);
    }
    return configuration;
  }

  /**
   * The file system of a path.
   *
   * @throws ResultException if this JVM has no classes for it
   */
  FileSystem fileSystem(Path path) throws IOException {
    Configuration hadoop = configuration();
    try {
      FileSystem found = path.getFileSystem(hadoop);
      return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    } catch (IOException | RuntimeException | LinkageError e) {
      Optional<String> advice = advice(path, e);
      if (advice.isPresent()) {
        throw new ResultException(advice.get(), e);
      }
      throw e;
    }
  }

  /**
   * The path in full, with its scheme.
   *
   * @throws ResultException if it is no path, or on a file system that this JVM has no classes for
   */
  public Path qualified(String path) {
    try {
      Path plain = URI.matcher(path).lookingAt() ? new Path(path) : local(path);
      return fileSystem(plain).makeQualified(plain);
    } catch (IllegalArgumentException e) {
      throw new ResultException("\"" + path + "\" is no path: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach " + path, e);
    }
  }

  /** A name without a scheme, whatever is in it. */
  private static Path local(String path) {
    return path.isEmpty() ? new Path(path) : new Path(null, null, path);
  }

  /**
   * The file of this name as Java sees it; empty if it is on another file system than this
   * machine's.
   *
   * @throws ResultException if it is no path, or on a file system that this JVM has no classes for
   */
  public Optional<java.nio.file.Path> onThisMachine(String path) throws IOException {
    Path qualified = qualified(path);
    return isLocal(qualified) ? Optional.of(local(qualified)) : Optional.empty();
  }

  /**
   * Whether files appear there whole, when they are closed, and are moved by copying them: a store
   * of objects that writes under conditions, as S3 does.
   *
   * @throws ResultException if it is S3 without them, with what to do
   */
  public boolean isObjectStore(Path path) throws IOException {
    FileSystem files = fileSystem(path);
    if (ConditionalWrites.available(files, path)) {
      return true;
    }
    requireNoS3(files, path);
    return false;
  }

  /**
   * Makes sure that of several who write a file at once one wins.
   *
   * @param file that is there
   * @throws ResultException if not, with what to do
   */
  public void requireOneWriterWins(Path file) throws IOException {
    if (isObjectStore(file) && !conditional(file).areHeeded()) {
      throw new ResultException(
          file
              + " is on a store that writes over a file although it is told not to (If-None-Match),"
              + " so two runs could write there at once; choose a store with conditional writes for"
              + " --out");
    }
  }

  FileContext context(Path path) throws IOException {
    return FileContext.getFileContext(path.toUri(), configuration());
  }

  boolean isLocal(Path path) throws IOException {
    return fileSystem(path) instanceof RawLocalFileSystem;
  }

  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /**
   * Writes of a small file there, each under a condition.
   *
   * @throws IOException where there are none
   * @throws ResultException if it is S3 without them, with what to do
   */
  public ConditionalWrites conditional(Path path) throws IOException {
    if (!isObjectStore(path)) {
      throw new IOException(path + " is on a file system without conditional writes");
    }
    return new ConditionalWrites(this, path);
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
  private static void requireNoS3(FileSystem files, Path path) {
    String scheme = files.getUri().getScheme();
    if (S3A.equals(scheme) || OTHER_NAMES_OF_S3.contains(scheme)) {
      throw new ResultException(
          "%s: writing to S3 needs conditional writes, which %s does not make here; use s3a:// of hadoop-aws 3.4.2 or later, and leave fs.s3a.create.conditional.enabled on"
              .formatted(path, files.getClass().getName()));
    }
  }
}
