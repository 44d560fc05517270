package org.iclsweep.study.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text of HOCON says where: the library merges what is given twice, leaves out what refers
 * to nothing, and follows brackets by recursion, all without a word.
 *
 * @param entries keys with what is given to them, in the order of the text
 * @param includes the files that it takes in
 * @param references what stands in <code>${...}</code>
 * @param fault what makes the text one that is not worth reading; {@code null} if nothing does
 */
record Outline(
    List<Entry> entries, List<Include> includes, List<Reference> references, Fault fault) {

  /**
   * A key and its value.
   *
   * @param path from the top of the text, with the numbers of the elements of lists
   * @param order of it among entries and includes
   * @param length characters of the value
   */
  record Entry(List<String> path, int line, int order, Form form, int length) {

    /** The path as messages have it. */
    String key() {
      StringBuilder key = new StringBuilder();
      for (String part : path) {
        if (part.startsWith(OutlineScanner.ELEMENT)) {
          key.append('[').append(Integer.parseInt(part.substring(1)) + 1).append(']');
        } else {
          key.append(key.isEmpty() ? "" : ".").append(part);
        }
      }
      return key.toString();
    }
  }

  /** What is given to a key. */
  enum Form {
    /** Keys of its own, which others may stand beside. */
    SECTION,
    /** What another key has, keys beside it or not. */
    REFERENCE,
    /** Anything else. */
    VALUE,
    /** One more element of what it has already. */
    MORE
  }

  /**
   * A statement that takes in a file.
   *
   * @param under the path of the section that it stands in
   */
  record Include(String what, int line, int order, List<String> under) {}

  /**
   * What stands for another value.
   *
   * @param path as it is written
   * @param optional whether nothing may stand in its place
   * @param at the path of what it is given to
   */
  record Reference(String path, boolean optional, int line, List<String> at) {}

  /** What is wrong with the text as a whole. */
  record Fault(int line, String message, String suggestion) {}

  /** An entry that takes the place of another. */
  record Twice(Entry first, Entry second) {}

  /** What is given twice in this text, be it in parts. */
  List<Twice> twice() {
    List<Twice> twice = new ArrayList<>();
    Map<List<String>, Entry> values = new HashMap<>();
    Map<List<String>, Entry> within = new HashMap<>();
    for (Entry entry : entries) {
      Entry other = entry.form() == Form.MORE ? null : rival(entry, values, within);
      if (other != null) {
        twice.add(new Twice(other, entry));
      }
      values.merge(entry.path(), entry, (old, now) -> old.form() == Form.SECTION ? now : old);
      for (int length = 0; length < entry.path().size(); length++) {
        within.putIfAbsent(entry.path().subList(0, length), entry);
      }
    }
    return twice;
  }

  private static Entry rival(
      Entry entry, Map<List<String>, Entry> values, Map<List<String>, Entry> within) {
    Entry same = values.get(entry.path());
    boolean beside = entry.form() == Form.SECTION || entry.form() == Form.REFERENCE;
    if (same != null && !(beside && isBeside(same, entry))) {
      return same;
    }
    if (entry.form() == Form.VALUE && within.containsKey(entry.path())) {
      return within.get(entry.path());
    }
    for (int length = 1; length < entry.path().size(); length++) {
      Entry whole = values.get(entry.path().subList(0, length));
      if (whole != null && whole.form() == Form.VALUE && isReplaced(whole, entry)) {
        return whole;
      }
    }
    return null;
  }

  private static boolean isBeside(Entry same, Entry entry) {
    boolean references = same.form() == Form.REFERENCE && entry.form() == Form.REFERENCE;
    return same.form() != Form.VALUE && same.form() != Form.MORE && !references;
  }

  /** Whether the second replaces the first, rather than being an element of it. */
  private static boolean isReplaced(Entry whole, Entry entry) {
    return !entry.path().get(whole.path().size()).startsWith(OutlineScanner.ELEMENT);
  }

  /** What this text gives and a file that it includes later gives again. */
  List<Twice> lost(Include include, Outline included) {
    Map<List<String>, Entry> before = new HashMap<>();
    entries.stream()
        .filter(each -> each.order() < include.order() && each.form() == Form.VALUE)
        .forEach(each -> before.put(each.path(), each));
    List<Twice> lost = new ArrayList<>();
    for (Entry each : included.entries()) {
      List<String> path = new ArrayList<>(include.under());
      path.addAll(each.path());
      Entry own = each.form() == Form.VALUE ? before.get(path) : null;
      if (own != null) {
        lost.add(new Twice(own, each));
      }
    }
    return lost;
  }

  static Outline faulty(Fault fault) {
    return new Outline(
        Collections.emptyList(), Collections.emptyList(), Collections.emptyList(), fault);
  }
}
