package org.iclsweep.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Files and folders that get other names, in one step where their file system can. */
public final class Moves {

  private static final Set<String> RENAMING_FOLDERS =
      Set.of("hdfs", "webhdfs", "swebhdfs", "viewfs", "ofs", "o3fs");

  private Moves() {}

  /**
   * Gives a file, which is complete, a name if that is free: of several who want it one gets it,
   * for ever, and nobody sees a part. Where the disk has no second names for a file, a copy gets
   * it, which may be seen half.
   *
   * @return whether it did
   */
  public static boolean claim(Storage storage, Path file, Path name) throws IOException {
    return storage.step(
        "claim",
        name,
        () -> storage.isLocal(name) ? link(file, name) : renamedToFree(storage, file, name));
  }

  private static boolean link(Path file, Path name) throws IOException {
    try {
      Files.createLink(Storage.local(name), Storage.local(file));
      return true;
    } catch (FileAlreadyExistsException e) {
      // over a network the answer may be lost, and the request be made again
      return Files.isSameFile(Storage.local(name), Storage.local(file));
    } catch (UnsupportedOperationException | FileSystemException e) {
      return copied(file, name);
    }
  }

  private static boolean copied(Path file, Path name) throws IOException {
    byte[] text = Files.readAllBytes(Storage.local(file));
    try (OutputStream out =
        Files.newOutputStream(
            Storage.local(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(text);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean renamedToFree(Storage storage, Path file, Path name) throws IOException {
    try {
      storage.context(name).rename(file, name, Options.Rename.NONE);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Moves a file to a name that nobody else writes to, at once or not at all. A store of objects
   * copies it, which is seen whole or not at all, and then deletes the first; if that fails, both
   * may be there, or the copy may yet come.
   *
   * @return whether it did; if not, there is such a file already
   */
  public static boolean renameNew(Storage storage, Path from, Path to) throws IOException {
    if (storage.isObjectStore(to)) {
      return storage.step("rename", to, () -> copyToFree(storage.fileSystem(to), from, to));
    }
    if (storage.exists(to)) {
      return false;
    }
    rename(storage, from, to);
    return true;
  }

  /**
   * Whether a folder can be renamed at once, with all that is in it. Stores of objects move one
   * file after the other.
   */
  public static boolean renamesFolders(Storage storage, Path path) throws IOException {
    return storage.isLocal(path)
        || RENAMING_FOLDERS.contains(storage.fileSystem(path).getUri().getScheme());
  }

  /**
   * Gives a file or a folder another name, in one step: it fails if there is no such file any more,
   * or the folder that it is to be in is gone. Nothing is to be at the new name; an empty folder is
   * replaced on some file systems, and no other.
   */
  public static void rename(Storage storage, Path from, Path to) throws IOException {
    storage.does(
        "rename",
        to,
        () -> {
          if (storage.isLocal(
              to)) { // Hadoop would copy what cannot be renamed, and stop in the middle
            Files.move(Storage.local(from), Storage.local(to), StandardCopyOption.ATOMIC_MOVE);
          } else {
            storage
                .context(to)
                .rename(from, to, Options.Rename.NONE); // the other would move INTO a folder
          }
        });
  }

  /** Moves a file over another, in one step where the file system can. */
  public static void replace(Storage storage, Path from, Path to) throws IOException {
    storage.does(
        "replace",
        to,
        () -> {
          if (storage.isLocal(to)) {
            Files.move(
                Storage.local(from),
                Storage.local(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
          } else if (storage.isObjectStore(to)) {
            copyOver(storage.fileSystem(to), from, to);
          } else {
            storage.context(to).rename(from, to, Options.Rename.OVERWRITE);
          }
        });
  }

  /**
   * On a store of objects, to a name that is free; the renaming there looks for that itself, and
   * the store copies.
   */
  private static boolean copyToFree(FileSystem files, Path from, Path to) throws IOException {
    try {
      if (!files.rename(from, to)) {
        throw new IOException("cannot rename " + from + " to " + to);
      }
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * On a store of objects, over another file, through this process: the renaming there would first
   * delete the other.
   */
  private static void copyOver(FileSystem files, Path from, Path to) throws IOException {
    try (FSDataInputStream in = files.open(from);
        FSDataOutputStream out = files.create(to, true)) {
      try {
        in.transferTo(out);
      } catch (IOException e) {
        out.abort(); // closing it would make a part of the file the whole
        throw e;
      }
    }
    files.delete(from, false);
  }
}
