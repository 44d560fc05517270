package org.iclsweep.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was done to studies, and what became of them. */
final class Report {
  private final long seed;
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<Integer, Integer> exitCodes = new TreeMap<>();
  private final Set<String> digests = new TreeSet<>();
  private int studies;
  private long trials;
  private long lost;
  private long doubled;

  Report(long seed) {
    this.seed = seed;
  }

  void add(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  void driverEnded(int exitCode) {
    exitCodes.merge(exitCode, 1, Integer::sum);
  }

  void study(long planned, long found, long twice, String digest) {
    studies++;
    trials += planned;
    lost += planned - found;
    doubled += twice;
    digests.add(digest);
  }

  /** Rows found twice while a study ran. */
  void doubled(long rows) {
    doubled += rows;
  }

  int faults() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }

  Set<String> digests() {
    return digests;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("chaos: %d rounds, seed %d\n".formatted(faults(), seed));
    faults.forEach((fault, count) -> text.append("  %-18s %4d\n".formatted(fault, count)));
    text.append("drivers by exit code %s (137: killed)\n".formatted(exitCodes));
    text.append(
        "%d studies, %d trials: %d lost, %d doubled\n".formatted(studies, trials, lost, doubled));
    text.append("digests %s\n".formatted(digests));
    return text.toString();
  }
}
