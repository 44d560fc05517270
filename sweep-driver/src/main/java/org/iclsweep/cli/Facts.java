package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;

/** Named facts, one a line, aligned. */
final class Facts {
  private final List<Fact> facts = new ArrayList<>();

  private record Fact(String name, String text) {}

  void add(String name, String text) {
    facts.add(new Fact(name, text));
  }

  String text() {
    int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Fact fact : facts) {
      text.append(fact.name())
          .append(" ".repeat(width - fact.name().length() + 2))
          .append(fact.text())
          .append('\n');
    }
    return text.toString();
  }
}
