package org.iclsweep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the program speaks.
 *
 * @param out for data
 * @param err for all else
 * @param live whether {@code err} is a terminal, on which a line can be written over
 * @param width columns of that terminal
 * @param outColour whether {@code out} shows colours
 * @param errColour whether {@code err} shows colours
 */
record Console(
    PrintStream out,
    PrintStream err,
    boolean live,
    int width,
    boolean outColour,
    boolean errColour) {

  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;
  private static final String RED = "\033[31m";
  private static final String PLAIN = "\033[0m";
  private static final String START_OF_LINE_ABOVE = "\033[F";
  private static final String ERASE_LINE = "\033[K";

  /**
   * This process's own streams, in UTF-8; the launcher knows which of them are terminals.
   *
   * @param out its standard output
   */
  static Console ofProcess(PrintStream out) {
    boolean ansi = !"dumb".equals(System.getenv("TERM"));
    boolean colour = ansi && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    boolean outTerminal = Boolean.getBoolean("iclsweep.terminal.out");
    boolean errTerminal = Boolean.getBoolean("iclsweep.terminal.err");
    return new Console(
        out,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        ansi && errTerminal,
        width(Integer.getInteger("iclsweep.terminal.columns", 0)),
        colour && outTerminal,
        colour && errTerminal);
  }

  /** A terminal that does not tell its width says 0. */
  private static int width(int columns) {
    return columns < LEAST_WIDTH ? USUAL_WIDTH : columns;
  }

  /** Answers what was asked for, in words; data for programs goes to {@code out} as it is. */
  void answer(String text) {
    out.print(Printable.text(text));
    out.flush();
  }

  /** Tells the person at the terminal something. */
  void say(String line) {
    err.println(Printable.text(line));
  }

  /** Tells what went wrong. */
  void complain(String message) {
    err.println((errColour ? RED + "error" + PLAIN : "error") + ": " + Printable.text(message));
  }

  /** Writes over the last line, which has to be one of {@link #overwrite} or empty. */
  void overwrite(String line) {
    String shown = Printable.text(line);
    err.print("\r" + shown.substring(0, Math.min(shown.length(), width - 1)) + ERASE_LINE);
    err.flush();
  }

  /**
   * Takes back the JVM's remark that it uses the vector module, its last line before the program
   * starts, which no option of the JVM silences. Where lines cannot be taken back it stays, and is
   * explained.
   */
  void eraseRemarkOnVectorModule() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return;
    }
    if (live) {
      err.print(START_OF_LINE_ABOVE + ERASE_LINE);
      err.flush();
    } else {
      say("(the line above is Java's: training uses its vector module; nothing is wrong)");
    }
  }
}
