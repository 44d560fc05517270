package org.iclsweep.chaos;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;

/** The files of a study on any file system, and what may happen to them there. */
record StudyFiles(String results) {

  private static final Storage STORAGE = new Storage(Map.of());

  /** As many as there are nodes: of three, where nodes are two, one would be missed for ever. */
  private static final short COPIES = 2;

  /** How many there are in a folder of its directory; none if there is no folder. */
  int in(String folder) throws IOException {
    return STORAGE.names(path(folder)).size();
  }

  boolean isThere(String folder) throws IOException {
    return files().exists(path(folder));
  }

  /** Leaves a file in each driver's staging folder that is not whole. */
  void tear(Random random) throws IOException {
    for (String driver : STORAGE.names(path("_staging"))) {
      Path torn = path("_staging/" + driver + "/torn-" + random.nextInt(1000) + ".staged");
      if (files().exists(torn.getParent())) { // or the driver has just ended
        write(torn, new byte[] {'P', 'A', 'R'});
      }
    }
  }

  /** Turns a bit of a file of the table, and returns its name. */
  String damage(Random random) throws IOException {
    List<FileStatus> all = STORAGE.list(path("trials"));
    FileStatus file = all.get(random.nextInt(all.size()));
    byte[] bytes = new byte[(int) file.getLen()];
    try (FSDataInputStream in = files().open(file.getPath())) {
      in.readFully(bytes);
    }
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    write(file.getPath(), bytes);
    return file.getPath().getName();
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = files().create(file, COPIES)) {
      out.write(bytes);
    } catch (FileNotFoundException e) { // the folder has gone meanwhile
      return;
    }
  }

  private Path path(String name) {
    return new Path(results, name);
  }

  private FileSystem files() throws IOException {
    FileSystem files = new Path(results).getFileSystem(new Configuration());
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }
}
