package org.iclsweep.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.iclsweep.query.Node.Kind;

/** Reads an expression, by Spark's precedences. */
final class ExpressionReader {

  private static final Set<String> COMPARISONS =
      Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");
  private static final int DEEPEST = 200;

  private final Words words;
  private int depth;

  ExpressionReader(Words words) {
    this.words = words;
  }

  Node read() {
    if (++depth > DEEPEST) {
      throw new NotUnderstoodException("so many parentheses");
    }
    Node left = conjunction();
    while (words.take("or")) {
      left = Node.of(Kind.BINARY, "OR", left, conjunction());
    }
    depth--;
    return left;
  }

  private Node conjunction() {
    Node left = negation();
    while (words.take("and")) {
      left = Node.of(Kind.BINARY, "AND", left, negation());
    }
    return left;
  }

  private Node negation() {
    if (!words.take("not")) {
      return predicate();
    }
    if (++depth > DEEPEST) {
      throw new NotUnderstoodException("so many of NOT");
    }
    Node negated = Node.of(Kind.NOT, "NOT", negation());
    depth--;
    return negated;
  }

  private Node predicate() {
    Node left = sum();
    if (words.next().kind() == Token.Kind.SYMBOL && COMPARISONS.contains(words.next().text())) {
      String sign = words.take().text();
      return Node.of(
          Kind.BINARY, sign.equals("==") ? "=" : sign.equals("!=") ? "<>" : sign, left, sum());
    }
    if (words.take("is")) {
      boolean not = words.take("not");
      words.require("null");
      return negatedIf(not, Node.of(Kind.IS_NULL, "", left));
    }
    boolean not = words.take("not");
    if (words.take("in")) {
      return negatedIf(not, in(left));
    }
    if (words.take("between")) {
      Node low = sum();
      words.require("and");
      return negatedIf(not, Node.of(Kind.BETWEEN, "", left, low, sum()));
    }
    if (words.take("like") && words.next().kind() == Token.Kind.TEXT) {
      return negatedIf(not, Node.of(Kind.LIKE, words.take().text(), left));
    }
    if (not) {
      throw words.unexpected();
    }
    return left;
  }

  private static Node negatedIf(boolean not, Node node) {
    return not ? Node.of(Kind.NOT, "NOT", node) : node;
  }

  private Node in(Node left) {
    List<Node> parts = new ArrayList<>(List.of(left));
    words.require("(");
    do {
      parts.add(sum());
    } while (words.take(","));
    words.require(")");
    return new Node(Kind.IN, "", parts);
  }

  private Node sum() {
    Node left = product();
    while (words.is("+") || words.is("-")) {
      left = Node.of(Kind.BINARY, words.take().text(), left, product());
    }
    return left;
  }

  private Node product() {
    Node left = signed();
    while (words.is("*") || words.is("/")) {
      left = Node.of(Kind.BINARY, words.take().text(), left, signed());
    }
    return left;
  }

  private Node signed() {
    if (!words.take("-")) {
      return fields();
    }
    if (words.is("-")) {
      throw words.unexpected();
    }
    return Node.of(Kind.NEGATE, "-", fields());
  }

  private Node fields() {
    Node node = primary();
    while (words.take(".")) {
      if (node.kind() != Kind.NAME && node.kind() != Kind.FIELD) {
        throw words.unexpected();
      }
      node = Node.of(Kind.FIELD, words.name(), node);
    }
    return node;
  }

  private Node primary() {
    Token token = words.next();
    switch (token.kind()) {
      case TEXT:
        return Node.of(Kind.TEXT, words.take().text());
      case WHOLE:
        return Node.of(Kind.WHOLE, words.take().text());
      case DECIMAL:
        return Node.of(Kind.DECIMAL, words.take().text());
      case REAL:
        return Node.of(Kind.REAL, words.take().text());
      case WORD, QUOTED, SYMBOL, END:
        break;
    }
    if (words.take("(")) {
      Node inner = read();
      words.require(")");
      return inner;
    }
    if (words.is("true") || words.is("false")) {
      return Node.of(Kind.TRUTH, words.take().lower());
    }
    if (words.take("case")) {
      return cases();
    }
    if (words.take("cast")) {
      return cast();
    }
    return token.kind() == Token.Kind.WORD && words.isFollowedBy("(") && words.isName()
        ? call()
        : Node.of(Kind.NAME, words.name());
  }

  private Node cases() {
    List<Node> parts = new ArrayList<>();
    while (words.take("when")) {
      parts.add(read());
      words.require("then");
      parts.add(read());
    }
    if (parts.isEmpty()) {
      throw words.unexpected();
    }
    if (words.take("else")) {
      parts.add(read());
    }
    words.require("end");
    return new Node(Kind.CASE, "", parts);
  }

  private Node cast() {
    words.require("(");
    Node value = read();
    words.require("as");
    String type = words.take().lower();
    words.require(")");
    return Node.of(Kind.CAST, type, value);
  }

  private Node call() {
    String name = words.take().lower();
    words.require("(");
    if (words.take("distinct")) {
      name += " distinct";
    }
    List<Node> arguments = new ArrayList<>();
    if (words.take("*")) {
      arguments.add(Node.of(Kind.STAR, "*"));
    } else if (!words.is(")")) {
      do {
        arguments.add(read());
      } while (words.take(","));
    }
    words.require(")");
    Node call = new Node(Kind.CALL, name, arguments);
    if (!words.take("filter", "(")) {
      return call;
    }
    words.require("where");
    Node condition = read();
    words.require(")");
    return Node.of(Kind.FILTERED, "", call, condition);
  }
}
