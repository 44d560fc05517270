package org.iclsweep.study.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.iclsweep.study.read.Outline.Entry;
import org.iclsweep.study.read.Outline.Fault;
import org.iclsweep.study.read.Outline.Form;
import org.iclsweep.study.read.Outline.Include;
import org.iclsweep.study.read.Outline.Reference;

/**
 * Reads the outline of a text, from its first character to its last, once, without recursion. What
 * is no HOCON is passed over: the library says what is wrong with it.
 *
 * @see <a href="https://github.com/lightbend/config/blob/main/HOCON.md">HOCON</a>
 */
final class OutlineScanner {

  /** Before the number of an element of a list. */
  static final String ELEMENT = "\0";

  /** A study is written by hand, or has its axes as ranges. */
  static final int LONGEST_TEXT = 1 << 20;

  private static final int LONGEST_KEY = 400;
  private static final int LONGEST_PLAIN = 2000;
  private static final int DEEPEST = 40;
  private static final int MOST_REFERENCES = 2000;
  private static final String TEXT = "\"\"\"";

  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Include> includes = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int at;
  private int line = 1;
  private int order;
  private Fault fault;

  /** A pair of braces or brackets, or the text as a whole. */
  private static final class Frame {
    final boolean isList;
    final List<String> path;
    final StringBuilder key = new StringBuilder();
    int keyLine;
    int slot;
    int from;
    List<String> entry;
    boolean isMore;
    boolean started;
    boolean isValue;
    boolean isReference;
    int element;
    int plain;

    Frame(boolean isList, List<String> path) {
      this.isList = isList;
      this.path = path;
    }

    /** The path of what stands here. */
    List<String> here() {
      if (isList) {
        List<String> here = new ArrayList<>(path);
        here.add(ELEMENT + element);
        return here;
      }
      return entry == null ? path : entry;
    }
  }

  private OutlineScanner(String text) {
    this.text = text;
  }

  static Outline scan(String text) {
    return tooLong(text.length())
        .map(Outline::faulty)
        .orElseGet(() -> new OutlineScanner(text).scan());
  }

  /** What is wrong with a text of so many characters. */
  static Optional<Fault> tooLong(int length) {
    return length <= LONGEST_TEXT
        ? Optional.empty()
        : Optional.of(
            new Fault(
                0,
                "has " + length + " characters, and a study has at most " + LONGEST_TEXT,
                "Write long axes as ranges, as in \"0..99999\"."));
  }

