package org.iclsweep.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.query.Select.Inner;
import org.iclsweep.query.Select.Item;
import org.iclsweep.query.Select.Join;
import org.iclsweep.query.Select.Order;
import org.iclsweep.query.Select.Source;
import org.iclsweep.query.Select.View;

/** Whole queries in DuckDB's SQL; their columns are {@code c0}, {@code c1} and so on. */
final class SelectSql {

  private record From(String sql, Scope scope) {}

  private record Output(Node node, String name, Typed value) {}

  private final Function<String, Map<String, Type>> views;
  private int sources;

  SelectSql(Function<String, Map<String, Type>> views) {
    this.views = views;
  }

  Translation of(Select select) {
    From from = from(select.from());
    Map<Node, Typed> groups = groups(select, from.scope());
    ExpressionSql expressions = new ExpressionSql(from.scope(), groups);
    List<Output> outputs = outputs(select, expressions);
    StringBuilder sql = new StringBuilder(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
    sql.append(list(outputs)).append(" FROM ").append(from.sql());
    if (select.where() != null) {
      Typed where = new ExpressionSql(from.scope(), Map.of()).of(select.where());
      sql.append(" WHERE ").append(where.truth().sql());
    }
    if (!groups.isEmpty()) {
      sql.append(
          groups.values().stream()
              .map(Typed::sql)
              .collect(Collectors.joining(", ", " GROUP BY ", "")));
    }
    if (select.having() != null) {
      sql.append(" HAVING ").append(having(select, expressions));
    }
    if (!select.orders().isEmpty()) {
      sql.append(
          select.orders().stream()
              .map(order -> ordered(order, select, outputs, expressions))
              .collect(Collectors.joining(", ", " ORDER BY ", "")));
    }
    if (select.limit() != null) {
      sql.append(" LIMIT ").append(select.limit());
    }
    return new Translation(
        sql.toString(),
        outputs.stream().map(Output::name).toList(),
        outputs.stream().map(output -> output.value().type()).toList());
  }

  private From from(Source source) {
    if (source instanceof View view) {
      String alias = "\"s" + sources++ + "\"";
      List<Scope.Column> columns = new ArrayList<>();
      views
          .apply(view.name())
          .forEach(
              (name, type) ->
                  columns.add(
                      new Scope.Column(view.alias(), name, type, alias + "." + quoted(name))));
      return new From(quoted(view.name()) + " AS " + alias, new Scope(columns));
    }
    if (source instanceof Inner inner) {
      return from(inner);
    }
    Join join = (Join) source;
    From left = from(join.left());
    From right = from(join.right());
    Scope scope = Scope.joined(left.scope(), right.scope(), join.using());
    String on =
        join.using().stream()
            .map(
                name ->
                    left.scope().column(null, name).sql()
                        + " = "
                        + right.scope().column(null, name).sql())
            .collect(Collectors.joining(" AND "));
    return new From(left.sql() + " JOIN " + right.sql() + " ON " + on, scope);
  }

  private From from(Inner inner) {
    Translation of = of(inner.select());
    if (new HashSet<>(of.names()).size() < of.names().size()) {
      throw new NotUnderstoodException("two columns of one name");
    }
    String alias = "\"s" + sources++ + "\"";
    List<Scope.Column> columns = new ArrayList<>();
    for (int k = 0; k < of.names().size(); k++) {
      String column = alias + ".\"c" + k + "\"";
      columns.add(new Scope.Column(inner.alias(), of.names().get(k), of.types().get(k), column));
    }
    return new From("(" + of.sql() + ") AS " + alias, new Scope(columns));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static Map<Node, Typed> groups(Select select, Scope scope) {
    ExpressionSql plain = new ExpressionSql(scope, Map.of());
    Map<Node, Typed> groups = new LinkedHashMap<>();
    boolean all = select.groups().stream().anyMatch(node -> node.kind() == Node.Kind.STAR);
    List<Node> written =
        all
            ? select.items().stream()
                .map(Item::value)
                .filter(node -> !CallSql.aggregates(node))
                .toList()
            : select.groups();
    for (Node group : written) {
      Node meant =
          group.kind() == Node.Kind.WHOLE ? item(select, group) : meant(select, scope, group);
      if (meant.kind() == Node.Kind.STAR || CallSql.aggregates(meant)) {
        throw new NotUnderstoodException("GROUP BY " + group.word());
      }
      groups.put(meant, plain.of(meant).asKey());
    }
    return groups;
  }

  private static Node item(Select select, Node ordinal) {
    long at = Long.parseLong(ordinal.word());
    boolean starred =
        select.items().stream().anyMatch(item -> item.value().kind() == Node.Kind.STAR);
    if (at < 1 || at > select.items().size() || starred) {
      throw new NotUnderstoodException(ordinal.word());
    }
    return select.items().get((int) at - 1).value();
  }

  /** A name that no column has may be that of an item. */
  private static Node meant(Select select, Scope scope, Node node) {
    if (node.kind() != Node.Kind.NAME || scope.has(node.word())) {
      return node;
    }
    List<Item> items =
        select.items().stream().filter(item -> node.word().equals(item.alias())).toList();
    if (items.isEmpty()) {
      throw new UnknownColumnException(null, node.word());
    }
    if (items.size() > 1) {
      throw new NotUnderstoodException(node.word());
    }
    return items.get(0).value();
  }

  private static List<Output> outputs(Select select, ExpressionSql expressions) {
    List<Output> outputs = new ArrayList<>();
    for (Item item : select.items()) {
      if (item.value().kind() == Node.Kind.STAR) {
        for (Scope.Column column : expressions.scope().columns()) {
          Node node = Node.of(Node.Kind.NAME, column.name());
          outputs.add(output(select, node, column.name(), new Typed(column.sql(), column.type())));
        }
      } else {
        String name = item.alias() == null ? name(item.value()) : item.alias();
        outputs.add(output(select, item.value(), name, expressions.of(item.value())));
      }
    }
    return outputs;
  }

  private static Output output(Select select, Node node, String name, Typed value) {
    if (value.kind() == Type.Kind.DECIMAL) {
      throw new NotUnderstoodException("a decimal");
    }
    return new Output(node, name, select.distinct() ? value.asKey() : value);
  }

  private static String name(Node node) {
    return switch (node.kind()) {
      case NAME, FIELD -> node.word();
      case CALL -> CallSql.name(node);
      default -> throw new NotUnderstoodException("a column without a name");
    };
  }

  private static String list(List<Output> outputs) {
    List<String> columns = new ArrayList<>();
    for (Output output : outputs) {
      columns.add(output.value().sql() + " AS \"c" + columns.size() + "\"");
    }
    return String.join(", ", columns);
  }

  private static String having(Select select, ExpressionSql expressions) {
    if (expressions.groups().isEmpty()) {
      throw new NotUnderstoodException("HAVING without GROUP BY");
    }
    Map<String, Node> aliases = new HashMap<>();
    for (Item item : select.items()) {
      if (item.alias() != null) {
        aliases.put(item.alias(), item.value());
      }
    }
    Node meant = replaced(select.having(), aliases, expressions.scope());
    return expressions.of(meant).truth().sql();
  }

  private static Node replaced(Node node, Map<String, Node> aliases, Scope scope) {
    if (node.kind() == Node.Kind.NAME && aliases.containsKey(node.word())) {
      Node meant = aliases.get(node.word());
      if (scope.has(node.word()) && !meant.equals(node)) {
        throw new NotUnderstoodException(node.word() + ", which is two columns");
      }
      return meant;
    }
    return new Node(
        node.kind(),
        node.word(),
        node.parts().stream().map(part -> replaced(part, aliases, scope)).toList());
  }

  private static String ordered(
      Order order, Select select, List<Output> outputs, ExpressionSql expressions) {
    String direction = direction(order);
    if (order.value().kind() == Node.Kind.STAR) {
      outputs.forEach(output -> output.value().ordered());
      return IntStream.rangeClosed(1, outputs.size())
          .mapToObj(place -> place + direction)
          .collect(Collectors.joining(", "));
    }
    return by(order.value(), select, outputs, expressions) + direction;
  }

  private static String direction(Order order) {
    boolean nullsFirst = order.nullsFirst() == null ? !order.descending() : order.nullsFirst();
    return (order.descending() ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }

  /** By the place of a column of the answer; else by what need not be one. */
  private static String by(
      Node node, Select select, List<Output> outputs, ExpressionSql expressions) {
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < outputs.size(); k++) {
      boolean isNamed = node.kind() == Node.Kind.NAME && node.word().equals(outputs.get(k).name());
      boolean isCounted = node.kind() == Node.Kind.WHOLE && node.word().equals("" + (k + 1));
      if (isNamed || isCounted) {
        places.add(k);
      }
    }
    if (places.size() == 1) {
      outputs.get(places.get(0)).value().ordered();
      return String.valueOf(places.get(0) + 1);
    }
    boolean renames =
        outputs.stream()
            .anyMatch(
                o -> !o.node().equals(Node.of(Node.Kind.NAME, o.name())) && names(node, o.name()));
    if (!places.isEmpty() || select.distinct() || node.kind() == Node.Kind.WHOLE || renames) {
      throw new NotUnderstoodException("ORDER BY " + node.word());
    }
    return expressions.of(node).ordered().sql();
  }

  private static boolean names(Node node, String name) {
    return node.kind() == Node.Kind.NAME && node.word().equals(name)
        || node.parts().stream().anyMatch(part -> names(part, name));
  }
}
