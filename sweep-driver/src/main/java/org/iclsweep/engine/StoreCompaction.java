package org.iclsweep.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.FileMerge;
import org.iclsweep.results.LargeFiles;
import org.iclsweep.results.LargeFiles.Large;
import org.iclsweep.results.LargeFiles.Named;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;

/**
 * Large files beside the table of a store of objects, where a folder cannot be renamed, and where a
 * copy that a dead driver has begun could bring back what is taken away. So nothing is: the small
 * files stay, and {@link LargeFiles} says which large ones stand for which of them.
 *
 * <p>Whatever cuts it off, that says what it said before, or what it should: it is written in one
 * step, in place of what was read, while the lease was held. Names are given once, so that what a
 * driver deletes late is nobody else's.
 */
final class StoreCompaction {

  private final TrialTable table;
  private final Storage storage;
  private final Lease lease;
  private final Optional<String> before;
  private final List<FileStatus> stored;
  private final LargeFiles known;

  /** Looks at what is there. */
  StoreCompaction(TrialTable table, Lease lease) throws IOException {
    this.table = table;
    this.lease = lease;
    storage = table.storage();
    before = table.largeFilesText();
    stored = storage.list(table.largeFolder());
    known = before.map(LargeFiles::parse).orElse(LargeFiles.NONE);
  }

  /** Makes one file of each group that needs it, and says so; nobody's are deleted. */
  void keep(List<List<TrialFile>> groups) throws IOException {
    String name = Compaction.newNames();
    List<FileMerge> merges = new ArrayList<>();
    List<Large> large = new ArrayList<>();
    for (List<TrialFile> group : groups) {
      if (group.size() > 1 || !group.get(0).hasDerived()) {
        Path target = table.largeFile(name.formatted(merges.size()));
        merges.add(new FileMerge(table, group, target));
      } else if (LargeFiles.isLarge(group.get(0).status())) {
        large.add(entry(group, group.get(0).status()));
      }
    }
    FileMerge.writeAll(merges);
    for (FileMerge merge : merges) {
      large.add(entry(merge.sources(), storage.status(merge.target())));
    }
    write(new LargeFiles(large));
  }

  private Large entry(List<TrialFile> group, FileStatus file) {
    List<Named> of =
        group.stream().flatMap(source -> known.sources(source.status()).stream()).toList();
    return new Large(Named.of(file), of);
  }

  /** Small files count again, and large ones go. */
  void forget() throws IOException {
    write(LargeFiles.NONE);
  }

  /** Says it, if it is new, and deletes those that were there before and are nobody's now. */
  private void write(LargeFiles now) throws IOException {
    if (!now.equals(known) && !lease.writeAfter(table.largeFilesList(), before, now.text())) {
      throw new IOException(table.largeFilesList() + " was written by somebody else meanwhile");
    }
    List<Named> kept = now.large().stream().map(Large::file).toList();
    for (FileStatus file : stored) {
      if (!kept.contains(Named.of(file))) {
        storage.delete(file.getPath());
      }
    }
  }
}
