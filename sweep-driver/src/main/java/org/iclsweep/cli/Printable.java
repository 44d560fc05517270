package org.iclsweep.cli;

import org.iclsweep.results.Secrets;

/**
 * Texts for a terminal. Names, messages and values come from studies and results, which may be
 * strangers': a terminal does what is written between its control characters.
 */
final class Printable {

  private Printable() {}

  /** Without secrets, and with control characters shown; lines and tabs stay. */
  static String text(String text) {
    String open = Secrets.hidden(text);
    StringBuilder shown = new StringBuilder(open.length());
    open.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t' || !isControl(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
              }
            });
    return shown.toString();
  }

  /** Also what turns the direction of writing, or is no character. */
  private static boolean isControl(int c) {
    boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    boolean separates = c == 0x2028 || c == 0x2029;
    return Character.isISOControl(c) || turns || separates || c >= 0xd800 && c <= 0xdfff;
  }
}
