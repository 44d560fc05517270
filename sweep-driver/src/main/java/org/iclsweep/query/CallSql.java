package org.iclsweep.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.query.Type.Kind;

/** Calls of the functions that both engines have alike. */
final class CallSql {

  private static final Set<String> AGGREGATES =
      Set.of(
          "count",
          "count distinct",
          "count_if",
          "sum",
          "avg",
          "mean",
          "min",
          "max",
          "median",
          "std",
          "stddev",
          "stddev_samp");

  private static final Map<String, String> SPELT =
      Map.of("mean", "avg", "std", "stddev_samp", "stddev", "stddev_samp");

  /** Those that a column is named by, if it has no other name, as {@code avg(final_loss)}. */
  private static final Set<String> NAMING =
      Set.of("count", "sum", "avg", "mean", "min", "max", "median", "stddev", "count_if");

  private CallSql() {}

  static boolean isAggregate(Node node) {
    return node.kind() == Node.Kind.CALL && AGGREGATES.contains(node.word());
  }

  /** Whether there is an aggregate in it. */
  static boolean aggregates(Node node) {
    return isAggregate(node) || node.parts().stream().anyMatch(CallSql::aggregates);
  }

  /** What Spark names the column of a call. */
  static String name(Node node) {
    if (!NAMING.contains(node.word()) || node.parts().size() != 1) {
      throw new NotUnderstoodException(node.word() + " without a name");
    }
    Node of = node.part(0);
    if (of.kind() == Node.Kind.STAR || of.equals(Node.of(Node.Kind.WHOLE, "1"))) {
      return node.word() + "(1)";
    }
    if (of.kind() != Node.Kind.NAME) {
      throw new NotUnderstoodException(node.word() + " without a name");
    }
    return node.word() + "(" + of.word() + ")";
  }

  /**
   * A call.
   *
   * @param filter behind an aggregate
   */
  static Typed of(ExpressionSql in, Node node, String filter) {
    if (node.word().equals("count") && isStar(node)) {
      return Typed.of(Kind.LONG, "count(*)" + filter);
    }
    if (AGGREGATES.contains(node.word())) {
      return aggregate(node.word(), in.of(only(node)), filter);
    }
    return scalar(in, node);
  }

  private static boolean isStar(Node node) {
    return node.parts().size() == 1 && node.part(0).kind() == Node.Kind.STAR;
  }

  private static Node only(Node node) {
    if (node.parts().size() != 1) {
      throw new NotUnderstoodException(node.word());
    }
    return node.part(0);
  }

  private static Typed aggregate(String name, Typed of, String filter) {
    String spelt = SPELT.getOrDefault(name, name);
    return switch (name) {
      case "count" -> Typed.of(Kind.LONG, "count(" + of.sql() + ")" + filter);
      case "count distinct" ->
          Typed.of(Kind.LONG, "count(DISTINCT " + of.asKey().sql() + ")" + filter);
      case "count_if" -> counted(of.truth(), filter);
      case "min", "max" -> new Typed(spelt + "(" + of.ordered().sql() + ")" + filter, of.type());
      case "sum" -> sum(of.number(), filter);
      default ->
          Typed.of(Kind.DOUBLE, spelt + "(" + of.number().as(Kind.DOUBLE).sql() + ")" + filter);
    };
  }

  private static Typed counted(Typed condition, String filter) {
    String rows = "CASE WHEN " + condition.sql() + " THEN 1 END";
    return Typed.of(Kind.LONG, "count(" + rows + ")" + filter);
  }

  private static Typed sum(Typed of, String filter) {
    String sum = "sum(" + of.sql() + ")" + filter;
    return of.kind() == Kind.DOUBLE
        ? Typed.of(Kind.DOUBLE, sum)
        : Typed.of(Kind.LONG, "CAST(" + sum + " AS BIGINT)");
  }

  private static Typed scalar(ExpressionSql in, Node node) {
    return switch (node.word()) {
      case "double" -> in.cast(only(node), "double");
      case "abs" -> {
        Typed of = in.of(only(node)).number();
        yield new Typed("abs(" + of.sql() + ")", of.type());
      }
      case "sqrt" -> {
        Typed of = in.of(only(node)).number().as(Kind.DOUBLE);
        yield new Typed("sqrt(" + of.sql() + ")", of.type());
      }
      case "isnan" -> {
        Typed of = in.of(only(node)).number().as(Kind.DOUBLE);
        yield Typed.of(Kind.TRUTH, "coalesce(isnan(" + of.sql() + "), false)");
      }
      case "get" -> element(in, node.parts());
      case "coalesce" -> coalesced(in, node.parts());
      case "if" -> chosen(in, node.parts());
      default -> throw new NotUnderstoodException("the function " + node.word());
    };
  }

  /** Null where there is none. */
  private static Typed element(ExpressionSql in, List<Node> parts) {
    if (parts.size() != 2 || parts.get(1).kind() != Node.Kind.WHOLE) {
      throw new NotUnderstoodException("get");
    }
    Typed list = in.of(parts.get(0));
    if (list.kind() != Kind.LIST) {
      throw new NotUnderstoodException("get of " + list.type().sql());
    }
    String place = "(" + in.of(parts.get(1)).sql() + " + 1)"; // it counts from 1
    return new Typed(
        "list_extract(" + list.sql() + ", " + place + ")", list.type().fields().get("element"));
  }

  private static Typed coalesced(ExpressionSql in, List<Node> parts) {
    if (parts.isEmpty()) {
      throw new NotUnderstoodException("coalesce of nothing");
    }
    List<Typed> values = in.alike(parts);
    return new Typed(
        values.stream().map(Typed::sql).collect(Collectors.joining(", ", "coalesce(", ")")),
        values.get(0).type());
  }

  private static Typed chosen(ExpressionSql in, List<Node> parts) {
    if (parts.size() != 3) {
      throw new NotUnderstoodException("if");
    }
    return in.of(new Node(Node.Kind.CASE, "", parts));
  }
}
