package org.iclsweep.query;

import java.util.List;
import java.util.Set;

/** The tokens of a query, one after the other. */
final class Words {

  /** Words that are no names unless they are quoted. */
  private static final Set<String> KEYWORDS =
      Set.of(
          """
          all and any anti array as asc between by case cast cluster collate cross cube current date
          desc distinct distribute div else end escape except exists false filter first for from full
          group grouping having ilike in inner insert intersect interval into is join lateral last
          left like limit map minus natural not null nulls offset on or order outer over partition
          pivot qualify recursive regexp rlike right rollup select semi set sets some sort
          struct table tablesample then time timestamp true union unpivot user using values when where
          window with within
          """
              .strip()
              .split("\\s+"));

  private final List<Token> tokens;
  private int at;

  Words(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token next() {
    return tokens.get(at);
  }

  boolean is(String word) {
    return next().is(word);
  }

  /** Whether it is a name, and no word of the language. */
  boolean isName() {
    Token token = next();
    return token.kind() == Token.Kind.QUOTED
        || token.kind() == Token.Kind.WORD && !KEYWORDS.contains(token.lower());
  }

  /** Whether what follows the next is this. */
  boolean isFollowedBy(String word) {
    return at + 1 < tokens.size() && tokens.get(at + 1).is(word);
  }

  boolean take(String word) {
    if (!is(word)) {
      return false;
    }
    at++;
    return true;
  }

  /** Takes both or none. */
  boolean take(String first, String second) {
    if (!is(first) || !isFollowedBy(second)) {
      return false;
    }
    at += 2;
    return true;
  }

  Token take() {
    return tokens.get(at++);
  }

  void require(String word) {
    if (!take(word)) {
      throw unexpected();
    }
  }

  void requireEnd() {
    if (next().kind() != Token.Kind.END) {
      throw unexpected();
    }
  }

  String name() {
    if (!isName()) {
      throw unexpected();
    }
    return take().text();
  }

  long whole() {
    if (next().kind() != Token.Kind.WHOLE || next().text().length() > 9) {
      throw unexpected();
    }
    return Long.parseLong(take().text());
  }

  NotUnderstoodException unexpected() {
    return new NotUnderstoodException(next().text());
  }
}
