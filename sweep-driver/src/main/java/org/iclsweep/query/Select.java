package org.iclsweep.query;

import java.util.List;

/**
 * A query as it is written.
 *
 * @param where null without
 * @param groups empty without; of {@code GROUP BY ALL}, a star
 * @param having null without
 * @param limit null without
 */
record Select(
    boolean distinct,
    List<Item> items,
    Source from,
    Node where,
    List<Node> groups,
    Node having,
    List<Order> orders,
    Long limit) {

  /**
   * A column of the answer.
   *
   * @param alias null without
   */
  record Item(Node value, String alias) {}

  /**
   * By what rows are ordered.
   *
   * @param value a star for all columns of the answer
   * @param nullsFirst null where it is not said
   */
  record Order(Node value, boolean descending, Boolean nullsFirst) {}

  /** What rows are taken from. */
  sealed interface Source {}

  /**
   * A view.
   *
   * @param alias its own name without
   */
  record View(String name, String alias) implements Source {}

  /**
   * Another query.
   *
   * @param alias null without
   */
  record Inner(Select select, String alias) implements Source {}

  /** Pairs of rows that are equal in some columns. */
  record Join(Source left, Source right, List<String> using) implements Source {}
}
