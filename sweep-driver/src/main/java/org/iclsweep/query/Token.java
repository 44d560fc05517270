package org.iclsweep.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a query.
 *
 * @param text of a {@link Kind#TEXT} and a {@link Kind#QUOTED} without its quotes, else as written
 */
record Token(Kind kind, String text) {

  /** What tokens there are. */
  enum Kind {
    WORD,
    QUOTED,
    TEXT,
    WHOLE,
    DECIMAL,
    REAL,
    SYMBOL,
    END
  }

  /** Parts are read and written by recursion. */
  private static final int MOST = 2_000;

  private static final Token END = new Token(Kind.END, "the end");

  /** What has a backslash or a quote inside, Spark and DuckDB read differently. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<skip>\\s+|--[^\\n]*(?:\\n|$))"
              + "|(?<word>[A-Za-z_][A-Za-z_0-9]*)"
              + "|`(?<quoted>[A-Za-z_0-9 ().*/+-]+)`"
              + "|'(?<single>[^'\\\\]*)'|\"(?<double>[^\"\\\\']*)\""
              + "|(?<real>(?:\\d+|\\d*\\.\\d+)[eE][+-]?\\d{1,3}[dD]?(?![A-Za-z_0-9.])"
              + "|(?:\\d+|\\d*\\.\\d+)[dD](?![A-Za-z_0-9.]))"
              + "|(?<decimal>\\d*\\.\\d{1,20}(?![A-Za-z_0-9.]))"
              + "|(?<whole>\\d+(?![A-Za-z_0-9.]))"
              + "|(?<symbol><=(?!>)|>=|<>|!=|==|[=<>(),.;*/+-])");

  /** The tokens of a query, the end behind them. */
  static List<Token> of(String query) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKENS.matcher(query);
    int at = 0;
    for (; at < query.length(); at = matcher.end()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new NotUnderstoodException("the sign " + query.charAt(at));
      }
      if (matcher.group("skip") == null) {
        tokens.add(token(matcher));
      }
    }
    if (tokens.size() > MOST) {
      throw new NotUnderstoodException("so many words");
    }
    tokens.add(END);
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("word") != null) {
      return new Token(Kind.WORD, matcher.group("word"));
    }
    if (matcher.group("quoted") != null) {
      return new Token(Kind.QUOTED, matcher.group("quoted"));
    }
    if (matcher.group("single") != null) {
      return new Token(Kind.TEXT, matcher.group("single"));
    }
    if (matcher.group("double") != null) {
      return new Token(Kind.TEXT, matcher.group("double"));
    }
    if (matcher.group("real") != null) {
      return new Token(Kind.REAL, matcher.group("real").replaceFirst("[dD]$", ""));
    }
    if (matcher.group("decimal") != null) {
      return new Token(Kind.DECIMAL, matcher.group("decimal"));
    }
    return matcher.group("whole") != null
        ? new Token(Kind.WHOLE, matcher.group("whole"))
        : new Token(Kind.SYMBOL, matcher.group("symbol"));
  }

  /** Whether it is this keyword, or this sign. */
  boolean is(String word) {
    return kind == Kind.WORD
        ? text.equalsIgnoreCase(word)
        : kind == Kind.SYMBOL && text.equals(word);
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}
