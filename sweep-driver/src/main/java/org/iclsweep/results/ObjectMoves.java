package org.iclsweep.results;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that get other names on a store of objects: copied, then deleted. */
final class ObjectMoves {

  private ObjectMoves() {}

  /** To a name that is free; the renaming there looks for that itself, and the store copies. */
  static boolean toNew(FileSystem files, Path from, Path to) throws IOException {
    try {
      if (!files.rename(from, to)) {
        throw new IOException("cannot rename " + from + " to " + to);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Over another file, through this process: the renaming there would first delete the other. */
  static void over(FileSystem files, Path from, Path to) throws IOException {
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
