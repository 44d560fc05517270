package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.DoubledRowsException;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;

/**
 * A results directory whose rows are taken over, by one round after the other. It is looked through
 * once, and again where its files are others; then it is known in which files a trial may be.
 *
 * <p><b>Memory.</b> Its footers; from the second round on four bytes a row.
 */
final class AdoptedDirectory {

  private final String name;
  private final TrialTable source;
  private Optional<List<String>> looked = Optional.empty();
  private List<TrialFile> files = List.of();

  /** Hashes of the identities in each file, sorted; empty until a second round asks. */
  private final Map<Path, int[]> hashes = new HashMap<>();

  /**
   * @param name in the words of the one who asked
   * @throws SweepException if it is where rows are to go
   */
  AdoptedDirectory(StudyFolder folder, String name) {
    this.name = name;
    source = TrialTable.at(folder.storage(), name);
    if (source.root().equals(folder.table().root())) {
      throw new SweepException(
          "--adopt is %s, which is the results directory itself; name another".formatted(name));
    }
  }

  String name() {
    return name;
  }

  TrialTable table() {
    return source;
  }

  /**
   * The files to read: the first time all, for what is wrong with them; later those in which some
   * of these trials may be.
   *
   * @param trialIds asked for where it matters
   * @throws SweepException if it is not as a run leaves it
   */
  List<TrialFile> files(Supplier<List<String>> trialIds) {
    Optional<List<String>> there = Optional.of(source.fileSizes());
    if (!there.equals(looked)) {
      files = sound();
      looked = there;
      hashes.clear();
      return files;
    }
    if (hashes.isEmpty()) {
      remember();
    }
    List<String> asked = trialIds.get();
    return files.stream().filter(file -> mayHold(file, asked)).toList();
  }

  private List<TrialFile> sound() {
    source.requireFiles(name);
    try {
      List<TrialFile> sound = source.sound();
      DoubledRows.requireNone(source, sound);
      return sound;
    } catch (DamagedTableException | DoubledRowsException e) {
      throw new SweepException(
          "nothing is taken over of %s, which is not as a run leaves it: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private void remember() {
    for (TrialFile file : files) {
      List<Integer> of = new ArrayList<>();
      source.heads(List.of(file)).forEach((same, head) -> of.add(head.trialId().hashCode()));
      hashes.put(file.status().getPath(), of.stream().mapToInt(hash -> hash).sorted().toArray());
    }
  }

  private boolean mayHold(TrialFile file, List<String> trialIds) {
    int[] there = hashes.get(file.status().getPath());
    return trialIds.stream().anyMatch(id -> Arrays.binarySearch(there, id.hashCode()) >= 0);
  }
}
