package org.iclsweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Named facts, one a line, aligned. */
final class Facts {
  private final Map<String, String> facts = new LinkedHashMap<>();

  void add(String name, String fact) {
    facts.put(name, fact);
  }

  String text() {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, fact) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(fact)
                .append('\n'));
    return text.toString();
  }
}
