package org.iclsweep.results;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;

/** A table has files that cannot be read: which, and what is wrong with them. */
public final class DamagedTableException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MOST_TO_NAME = 10;

  private final transient List<DamagedFile> files;

  DamagedTableException(List<DamagedFile> files) {
    this(files, null);
  }

  private DamagedTableException(List<DamagedFile> files, Throwable cause) {
    super(message(files), cause);
    this.files = List.copyOf(files);
  }

  static DamagedTableException of(FileStatus file, String problem, Throwable cause) {
    return new DamagedTableException(
        List.of(new DamagedFile(file.getPath().toString(), problem)), cause);
  }

  /** The files, by name. */
  public List<DamagedFile> files() {
    return files;
  }

  private static String message(List<DamagedFile> files) {
    if (files.size() == 1) {
      return "cannot read " + files.get(0);
    }
    return "cannot read "
        + files.size()
        + " files:"
        + files.stream()
            .limit(MOST_TO_NAME)
            .map(each -> "\n  " + each)
            .collect(Collectors.joining())
        + (files.size() > MOST_TO_NAME ? "\n  ..." : "");
  }
}
