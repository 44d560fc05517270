package org.iclsweep.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.query.Type.Kind;

/**
 * Expressions in DuckDB's SQL, with every conversion written out that Spark makes unasked.
 *
 * @param groups what rows are grouped by, and how that is spelt
 */
record ExpressionSql(Scope scope, Map<Node, Typed> groups) {

  private static final Set<String> NO_NUMBERS =
      Set.of("inf", "infinity", "-inf", "-infinity", "nan");

  Typed of(Node node) {
    Typed group = groups.get(node);
    return group != null ? group : written(node);
  }

  private Typed written(Node node) {
    return switch (node.kind()) {
      case NAME -> column(scope.column(null, node.word()));
      case FIELD -> field(node);
      case TEXT -> Typed.of(Kind.TEXT, text(node.word()));
      case WHOLE -> whole(node.word());
      case DECIMAL -> Typed.of(Kind.DECIMAL, real(node.word()));
      case REAL -> Typed.of(Kind.DOUBLE, real(node.word()));
      case TRUTH -> Typed.of(Kind.TRUTH, node.word());
      case STAR -> throw new NotUnderstoodException("*");
      case CALL -> CallSql.of(this, node, "");
      case FILTERED -> filtered(node);
      case CAST -> cast(node);
      case BINARY -> binary(node);
      case NEGATE -> negated(of(node.part(0)));
      case NOT -> Typed.of(Kind.TRUTH, "(NOT " + of(node.part(0)).truth().sql() + ")");
      case IS_NULL -> Typed.of(Kind.TRUTH, "(" + of(node.part(0)).sql() + " IS NULL)");
      case IN -> in(node);
      case BETWEEN -> between(node);
      case LIKE -> like(node);
      case CASE -> cases(node);
    };
  }

  private static Typed column(Scope.Column column) {
    return new Typed(column.sql(), column.type());
  }

  private Typed field(Node node) {
    Node of = node.part(0);
    boolean qualified = of.kind() == Node.Kind.NAME && scope.hasSource(of.word());
    if (qualified && scope.has(of.word())) {
      throw new NotUnderstoodException(of.word() + ", which is a column and a table");
    }
    if (qualified) {
      return column(scope.column(of.word(), node.word()));
    }
    Typed struct = of(of);
    Type field = struct.kind() == Kind.STRUCT ? struct.type().fields().get(node.word()) : null;
    if (field == null) {
      throw new NotUnderstoodException("the field " + node.word());
    }
    return new Typed("struct_extract(" + struct.sql() + ", " + text(node.word()) + ")", field);
  }

  private static Typed whole(String digits) {
    if (digits.length() > 18) {
      throw new NotUnderstoodException(digits);
    }
    boolean isInt = Long.parseLong(digits) <= Integer.MAX_VALUE;
    return isInt
        ? Typed.of(Kind.INT, "CAST(" + digits + " AS INTEGER)")
        : Typed.of(Kind.LONG, "CAST(" + digits + " AS BIGINT)");
  }