  private Outline scan() {
    frames.push(new Frame(false, List.of()));
    while (at < text.length() && fault == null) {
      step();
    }
    while (fault == null && !frames.isEmpty()) {
      close(frames.pop());
    }
    return fault == null
        ? new Outline(List.copyOf(entries), List.copyOf(includes), List.copyOf(references), null)
        : Outline.faulty(fault);
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '#' || text.startsWith("//", at)) {
      skipTo("\n");
    } else if (c == '"') {
      quoted();
    } else if (text.startsWith("${", at)) {
      reference();
    } else {
      at++;
      switch (c) {
        case '\n' -> endOfLine();
        case ',' -> endOfElement();
        case '{', '[' -> open(c == '[');
        case '}', ']' -> close();
        case '=', ':' -> separator();
        default -> letter(c);
      }
    }
  }

  private void endOfLine() {
    Frame frame = frames.peek();
    boolean include = frame.entry == null && isInclude(frame.key);
    if (frame.started || include) {
      endOfElement();
    } else if (frame.entry == null && !frame.key.isEmpty()) {
      frame.key.append('\n');
    }
    line++;
  }

  private void endOfElement() {
    Frame frame = frames.peek();
    close(frame);
    if (frame.isList && frame.started) {
      frame.element++;
    }
    frame.key.setLength(0);
    frame.entry = null;
    frame.started = false;
    frame.isValue = false;
    frame.isReference = false;
    frame.isMore = false;
    frame.plain = 0;
  }

  /** The library takes its time over a value of many words. */
  private void lengthen(Frame frame) {
    if (++frame.plain > LONGEST_PLAIN) {
      fault =
          new Fault(
              line,
              "has a value of more than " + LONGEST_PLAIN + " characters outside quotes",
              "Put text in quotes, and write long axes as ranges.");
    }
  }

  private static boolean isInclude(CharSequence key) {
    return key.toString().strip().matches("(?s)include[\\s(].*\".*\".*");
  }

  /** Ends what stands in a frame: an entry, or a statement that includes. */
  private void close(Frame frame) {
    if (frame.entry != null) {
      Form form =
          frame.isMore
              ? Form.MORE
              : frame.isValue ? Form.VALUE : frame.isReference ? Form.REFERENCE : Form.SECTION;
      Entry begun = entries.get(frame.slot);
      entries.set(
          frame.slot, new Entry(begun.path(), begun.line(), begun.order(), form, at - frame.from));
    } else if (!frame.isList && isInclude(frame.key)) {
      String statement = frame.key.toString();
      String what = statement.substring(statement.indexOf('"') + 1, statement.lastIndexOf('"'));
      includes.add(new Include(what, frame.keyLine, order++, frame.path));
    }
  }

  private void open(boolean isList) {
    Frame frame = frames.peek();
    if (!frame.isList && frame.entry == null && !frame.key.toString().isBlank()) {
      begin(frame);
    }
    frame.started = true;
    frame.isValue |= isList;
    lengthen(frame);
    List<String> here = frame.here();
    frames.push(new Frame(isList, here));
    if (frames.size() + here.size() > 2 * DEEPEST) {
      fault =
          new Fault(
              line,
              "is nested deeper than " + DEEPEST + " brackets",
              "A study needs no more than five.");
    }
  }

  private void close() {
    if (frames.size() > 1) {
      close(frames.pop());
    }
  }

  private void separator() {
    Frame frame = frames.peek();
    if (frame.isList || frame.entry != null) {
      frame.started = true;
      frame.isValue = true;
      lengthen(frame);
      return;
    }
    int end = frame.key.length() - 1;
    frame.isMore = end >= 0 && frame.key.charAt(end) == '+';
    if (frame.isMore) {
      frame.key.setLength(end);
    }
    begin(frame);
  }

  /** Ends the key of a frame. */
  private void begin(Frame frame) {
    if (frame.key.isEmpty()) {
      frame.keyLine = line;
    }
    List<String> path = new ArrayList<>(frame.path);
    try {
      path.addAll(ConfigUtil.splitPath(frame.key.toString().strip()));
    } catch (ConfigException noPath) {
      path.add(frame.key.toString().strip());
    }
    frame.entry = path;
    frame.slot = entries.size();
    frame.from = at;
    entries.add(new Entry(path, frame.keyLine, order++, Form.SECTION, 0));
    if (path.size() > DEEPEST) {
      fault = new Fault(line, "has a key of more than " + DEEPEST + " parts", "");
    }
  }

  private void letter(char c) {
    Frame frame = frames.peek();
    if (frame.isList || frame.entry != null) {
      boolean blank = Character.isWhitespace(c);
      frame.started |= !blank;
      frame.isValue |= !blank;
      lengthen(frame);
    } else {
      key(frame, String.valueOf(c));
    }
  }

  private void key(Frame frame, String part) {
    if (frame.key.isEmpty()) {
      if (part.isBlank()) {
        return;
      }
      frame.keyLine = line;
    }
    frame.key.append(part);
    if (frame.key.length() > LONGEST_KEY) {
      fault =
          new Fault(
              frame.keyLine,
              "has a key of more than " + LONGEST_KEY + " characters",
              "Keys are the names of parameters; docs/study-file.md has them all.");
    }
  }

  private void quoted() {
    int start = at;
    if (text.startsWith(TEXT, at)) {
      at += TEXT.length();
      skipTo(TEXT);
      at = Math.min(text.length(), at + TEXT.length());
      while (at < text.length() && text.charAt(at) == '"') {
        at++;
      }
    } else {
      at++;
      while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(text.length(), at);
      if (at < text.length() && text.charAt(at) == '"') {
        at++;
      }
    }
    Frame frame = frames.peek();
    if (frame.isList || frame.entry != null) {
      frame.started = true;
      frame.isValue = true;
      lengthen(frame);
    } else {
      key(frame, text.substring(start, at));
    }
  }

  private void reference() {
    int start = at + 2;
    int end = text.indexOf('}', start);
    int newline = text.indexOf('\n', start);
    if (end < 0 || newline >= 0 && newline < end) {
      at = start;
      return;
    }
    boolean optional = text.startsWith("?", start);
    String path = text.substring(optional ? start + 1 : start, end).strip();
    Frame frame = frames.peek();
    frame.started = true;
    frame.isReference = true;
    references.add(new Reference(path, optional, line, frame.here()));
    at = end + 1;
    lengthen(frame);
    if (path.length() > LONGEST_KEY || references.size() > MOST_REFERENCES) {
      fault =
          new Fault(
              line,
              path.length() > LONGEST_KEY
                  ? "refers to a key of more than " + LONGEST_KEY + " characters"
                  : "has more than " + MOST_REFERENCES + " references",
              "");
    }
  }

  /** Goes on to a text, or to the end, counting lines. */
  private void skipTo(String mark) {
    int found = text.indexOf(mark, at);
    int end = found < 0 ? text.length() : found;
    for (; at < end; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      }
    }
  }
}
