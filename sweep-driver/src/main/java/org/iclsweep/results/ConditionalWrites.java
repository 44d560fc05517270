package org.iclsweep.results;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files on a store of objects that decides itself, at the moment of writing, whether a file
 * may be written: the only thing there of which several at once cannot all succeed.
 *
 * <p>An answer may be lost, and the request be repeated by the client and then be refused for what
 * it wrote itself the first time. So what a failed request has done is read from the file, whose
 * text nobody else writes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">S3's
 *     conditional writes</a>
 */
public final class ConditionalWrites {

  private final FileSystems told;
  private final FileSystem files;
  private final Path path;

  /**
   * @param told of what is done to the file
   * @param path of the file
   */
  ConditionalWrites(FileSystems told, Path path) throws IOException {
    this.told = told;
    files = told.fileSystem(path);
    this.path = path;
  }

  /** Whether the store has them, by its own word. */
  static boolean available(FileSystem files, Path path) throws IOException {
    return files.hasPathCapability(path, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
  }

  /**
   * Writes the file if there is none.
   *
   * @return whether it did; of several callers at once, one
   */
  public boolean create(String text) throws IOException {
    return told.step("createNew", path, () -> isCreated(text));
  }

  private boolean isCreated(String text) throws IOException {
    try {
      writeNew(text);
      return true;
    } catch (IOException e) {
      String found = read();
      if (found == null) {
        throw e;
      }
      return found.equals(text);
    }
  }

  /**
   * Writes the file if it has the expected text, which nobody writes twice.
   *
   * @return whether it did; of several callers at once, at most one
   */
  public boolean replace(String expected, String text) throws IOException {
    return told.step("replaceIf", path, () -> isReplaced(expected, text));
  }

  private boolean isReplaced(String expected, String text) throws IOException {
    // of the text that is read next, or of one before it: then the store refuses
    String etag = etag();
    if (etag == null || !expected.equals(read())) {
      return false;
    }
    try {
      write(text, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, etag);
      return true;
    } catch (IOException e) {
      String found = read();
      if (expected.equals(found)) {
        throw e;
      }
      return text.equals(found);
    }
  }

  /** Whether the store refuses to write a file that is there. */
  boolean areHeeded() throws IOException {
    String text = read();
    if (text == null) {
      throw new FileNotFoundException(path + " is gone");
    }
    try {
      writeNew(text);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void writeNew(String text) throws IOException {
    write(text, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, "true");
  }

  private void write(String text, String condition, String value) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).overwrite(true);
    builder.must(condition, value);
    try (FSDataOutputStream out = builder.build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read() throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private String etag() throws IOException {
    try {
      return ((EtagSource) files.getFileStatus(path)).getEtag();
    } catch (FileNotFoundException e) {
      return null;
    }
  }
}
