package org.iclsweep.cli;

import java.util.stream.Collectors;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.AxisGroup;
import org.iclsweep.study.sweep.Block;
import org.iclsweep.study.sweep.Plan;

/** What a plan sweeps, a line an axis, under a line for each block if there are several. */
final class SweptFacts {

  private static final int WIDEST_AXIS = 72;

  private final Facts facts;

  SweptFacts(Facts facts) {
    this.facts = facts;
  }

  void add(Plan plan) {
    for (Block block : plan.blocks()) {
      boolean named = !block.name().isEmpty();
      if (named) {
        facts.add("block " + block.name(), Words.count(plan.size(block), "trial"));
      }
      block.groups().forEach(group -> add(named ? "  " : "", group));
    }
    if (plan.excluded() > 0) {
      facts.add("excluded", Words.count(plan.excluded(), "trial"));
    }
    if (plan.repeated() > 0) {
      facts.add(
          "repeated", Words.count(plan.repeated(), "trial") + " of earlier blocks, counted once");
    }
  }

  private void add(String indent, AxisGroup group) {
    boolean zip = group.axes().size() > 1 && group.sample().isEmpty();
    for (Axis axis : group.axes()) {
      String with = zip ? ", in step with " + others(group, axis) : "";
      facts.add(indent + axis.path(), axis(group, axis) + with);
    }
  }

  private static String others(AxisGroup group, Axis axis) {
    return group.axes().stream()
        .filter(other -> !other.equals(axis))
        .map(Axis::path)
        .collect(Collectors.joining(", "));
  }

  private static String axis(AxisGroup group, Axis axis) {
    String values = axis.text().replace("\"", "");
    String shown =
        values.length() <= WIDEST_AXIS ? values : values.substring(0, WIDEST_AXIS - 1) + "…";
    return group
            .sample()
            .map(sample -> sample.count() + " " + sample.kind().label() + " draws")
            .orElseGet(() -> Words.count(axis.values().size(), "value"))
        + ": "
        + shown;
  }
}
