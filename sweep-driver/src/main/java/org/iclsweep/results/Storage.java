package org.iclsweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Any file system that Hadoop knows, with what a commit needs: synced writes, atomic creation and
 * atomic renames. On a local disk it leaves no checksum files beside the data.
 */
public final class Storage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Set<String> RENAMING_FOLDERS =
      Set.of("hdfs", "webhdfs", "swebhdfs", "viewfs", "ofs", "o3fs");

  /** How a name begins that is one of a file system: others may have colons, too. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  private final Map<String, String> settings;
  private transient Configuration configuration;

  /**
   * @param settings Hadoop's, on top of its defaults and of the files on the class path
   */
  public Storage(Map<String, String> settings) {
    this.settings = new HashMap<>(settings);
  }

  synchronized Configuration configuration() {
    if (configuration == null) {
      LoginUser.ensure();
      configuration = new Configuration();
      settings.forEach(configuration::set);
    }
    return configuration;
  }

  FileSystem fileSystem(Path path) throws IOException {
    return FileSystems.of(path, configuration());
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

  public boolean exists(Path path) throws IOException {
    return fileSystem(path).exists(path);
  }

  /** Files of a folder by name, or none if there is no such folder. */
  public List<FileStatus> list(Path folder) throws IOException {
    try {
      return Arrays.stream(fileSystem(folder).listStatus(folder))
          .sorted(Comparator.comparing(status -> status.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  public void makeFolder(Path folder) throws IOException {
    if (!fileSystem(folder).mkdirs(folder)) {
      throw new IOException("cannot create " + folder);
    }
  }

  /** Deletes a file, or a folder with all that is in it; nothing if there is none. */
  public void delete(Path path) throws IOException {
    fileSystem(path).delete(path, true);
  }

  public String read(Path path) throws IOException {
    try (FSDataInputStream in = fileSystem(path).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The text of a file.
   *
   * @throws ResultException if it cannot be read
   */
  public String read(String path) {
    try {
      return read(qualified(path));
    } catch (IOException e) {
      throw new ResultException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** When a file was written. */
  public Instant modified(Path path) throws IOException {
    return Instant.ofEpochMilli(status(path).getModificationTime());
  }

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to a stream, which stays open. */
    void writeTo(OutputStream out) throws IOException;

    private static Content of(String text) {
      return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes a small file so that a reader sees the old one or the new one, never a part. */
  public void write(Path path, String text) throws IOException {
    write(path, Content.of(text));
  }

  private void write(Path path, Content content) throws IOException {
    if (isObjectStore(path)) {
      put(path, content);
      return;
    }
    Path draft = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
    try {
      put(draft, content);
      replace(draft, path);
    } catch (IOException e) {
      discard(draft, e);
      throw e;
    }
  }

  private void discard(Path path, IOException cause) {
    try {
      delete(path);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void put(Path path, Content content) throws IOException {
    try (OutputStream out = FileOutput.create(this, path, true)) {
      content.writeTo(out);
    }
  }

  /** Writes a small file, as {@link #write(Path, String)} does. */
  public void write(String path, String text) throws IOException {
    write(qualified(path), text);
  }

  /** Writes a file of any size, as {@link #write(Path, String)} does. */
  public void write(String path, Content content) throws IOException {
    write(qualified(path), content);
  }

  /** Copies a file to a name that is free. */
  public void copy(Path from, Path to) throws IOException {
    try (FSDataInputStream in = fileSystem(from).open(from);
        OutputStream out = FileOutput.create(this, to, false)) {
      in.transferTo(out);
    }
  }

  FileStatus status(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file);
  }

  /**
   * Creates a small file if there is none of that name.
   *
   * @return whether it did; of several callers at once, one
   */
  public boolean createNew(Path path, String text) throws IOException {
    if (isObjectStore(path)) {
      return conditional(path).create(text);
    }
    try (OutputStream out = newFile(path)) {
      write(out, text, path);
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  private OutputStream newFile(Path path) throws IOException {
    return isLocal(path)
        ? Files.newOutputStream(
            local(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
        : FileOutput.create(this, path, false);
  }

  /** Writes to a file that is new; on a full disk it would stay, empty, and nobody's. */
  private void write(OutputStream out, String text, Path path) throws IOException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      discard(path, e);
      throw FileOutput.failed(path, e);
    }
  }

  /**
   * Puts a text in place of another that nobody writes twice. Where this is done by renaming, there
   * is no file for a moment, and whoever creates one in that moment wins.
   *
   * @return whether it did; of several callers at once, at most one
   */
  public boolean replaceIf(Path path, String expected, String text) throws IOException {
    if (isObjectStore(path)) {
      return conditional(path).replace(expected, text);
    }
    Path aside = new Path(path.getParent(), path.getName() + ".aside." + UUID.randomUUID());
    try {
      replace(path, aside);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return false;
    }
    if (!read(aside).equals(expected)) {
      replace(aside, path);
      return false;
    }
    boolean created = createNew(path, text);
    delete(aside);
    return created;
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
    FileSystems.requireNoS3(files, path);
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

  private ConditionalWrites conditional(Path path) throws IOException {
    return new ConditionalWrites(fileSystem(path), path);
  }

  /**
   * Moves a file to a name that nobody else writes to, at once or not at all. A store of objects
   * copies it, which is seen whole or not at all, and then deletes the first; if that fails, both
   * may be there, or the copy may yet come.
   *
   * @return whether it did; if not, there is such a file already
   */
  public boolean renameNew(Path from, Path to) throws IOException {
    if (isObjectStore(to)) {
      return ObjectMoves.toNew(fileSystem(to), from, to);
    }
    if (exists(to)) {
      return false;
    }
    rename(from, to);
    return true;
  }

  /**
   * Whether a folder can be renamed at once, with all that is in it. Stores of objects move one
   * file after the other.
   */
  public boolean renamesFolders(Path path) throws IOException {
    return isLocal(path) || RENAMING_FOLDERS.contains(fileSystem(path).getUri().getScheme());
  }

  /**
   * Moves a folder to a name that is free, at once or not at all.
   *
   * @throws IOException if the name is taken
   */
  public void renameFolder(Path from, Path to) throws IOException {
    if (exists(to)) {
      throw new IOException("cannot rename " + from + " to " + to + ", which is there already");
    }
    rename(from, to);
  }

  /** Hadoop would copy to a local disk what cannot be renamed there, and stop in the middle. */
  private void rename(Path from, Path to) throws IOException {
    if (isLocal(to)) {
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
    } else if (!fileSystem(to).rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** Moves a file over another, atomically where the file system can. */
  public void replace(Path from, Path to) throws IOException {
    if (isLocal(to)) {
      Files.move(
          local(from),
          local(to),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } else if (isObjectStore(to)) {
      ObjectMoves.over(fileSystem(to), from, to);
    } else {
      FileContext.getFileContext(to.toUri(), configuration())
          .rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private boolean isLocal(Path path) throws IOException {
    return fileSystem(path) instanceof RawLocalFileSystem;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
