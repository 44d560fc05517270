package org.iclsweep.query;

import java.util.List;

/**
 * A part of an expression.
 *
 * @param word the name, the operator, the function, or a literal's own text
 */
record Node(Kind kind, String word, List<Node> parts) {

  /** What parts there are. */
  enum Kind {
    /** A column; with {@link #FIELD}, a field of what the part is, or a column of the table. */
    NAME,
    FIELD,
    TEXT,
    WHOLE,
    DECIMAL,
    REAL,
    TRUTH,
    STAR,
    /** A function by name, in lower case; {@code count distinct} is one. */
    CALL,
    /** An aggregate, and the condition of the rows that it is of. */
    FILTERED,
    /** To the type that the word names. */
    CAST,
    /** Of two parts, by its sign or word. */
    BINARY,
    NEGATE,
    NOT,
    IS_NULL,
    /** The first part among the others. */
    IN,
    BETWEEN,
    /** The part, by the pattern that the word is. */
    LIKE,
    /** Conditions and values by turns, and at the end perhaps what holds otherwise. */
    CASE
  }

  Node {
    parts = List.copyOf(parts);
  }

  static Node of(Kind kind, String word, Node... parts) {
    return new Node(kind, word, List.of(parts));
  }

  Node part(int k) {
    return parts.get(k);
  }
}
