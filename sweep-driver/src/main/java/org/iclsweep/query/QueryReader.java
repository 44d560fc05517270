package org.iclsweep.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.iclsweep.query.Select.Inner;
import org.iclsweep.query.Select.Item;
import org.iclsweep.query.Select.Join;
import org.iclsweep.query.Select.Order;
import org.iclsweep.query.Select.Source;
import org.iclsweep.query.Select.View;

/** Reads a query: {@code WITH}, one {@code SELECT} and those in its {@code FROM}. */
final class QueryReader {

  private final Words words;
  private final ExpressionReader expressions;
  private final Map<String, Select> named = new HashMap<>();
  private final Set<String> views = new TreeSet<>();

  QueryReader(String query) {
    words = new Words(Token.of(query));
    expressions = new ExpressionReader(words);
  }

  /** The views that it asks, once it is read. */
  Set<String> views() {
    return views;
  }

  Select read() {
    if (words.take("with")) {
      do {
        String name = words.name().toLowerCase(Locale.ROOT);
        words.require("as");
        Select select = inParentheses();
        if (named.put(name, select) != null) {
          throw new NotUnderstoodException("two queries named " + name);
        }
      } while (words.take(","));
    }
    Select select = select(true);
    words.take(";");
    words.requireEnd();
    return select;
  }

  private Select inParentheses() {
    words.require("(");
    Select select = select(false);
    words.require(")");
    return select;
  }

  /** Only the outermost is ordered: what an order and a limit inside come to is left open. */
  private Select select(boolean outermost) {
    words.require("select");
    boolean distinct = words.take("distinct");
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (words.take(","));
    words.require("from");
    Source from = source();
    Node where = words.take("where") ? expressions.read() : null;
    List<Node> groups = words.take("group") ? groups() : List.of();
    Node having = words.take("having") ? expressions.read() : null;
    List<Order> orders = outermost && words.take("order") ? orders() : List.of();
    Long limit = outermost && words.take("limit") ? (Long) words.whole() : null;
    return new Select(distinct, items, from, where, groups, having, orders, limit);
  }

  private Item item() {
    if (words.take("*")) {
      return new Item(Node.of(Node.Kind.STAR, "*"), null);
    }
    Node value = expressions.read();
    return new Item(value, words.take("as") || words.isName() ? words.name() : null);
  }

  private Source source() {
    Source source = table();
    while (words.take("join") || words.take("inner", "join")) {
      Source right = table();
      words.require("using");
      words.require("(");
      List<String> using = new ArrayList<>();
      do {
        using.add(words.name());
      } while (words.take(","));
      words.require(")");
      source = new Join(source, right, using);
    }
    return source;
  }

  private Source table() {
    if (words.is("(")) {
      Select inner = inParentheses();
      return new Inner(inner, alias(null));
    }
    String name = words.name();
    Select inner = named.get(name.toLowerCase(Locale.ROOT));
    if (inner != null) {
      return new Inner(inner, alias(name));
    }
    views.add(name);
    return new View(name, alias(name));
  }

  private String alias(String otherwise) {
    return words.take("as") || words.isName() ? words.name() : otherwise;
  }

  private List<Node> groups() {
    words.require("by");
    if (words.take("all")) {
      return List.of(Node.of(Node.Kind.STAR, "*"));
    }
    List<Node> groups = new ArrayList<>();
    do {
      groups.add(expressions.read());
    } while (words.take(","));
    return groups;
  }

  private List<Order> orders() {
    words.require("by");
    List<Order> orders = new ArrayList<>();
    do {
      Node value = words.take("all") ? Node.of(Node.Kind.STAR, "*") : expressions.read();
      boolean descending = words.take("desc");
      if (!descending) {
        words.take("asc");
      }
      orders.add(new Order(value, descending, nullsFirst()));
    } while (words.take(","));
    return orders;
  }

  private Boolean nullsFirst() {
    if (words.take("nulls", "first")) {
      return true;
    }
    return words.take("nulls", "last") ? Boolean.FALSE : null;
  }
}
