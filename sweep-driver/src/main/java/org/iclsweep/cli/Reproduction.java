package org.iclsweep.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.report.StudyReport;
import org.iclsweep.results.CodeVersion;
import org.iclsweep.results.ResultTable;

/** What a reader is told who wants the same rows: of what they are, and what to type. */
final class Reproduction {

  /** Versions that are named. */
  private static final int MOST = 3;

  private Reproduction() {}

  /**
   * Which version of this program ran the trials, the digest of their rows, and what else is to be
   * said of them.
   *
   * @param versions those of the rows
   * @param hasDigest not where rows become more: it is of all of them
   */
  static String about(
      SortedMap<CodeVersion, Long> versions,
      ResultTable table,
      List<String> notes,
      boolean hasDigest) {
    StringBuilder about = new StringBuilder(rows(versions));
    about.append(" Numerics version ").append(Numerics.VERSION);
    if (hasDigest) {
      about.append(", digest ").append(table.digest());
    }
    about.append('.');
    notes.forEach(note -> about.append(' ').append(note).append('.'));
    return about.toString();
  }

  /** As in {@code 128 rows of icl-sweep 0.1.0+1a2b3c4d5e6f.} */
  static String rows(SortedMap<CodeVersion, Long> versions) {
    String named =
        versions.entrySet().stream()
            .limit(MOST)
            .map(each -> Words.count(each.getValue(), "row") + " of " + name(each.getKey()))
            .collect(Collectors.joining(", "));
    int more = versions.size() - MOST;
    return named + (more > 0 ? " and " + Words.count(more, "other version") : "") + ".";
  }

  private static String name(CodeVersion version) {
    return "icl-sweep " + (version.isSound() ? version.text() : "of a version without a name");
  }

  /**
   * What to type in a checkout on any machine.
   *
   * @param versions those of the rows; the revision is told if there is one that all have
   */
  static String elsewhere(String study, Collection<CodeVersion> versions) {
    Optional<String> revision =
        versions.size() == 1 ? versions.iterator().next().revision() : Optional.empty();
    String run = Words.inCheckout("run", StudyReport.fileName(study));
    String digest = Words.inCheckout("digest", "results/" + study);
    return revision.map(name -> "git checkout " + name + "\n").orElse("") + run + "\n" + digest;
  }
}
