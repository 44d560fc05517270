package org.iclsweep.study.read;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Hocon;

/** Everything wrong with one study, gathered so that it is told at once. */
final class Problems {

  /** Where overrides say that they come from. */
  static final String OVERRIDE = "--set ";

  private static final Pattern FILE_AND_LINE = Pattern.compile("(.*): (\\d+)(?:-\\d+)?");

  /** Where a value made of several comes from; the first has the most say. */
  private static final Pattern MERGED =
      Pattern.compile(
          "(?s)^merge of (%1$s.*?(?=,%1$s|,[^,]*%2$s$)|.*?%2$s),.*$"
              .formatted(OVERRIDE, ": \\d+(?:-\\d+)?"));

  /** Of more the number is told. */
  private static final int MOST = 200;

  private final String study;
  private final List<Problem> found = new ArrayList<>();
  private int untold;
  private String ofName = "";

  /**
   * @param study the study's file
   */
  Problems(String study) {
    this.study = study;
  }

  /** What to do with a file of its name, told beside whatever is wrong in it. */
  void nameOf(String cure) {
    ofName = cure;
  }

  /** Something wrong at a place. */
  void add(ConfigOrigin where, String path, String message, String suggestion) {
    String origin = first(where);
    Matcher place = FILE_AND_LINE.matcher(origin);
    String file = place.matches() ? place.group(1) : origin;
    int line = place.matches() ? Integer.parseInt(place.group(2)) : 0;
    add(file, file.startsWith(OVERRIDE) ? 0 : line, path, message, suggestion);
  }

  /** Something wrong with the study as a whole. */
  void add(String path, String message, String suggestion) {
    add(study, 0, path, message, suggestion);
  }

  /** Something wrong at a place given by file and line. */
  void add(String file, int line, String path, String message, String suggestion) {
    if (isFull()) {
      untold++;
      return;
    }
    found.add(
        new Problem(
            Hocon.shortened(file),
            file.startsWith(OVERRIDE) ? 0 : line,
            Hocon.shortened(path),
            message,
            suggestion));
  }

  /** Something wrong with a text as a whole. */
  void add(String file, Outline.Fault fault) {
    boolean isOverride = file.startsWith(OVERRIDE);
    add(file, isOverride ? 0 : fault.line(), "", fault.message(), fault.suggestion());
  }

  /** A study whose canonical text could not be read back. */
  void addTooLong(String resolved) {
    OutlineScanner.tooLong(resolved.length())
        .ifPresent(each -> add("", "written out, " + each.message(), each.suggestion()));
  }

  /** A value that takes the place of another without a word. */
  void addTwice(String firstFile, String secondFile, Outline.Twice twice) {
    boolean isOverride = secondFile.startsWith(OVERRIDE);
    String other =
        isOverride
            ? ""
            : ", at line "
                + twice.first().line()
                + (firstFile.equals(secondFile)
                    ? ""
                    : " of " + firstFile + " before it includes this")
                + ", too";
    add(
        secondFile,
        isOverride ? 0 : twice.second().line(),
        twice.second().key(),
        "is given twice" + other,
        firstFile.equals(secondFile) ? "Leave one out." : "Include first, then give what differs.");
  }

  /** A value that needs another one which is not there. */
  void addUnresolved(ConfigValue value, String path) {
    String message = "refers to " + Hocon.reference(value) + ", which the study does not give";
    add(value.origin(), path, message, "");
  }

  /** Takes complaints about the value of a key. */
  Complaint at(String path) {
    return (where, message, suggestion) -> add(where.origin(), path, message, suggestion);
  }

  /** Whether nothing is told of what is found from here on. */
  boolean isFull() {
    return found.size() >= MOST;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many there are so far. */
  int count() {
    return found.size() + untold;
  }

  static boolean isOverride(ConfigOrigin where) {
    return first(where).startsWith(OVERRIDE);
  }

  private static String first(ConfigOrigin where) {
    return MERGED.matcher(where.description()).replaceFirst("$1");
  }

  /** Ends the reading if anything is wrong. */
  void throwIfAny() throws StudyException {
    if (!found.isEmpty()) {
      Comparator<Problem> overridesLast =
          Comparator.comparing(problem -> problem.file().startsWith(OVERRIDE));
      List<Problem> told =
          new ArrayList<>(
              found.stream()
                  .distinct()
                  .sorted(
                      overridesLast
                          .thenComparing(Problem::file)
                          .thenComparing(Problem::line)
                          .thenComparing(Problem::path))
                  .toList());
      boolean isTold = told.stream().anyMatch(each -> each.suggestion().equals(ofName));
      if (!ofName.isEmpty() && !isTold) {
        told.add(new Problem(study, 0, "", "is named as a file of another language", ofName));
      }
      if (untold > 0) {
        told.add(new Problem(study, 0, "", "has " + untold + " more problems", ""));
      }
      throw new StudyException(told);
    }
  }
}
