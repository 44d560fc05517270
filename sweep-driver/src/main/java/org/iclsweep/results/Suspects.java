package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * Files that may share trials, by their footers. Trials of two kinds are never the same; where all
 * files of a kind are of one plan, their indices tell.
 *
 * @param all files of a table
 */
record Suspects(List<TrialFile> all) {

  List<TrialFile> files() {
    if (all.stream().anyMatch(file -> file.rows() > 0 && file.kind().isEmpty())) {
      return all;
    }
    Collection<List<TrialFile>> kinds =
        all.stream()
            .filter(file -> file.rows() > 0)
            .collect(Collectors.groupingBy(file -> file.kind().orElseThrow()))
            .values();
    return kinds.stream().flatMap(files -> ofOneKind(files).stream()).toList();
  }

  private static List<TrialFile> ofOneKind(List<TrialFile> files) {
    Set<Optional<String>> plans = new HashSet<>();
    files.forEach(file -> plans.add(share(file).map(PlanShare::plan)));
    return plans.size() == 1 && !plans.contains(Optional.<String>empty())
        ? ofOnePlan(files)
        : files;
  }

  private static List<TrialFile> ofOnePlan(List<TrialFile> files) {
    RoaringBitmap once = new RoaringBitmap();
    RoaringBitmap twice = new RoaringBitmap();
    for (TrialFile file : files) {
      RoaringBitmap indices = indices(file);
      twice.or(RoaringBitmap.and(once, indices));
      once.or(indices);
    }
    List<TrialFile> sharing = new ArrayList<>(files);
    sharing.removeIf(file -> !RoaringBitmap.intersects(indices(file), twice));
    return sharing;
  }

  private static RoaringBitmap indices(TrialFile file) {
    return share(file).map(PlanShare::indices).orElseThrow();
  }

  /** What a file says that all of its rows are. */
  private static Optional<PlanShare> share(TrialFile file) {
    return file.shares().stream().filter(share -> share.size() == file.rows()).findFirst();
  }
}
