package org.iclsweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

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

  /** Told of every single thing that is done to files, before it is done and after. */
  interface Steps {
    Steps UNTOLD = what -> {};

    void at(String what);
  }

  /** Something that is done to files. */
  interface Step<A> {
    A done() throws IOException;
  }

  private final Map<String, String> settings;
  private final transient Steps steps;
  private transient Configuration configuration;

  /**
   * @param settings Hadoop's, on top of its defaults and of the files on the class path
   */
  public Storage(Map<String, String> settings) {
    this.settings = new HashMap<>(settings);
    steps = Steps.UNTOLD;
  }

  /** The same file systems, told of. */
  Storage(Storage same, Steps steps) {
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
    return step("exists", path, () -> fileSystem(path).exists(path));
  }

  /** Whether there is anything of that name; a symbolic link that leads nowhere, too. */
  public boolean isThere(Path path) throws IOException {
    return step(
        "isThere",
        path,
        () ->
            isLocal(path)
                ? Files.exists(local(path), LinkOption.NOFOLLOW_LINKS)
                : fileSystem(path).exists(path));
  }

  /** Whether there is something of that name and it is no folder, in one look. */
  public boolean isNoFolder(Path path) throws IOException {
    return step(
        "isNoFolder",
        path,
        () -> {
          try {
            return isLocal(path)
                ? !Files.readAttributes(
                        local(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()
                : !status(path).isDirectory();
          } catch (NoSuchFileException | FileNotFoundException e) {
            return false;
          }
        });
  }

  /** Whether it is a folder; a symbolic link to one on a local disk is none. */
  public boolean isFolder(Path path) throws IOException {
    return step(
        "isFolder",
        path,
        () ->
            isLocal(path)
                ? Files.isDirectory(local(path), LinkOption.NOFOLLOW_LINKS)
                : fileSystem(path).exists(path) && status(path).isDirectory());
  }

  /**
   * The names of all that is in a folder, in their order, of links that lead nowhere, too; none if
   * there is no such folder, or a symbolic link in its place.
   */
  public List<String> names(Path folder) throws IOException {
    return step("names", folder, () -> namesIn(folder));
  }

  private List<String> namesIn(Path folder) throws IOException {
    if (!isLocal(folder)) {
      return list(folder).stream().map(status -> status.getPath().getName()).toList();
    }
    if (!Files.isDirectory(local(folder), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> all = Files.list(local(folder))) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Files of a folder by name, or none if there is no such folder. */
  public List<FileStatus> list(Path folder) throws IOException {
    return step("list", folder, () -> filesIn(folder));
  }

  private List<FileStatus> filesIn(Path folder) throws IOException {
    try {
      return Arrays.stream(fileSystem(folder).listStatus(folder))
          .sorted(Comparator.comparing(status -> status.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Makes a folder, and those that it is in. */
  public void makeFolder(Path folder) throws IOException {
    step(
        "makeFolder",
        folder,
        () -> {
          if (!fileSystem(folder).mkdirs(folder)) {
            throw new IOException("cannot create " + folder);
          }
          return null;
        });
  }

  /**
   * Makes a folder in one that is there.
   *
   * @throws IOException if that one is not there, or the new one is
   */
  public void makeFolderIn(Path folder) throws IOException {
    step(
        "makeFolderIn",
        folder,
        () -> {
          if (isLocal(folder)) {
            Files.createDirectory(local(folder));
          } else {
            files(folder).mkdir(folder, FsPermission.getDirDefault(), false);
          }
          return null;
        });
  }

  /**
   * Deletes a file, or a folder with all that is in it; nothing if there is none. Of a symbolic
   * link on a local disk the link, not what it leads to.
   */
  public void delete(Path path) throws IOException {
    step(
        "delete",
        path,
        () -> {
          if (isLocal(path)) {
            deleteTree(local(path));
          } else {
            fileSystem(path).delete(path, true);
          }
          return null;
        });
  }

  private static void deleteTree(java.nio.file.Path root) throws IOException {
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      List<java.nio.file.Path> all;
      try (Stream<java.nio.file.Path> below = Files.list(root)) {
        all = below.toList();
      } catch (NoSuchFileException e) {
        return;
      }
      for (java.nio.file.Path each : all) {
        deleteTree(each);
      }
    }
    Files.deleteIfExists(root);
  }

  /**
   * Deletes a folder that nothing is in.
   *
   * @return whether there is none now
   */
  public boolean deleteEmptyFolder(Path folder) throws IOException {
    return step(
        "deleteEmptyFolder",
        folder,
        () -> {
          if (isLocal(folder)) {
            try {
              Files.deleteIfExists(local(folder));
            } catch (DirectoryNotEmptyException e) {
              return false;
            }
            return true;
          }
          try {
            fileSystem(folder).delete(folder, false);
            return true;
          } catch (IOException e) { // which class it is depends on the file system
            if (filesIn(folder).isEmpty()) {
              throw e;
            }
            return false;
          }
        });
  }

  public String read(Path path) throws IOException {
    return step(
        "read",
        path,
        () -> {
          try (FSDataInputStream in = fileSystem(path).open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }

  /**
   * Reads a small file, whatever somebody has put in its place.
   *
   * @throws IOException if it cannot be read, is no file, or is longer
   */
  public String readSmall(Path path, int mostBytes) throws IOException {
    return step(
        "read",
        path,
        () -> {
          if (!status(path).isFile()) {
            throw new IOException(path + " is no file");
          }
          try (FSDataInputStream in = fileSystem(path).open(path)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
              throw new IOException(path + " has more than " + mostBytes + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
          }
        });
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

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to a stream, which stays open. */
    void writeTo(OutputStream out) throws IOException;

    private static Content of(String text) {
      return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a small file so that a reader sees the old one or the new one, never a part, and makes
   * its folder if need be: not for a driver, which may have lost its lease.
   */
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

  /** Writes a small file of a name that is free, in a folder that is there. */
  public void create(Path path, String text) throws IOException {
    try (OutputStream out = FileOutput.inFolder(this, path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
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

  /** Copies a file to a name that is free, in a folder that is there. */
  public void copy(Path from, Path to) throws IOException {
    try (FSDataInputStream in = fileSystem(from).open(from);
        OutputStream out = FileOutput.inFolder(this, to)) {
      in.transferTo(out);
    }
  }

  FileStatus status(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file);
  }

  /**
   * Creates a small file if there is none of that name, on a store of objects.
   *
   * @return whether it did; of several callers at once, one
   */
  public boolean createNew(Path path, String text) throws IOException {
    return step("createNew", path, () -> conditional(path).create(text));
  }

  /**
   * Gives a file, which is complete, a name if that is free: of several who want it one gets it,
   * for ever, and nobody sees a part. Where the disk has no second names for a file, a copy gets
   * it, which may be seen half.
   *
   * @return whether it did
   */
  public boolean claim(Path file, Path name) throws IOException {
    return step("claim", name, () -> isLocal(name) ? link(file, name) : renamedToFree(file, name));
  }

  private boolean link(Path file, Path name) throws IOException {
    try {
      Files.createLink(local(name), local(file));
      return true;
    } catch (FileAlreadyExistsException e) {
      // over a network the answer may be lost, and the request be made again
      return Files.isSameFile(local(name), local(file));
    } catch (UnsupportedOperationException | FileSystemException e) {
      return copied(file, name);
    }
  }

  private boolean copied(Path file, Path name) throws IOException {
    byte[] text = Files.readAllBytes(local(file));
    try (OutputStream out =
        Files.newOutputStream(
            local(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(text);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private boolean renamedToFree(Path file, Path name) throws IOException {
    try {
      files(name).rename(file, name, Options.Rename.NONE);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Puts a text in place of another that nobody writes twice, on a store of objects.
   *
   * @return whether it did; of several callers at once, at most one
   */
  public boolean replaceIf(Path path, String expected, String text) throws IOException {
    return step("replaceIf", path, () -> conditional(path).replace(expected, text));
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
    if (!isObjectStore(path)) {
      throw new IOException(path + " is on a file system without conditional writes");
    }
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
      return step("rename", to, () -> ObjectMoves.toNew(fileSystem(to), from, to));
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
   * Gives a file or a folder another name, in one step: it fails if there is no such file any more,
   * or the folder that it is to be in is gone. Nothing is to be at the new name; an empty folder is
   * replaced on some file systems, and no other.
   */
  public void rename(Path from, Path to) throws IOException {
    step(
        "rename",
        to,
        () -> {
          if (isLocal(to)) { // Hadoop would copy what cannot be renamed, and stop in the middle
            Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
          } else {
            files(to).rename(from, to, Options.Rename.NONE); // the other would move INTO a folder
          }
          return null;
        });
  }

  /** Moves a file over another, in one step where the file system can. */
  public void replace(Path from, Path to) throws IOException {
    step(
        "replace",
        to,
        () -> {
          if (isLocal(to)) {
            Files.move(
                local(from),
                local(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
          } else if (isObjectStore(to)) {
            ObjectMoves.over(fileSystem(to), from, to);
          } else {
            files(to).rename(from, to, Options.Rename.OVERWRITE);
          }
          return null;
        });
  }

  private FileContext files(Path path) throws IOException {
    return FileContext.getFileContext(path.toUri(), configuration());
  }

  boolean isLocal(Path path) throws IOException {
    return fileSystem(path) instanceof RawLocalFileSystem;
  }

  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
