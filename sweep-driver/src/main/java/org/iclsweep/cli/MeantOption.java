package org.iclsweep.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.study.FieldWords;
import org.iclsweep.study.Parameters;

/** What to type in place of a word of a command line that other programs would take. */
final class MeantOption {

  private static final Pattern ASSIGNMENT = Pattern.compile("\\+{0,2}([A-Za-z][\\w.-]*)=(.*)");
  private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][\\w.-]*)(?:=(.*))?");

  private static final String CORES = "Cores of this machine are told by --cores N.";
  private static final String OUT = "Where results go is told by --out DIR.";
  private static final String FILE = "The study file is an argument of its own, without an option.";
  private static final String RESUME =
      "run goes on by itself: what is in the table is not run again.";

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("j", CORES),
          Map.entry("jobs", CORES),
          Map.entry("n-jobs", CORES),
          Map.entry("workers", CORES),
          Map.entry("num-workers", CORES),
          Map.entry("threads", CORES),
          Map.entry("cpus", CORES),
          Map.entry("parallel", CORES),
          Map.entry("max-concurrent", CORES),
          Map.entry("o", OUT),
          Map.entry("output", OUT),
          Map.entry("output-dir", OUT),
          Map.entry("dir", OUT),
          Map.entry("results", OUT),
          Map.entry("c", FILE),
          Map.entry("config", FILE),
          Map.entry("config-name", FILE),
          Map.entry("config-path", FILE),
          Map.entry("m", "A study that sweeps runs all its trials, without an option."),
          Map.entry("multirun", "A study that sweeps runs all its trials, without an option."),
          Map.entry("resume", RESUME),
          Map.entry("continue", RESUME),
          Map.entry("restart", RESUME),
          Map.entry("n", "What a study would run, plan tells, and starts nothing."),
          Map.entry("dry-run", "What a study would run, plan tells, and starts nothing."),
          Map.entry("gpus", "Trials run on processors alone."),
          Map.entry("where", "Rows are chosen in a query, by WHERE in sql."));

  private MeantOption() {}

  /**
   * What to do, a sentence.
   *
   * @param unmatched words that the verb does not know
   */
  static Optional<String> of(List<String> unmatched, boolean takesOverrides) {
    String word = unmatched.get(0);
    Matcher assignment = ASSIGNMENT.matcher(word);
    if (takesOverrides && assignment.matches()) {
      return Optional.of(set(path(assignment.group(1)), assignment.group(2)));
    }
    Matcher option = OPTION.matcher(word);
    if (!option.matches()) {
      return Optional.empty();
    }
    String path = path(option.group(1));
    if (takesOverrides && Parameters.at(path).isPresent()) {
      String next = unmatched.size() > 1 ? unmatched.get(1) : "VALUE";
      return Optional.of(set(path, option.group(2) == null ? next : option.group(2)));
    }
    return Optional.ofNullable(OPTIONS.get(option.group(1).replace('_', '-')));
  }

  private static String path(String key) {
    return Parameters.at(key).isPresent()
        ? key
        : FieldWords.path(key).filter(each -> Parameters.at(each).isPresent()).orElse(key);
  }

  private static String set(String path, String value) {
    return "A parameter is given another value by " + Words.shell("--set", path + "=" + value);
  }
}
