package org.iclsweep.study.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iclsweep.study.read.Outline.Entry;
import org.iclsweep.study.read.Outline.Reference;

/** What all texts of a study refer to: whether it is there, and how long it becomes. */
final class References {

  private static final int DEEPEST = 40;
  private static final long LONGEST = 4L * OutlineScanner.LONGEST_TEXT;

  /** A reference, with the paths that it may mean. */
  private record Placed(Reference reference, String file, List<List<String>> targets) {}

  private final Problems problems;
  private final List<Placed> all = new ArrayList<>();
  private final Map<List<String>, List<Placed>> within = new HashMap<>();
  private final Map<List<String>, List<Placed>> exactly = new HashMap<>();
  private final Map<List<String>, Long> lengths = new HashMap<>();
  private final Map<List<String>, Long> expanded = new HashMap<>();
  private final Set<List<String>> open = new HashSet<>();

  References(Problems problems) {
    this.problems = problems;
  }

  /**
   * Adds those of a text.
   *
   * @param under the path of the section that includes it
   */
  void add(Outline outline, String file, List<String> under) {
    for (Entry entry : outline.entries()) {
      List<String> path = joined(under, entry.path());
      for (int length = 0; length <= path.size(); length++) {
        lengths.merge(path.subList(0, length), (long) entry.length(), Long::sum);
      }
    }
    for (Reference each : outline.references()) {
      add(new Placed(each, file, targets(each, under)), joined(under, each.at()));
    }
  }

  private void add(Placed placed, List<String> at) {
    all.add(placed);
    exactly.computeIfAbsent(at, path -> new ArrayList<>()).add(placed);
    for (int length = 0; length < at.size(); length++) {
      within.computeIfAbsent(at.subList(0, length), path -> new ArrayList<>()).add(placed);
    }
  }

  private static List<List<String>> targets(Reference reference, List<String> under) {
    try {
      List<String> path = ConfigUtil.splitPath(reference.path());
      return under.isEmpty() ? List.of(path) : List.of(joined(under, path), path);
    } catch (ConfigException noPath) {
      return List.of();
    }
  }

  private static List<String> joined(List<String> under, List<String> path) {
    List<String> joined = new ArrayList<>(under);
    joined.addAll(path);
    return joined;
  }

  /** Adds what grows beyond measure; following it is not worth a try then. */
  boolean areBounded() {
    long length = 0;
    for (Placed each : all) {
      length += length(each, 0);
      if (length > LONGEST) {
        problems.add(
            each.file(),
            each.reference().line(),
            "",
            "has references to references: written out, more than " + LONGEST + " characters",
            "Write the values themselves.");
        return false;
      }
    }
    return true;
  }

  private long length(Placed placed, int depth) {
    long length = 0;
    for (List<String> target : placed.targets()) {
      length += length(target, depth);
    }
    return length;
  }

  private long length(List<String> target, int depth) {
    Long known = expanded.get(target);
    if (known != null) {
      return known;
    }
    if (depth > DEEPEST) {
      return LONGEST + 1;
    }
    if (!open.add(target)) {
      return 0;
    }
    long length = lengths.getOrDefault(target, 0L);
    for (Placed each : inside(target)) {
      length = Math.min(LONGEST + 1, length + length(each, depth + 1));
    }
    open.remove(target);
    expanded.put(target, length);
    return length;
  }

  private List<Placed> inside(List<String> target) {
    List<Placed> inside = new ArrayList<>(within.getOrDefault(target, List.of()));
    for (int length = 1; length <= target.size(); length++) {
      inside.addAll(exactly.getOrDefault(target.subList(0, length), List.of()));
    }
    return inside;
  }

  /** Adds each that may lead nowhere, and does: what it is given to would not be there. */
  void checkOptional(Config study) {
    for (Placed each : all) {
      boolean there = each.targets().isEmpty();
      for (List<String> target : each.targets()) {
        there |= isThere(study, target);
      }
      if (each.reference().optional() && !there) {
        problems.add(
            each.file(),
            each.reference().line(),
            key(each.reference()),
            "refers to ${?" + each.reference().path() + "}, which the study does not give",
            "Write a value, or leave it out; the environment has no say.");
      }
    }
  }

  private static String key(Reference reference) {
    return new Entry(reference.at(), 0, 0, Outline.Form.VALUE, 0).key();
  }

  private static boolean isThere(Config study, List<String> path) {
    try {
      return study.hasPathOrNull(ConfigUtil.joinPath(path));
    } catch (ConfigException unresolved) {
      return true;
    }
  }
}
