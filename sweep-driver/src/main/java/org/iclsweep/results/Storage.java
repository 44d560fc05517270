package org.iclsweep.results;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Any file system that Hadoop knows, with what a commit needs: synced writes, atomic creation and,
 * by {@link Moves}, atomic renames.
 */
public final class Storage extends FileSystems {
  private static final long serialVersionUID = 1;

  /**
   * @param settings Hadoop's, on top of its defaults and of the files on the class path
   */
  public Storage(Map<String, String> settings) {
    super(settings);
  }

  /** The same file systems, told of. */
  Storage(Storage same, Steps steps) {
    super(same, steps);
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
                ? Files.exists(local(path), NOFOLLOW_LINKS)
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
                ? !Files.readAttributes(local(path), BasicFileAttributes.class, NOFOLLOW_LINKS)
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
                ? Files.isDirectory(local(path), NOFOLLOW_LINKS)
                : fileSystem(path).exists(path) && status(path).isDirectory());
  }

  /**
   * The names of all that is in a folder, in their order, of links that lead nowhere, too; none if
   * there is no such folder, or a symbolic link in its place.
   */
  public List<String> names(Path folder) throws IOException {
    return step(
        "names",
        folder,
        () ->
            isLocal(folder)
                ? LocalFolder.names(local(folder))
                : list(folder).stream().map(status -> status.getPath().getName()).toList());
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
    does(
        "makeFolder",
        folder,
        () -> {
          if (!fileSystem(folder).mkdirs(folder)) {
            throw new IOException("cannot create " + folder);
          }
        });
  }

  /**
   * Makes a folder in one that is there.
   *
   * @throws IOException if that one is not there, or the new one is
   */
  public void makeFolderIn(Path folder) throws IOException {
    does(
        "makeFolderIn",
        folder,
        () -> {
          if (isLocal(folder)) {
            Files.createDirectory(local(folder));
          } else {
            context(folder).mkdir(folder, FsPermission.getDirDefault(), false);
          }
        });
  }

  /**
   * Deletes a file, or a folder with all that is in it; nothing if there is none. Of a symbolic
   * link on a local disk the link, not what it leads to.
   */
  public void delete(Path path) throws IOException {
    does(
        "delete",
        path,
        () -> {
          if (isLocal(path)) {
            LocalFolder.delete(local(path));
          } else {
            fileSystem(path).delete(path, true);
          }
        });
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
            return LocalFolder.deleteEmpty(local(folder));
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

  /** What the file system tells of a file. */
  public FileStatus status(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file);
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
      FileOutput.write(this, path, content);
      return;
    }
    Path draft = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
    try {
      FileOutput.write(this, draft, content);
      Moves.replace(this, draft, path);
    } catch (IOException e) {
      try {
        delete(draft);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** Writes a small file of a name that is free, in a folder that is there. */
  public void create(Path path, String text) throws IOException {
    try (OutputStream out = FileOutput.inFolder(this, path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The same. */
  public void write(String path, String text) throws IOException {
    write(qualified(path), text);
  }

  /** The same, of any size. */
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
}