  private static String real(String digits) {
    return "CAST('" + digits + "' AS DOUBLE)";
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private Typed filtered(Node node) {
    Node call = node.part(0);
    if (!CallSql.isAggregate(call)) {
      throw new NotUnderstoodException("FILTER of " + call.word());
    }
    return CallSql.of(this, call, " FILTER (WHERE " + of(node.part(1)).truth().sql() + ")");
  }

  private Typed cast(Node node) {
    return cast(node.part(0), node.word());
  }

  /** To numbers that have what is cast. */
  Typed cast(Node part, String type) {
    if (part.kind() == Node.Kind.TEXT && type.equals("double")) {
      String word = part.word().toLowerCase(Locale.ROOT);
      if (NO_NUMBERS.contains(word)) {
        return Typed.of(Kind.DOUBLE, real(word));
      }
    }
    Typed value = of(part);
    if (type.equals("double") && (value.kind().isNumber() || value.kind() == Kind.DECIMAL)) {
      return value.as(Kind.DOUBLE);
    }
    if (type.equals("bigint") && (value.kind() == Kind.INT || value.kind() == Kind.LONG)) {
      return value.as(Kind.LONG);
    }
    if (type.equals("int") && value.kind() == Kind.TRUTH) {
      return Typed.of(Kind.INT, "CAST(" + value.sql() + " AS INTEGER)");
    }
    if (type.equals("int") && value.kind() == Kind.INT) {
      return value;
    }
    throw new NotUnderstoodException("a cast of " + value.type().sql() + " to " + type);
  }

  private static Typed negated(Typed value) {
    if (value.kind() != Kind.DECIMAL) {
      value.number();
    }
    return new Typed("(-" + value.sql() + ")", value.type());
  }

  private Typed binary(Node node) {
    Typed left = of(node.part(0));
    Typed right = of(node.part(1));
    String sign = node.word();
    return switch (sign) {
      case "AND", "OR" -> Typed.of(Kind.TRUTH, infix(left.truth(), sign, right.truth()));
      case "+", "-", "*" -> arithmetic(left, sign, right);
      case "/" -> quotient(left, right);
      default -> compared(left, sign, right);
    };
  }

  private static String infix(Typed left, String sign, Typed right) {
    return "(" + left.sql() + " " + sign + " " + right.sql() + ")";
  }

  private static Typed arithmetic(Typed left, String sign, Typed right) {
    Kind kind = Typed.common(List.of(left, right), false);
    return Typed.of(kind, infix(left.as(kind).number(), sign, right.as(kind).number()));
  }

  /** Of Spark, a division by zero is an error. */
  private static Typed quotient(Typed left, Typed right) {
    Typed.of(Typed.common(List.of(left, right), false), "").number();
    String by = right.as(Kind.DOUBLE).sql();
    return Typed.of(
        Kind.DOUBLE,
        "CASE WHEN %s = 0 THEN error('division by zero') ELSE %s / %s END"
            .formatted(by, left.as(Kind.DOUBLE).sql(), by)
            .transform(sql -> "(" + sql + ")"));
  }

  private static Typed compared(Typed left, String sign, Typed right) {
    Kind kind = Typed.common(List.of(left, right), true);
    return Typed.of(Kind.TRUTH, infix(as(left, kind), sign, as(right, kind)));
  }

  static Typed as(Typed value, Kind kind) {
    return value.kind() == kind ? value : value.as(kind);
  }

  private Typed in(Node node) {
    List<Typed> values = node.parts().stream().map(this::of).toList();
    Kind kind = Typed.common(values, true);
    List<String> all = values.stream().map(value -> as(value, kind).sql()).toList();
    String others = String.join(", ", all.subList(1, all.size()));
    return Typed.of(Kind.TRUTH, "(" + all.get(0) + " IN (" + others + "))");
  }

  private Typed between(Node node) {
    Typed value = of(node.part(0));
    Typed low = compared(value, ">=", of(node.part(1)));
    return Typed.of(Kind.TRUTH, infix(low, "AND", compared(value, "<=", of(node.part(2)))));
  }

  private Typed like(Node node) {
    Typed value = of(node.part(0));
    if (value.kind() != Kind.TEXT) {
      throw new NotUnderstoodException("LIKE of " + value.type().sql());
    }
    return Typed.of(Kind.TRUTH, "(" + value.sql() + " LIKE " + text(node.word()) + ")");
  }

  private Typed cases(Node node) {
    int pairs = node.parts().size() / 2;
    boolean otherwise = node.parts().size() % 2 == 1;
    List<Typed> values = new ArrayList<>();
    for (int k = 0; k < node.parts().size(); k++) {
      if (k % 2 == 1 || k == 2 * pairs) {
        values.add(of(node.part(k)));
      }
    }
    Kind kind = Typed.common(values, false);
    StringBuilder sql = new StringBuilder("(CASE");
    for (int k = 0; k < pairs; k++) {
      sql.append(" WHEN ")
          .append(of(node.part(2 * k)).truth().sql())
          .append(" THEN ")
          .append(as(values.get(k), kind).sql());
    }
    if (otherwise) {
      sql.append(" ELSE ").append(as(values.get(pairs), kind).sql());
    }
    return Typed.of(kind, sql.append(" END)").toString());
  }

  /** Arguments as one type that all have. */
  List<Typed> alike(List<Node> parts) {
    List<Typed> values = parts.stream().map(this::of).toList();
    Kind kind = Typed.common(values, false);
    return values.stream().map(value -> as(value, kind)).collect(Collectors.toList());
  }
}
