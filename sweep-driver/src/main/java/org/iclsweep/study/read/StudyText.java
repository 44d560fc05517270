package org.iclsweep.study.read;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.GoalType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Values;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.AxisGroup;
import org.iclsweep.study.sweep.Block;
import org.iclsweep.study.sweep.Exclusion;
import org.iclsweep.study.sweep.Expansion;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Sample;

/** A study in canonical HOCON, which reads back to the same plan. */
final class StudyText {

  private final StringBuilder text = new StringBuilder();

  private StudyText() {}

  /**
   * The text of a study: every parameter that applies, when a model has learnt if the study says
   * so, the unit of losses likewise, what is swept or refined, and the checks.
   */
  static String of(
      String name,
      Remark remark,
      Plan plan,
      LearntRule learntRule,
      LossUnit lossUnit,
      List<Check> checks,
      Optional<Refinement> refinement) {
    StudyText study = new StudyText();
    study.add("study", "\"" + name + "\"");
    remark.texts().forEach(study::add);
    Values shared = shared(plan);
    shared.texts().forEach(study::add);
    study.add(learntRule);
    study.add(lossUnit);
    refinement.map(GivenRefinement::texts).ifPresent(texts -> texts.forEach(study::add));
    if (refinement.isEmpty()) {
      plan.expansions().forEach(each -> study.add(each, shared));
    }
    checks.forEach(study::add);
    return study.text.toString();
  }

  /** What is the same in all blocks in which it applies and is not swept. */
  private static Values shared(Plan plan) {
    SortedMap<String, Object> shared = new TreeMap<>();
    for (Parameter<?> parameter : Parameters.all()) {
      List<Object> values =
          plan.expansions().stream()
              .flatMap(each -> fixed(each, parameter).stream())
              .distinct()
              .toList();
      if (values.size() == 1) {
        shared.put(parameter.path(), values.get(0));
      }
    }
    return new Values(shared);
  }

  private static Optional<Object> fixed(Expansion expansion, Parameter<?> parameter) {
    return expansion.applies(parameter)
        ? Optional.ofNullable(expansion.block().fixed().byPath().get(parameter.path()))
        : Optional.empty();
  }

  private void add(String path, String value) {
    text.append(path).append(" = ").append(value).append("\n");
  }

  /** Nothing by default, so that a version that knows no rule reads the study. */
  private void add(LearntRule rule) {
    if (!rule.goal().equals(LearntRule.DEFAULT.goal())) {
      add(StudyKeyReader.AT, new GoalType().text(GoalType.value(rule.goal())));
    }
    if (rule.within() != LearntRule.DEFAULT.within()) {
      add(StudyKeyReader.WITHIN, Decimals.shortest(rule.within()));
    }
    if (rule.lasting() != LearntRule.DEFAULT.lasting()) {
      add(StudyKeyReader.FOR, Integer.toString(rule.lasting()));
    }
  }

  private void add(LossUnit unit) {
    if (unit != LossUnit.HALF_SQUARED_ERROR) {
      add(StudyKeyReader.LOSS, unit.label());
    }
  }

  private void add(Check check) {
    String section = ConfigUtil.joinPath(CheckReader.CHECKS, check.name()) + ".";
    add(section + CheckReader.QUERY, ConfigUtil.quoteString(check.query()));
    check.expected().keys().forEach((key, value) -> add(section + key, Decimals.shortest(value)));
    add(section + CheckReader.SOURCE, ConfigUtil.quoteString(check.source()));
  }

  private void add(Expansion expansion, Values shared) {
    Block block = expansion.block();
    String section = "sweep.";
    if (!block.name().isEmpty()) {
      add("sweep.blocks." + block.name(), "{}");
      section += "blocks." + block.name() + ".";
    }
    for (Parameter<?> parameter : Parameters.all()) {
      Optional<Object> own = fixed(expansion, parameter).filter(any -> !shared.has(parameter));
      if (own.isPresent()) {
        add(section + parameter.path(), parameter.text(own.get()));
      }
    }
    addGroups(section, block);
    if (!block.excluded().isEmpty()) {
      add(section + "exclude", list(block.excluded().stream().map(Exclusion::values).toList()));
    }
  }

  private void addGroups(String section, Block block) {
    for (AxisGroup group : block.groups()) {
      if (group.sample().isPresent()) {
        addSample(section, group, group.sample().get());
      } else if (group.axes().size() == 1) {
        Axis axis = group.axes().get(0);
        add(section + "grid." + axis.path(), axis.text());
      }
    }
    List<List<Axis>> zips =
        block.groups().stream()
            .filter(group -> group.sample().isEmpty() && group.axes().size() > 1)
            .map(AxisGroup::axes)
            .toList();
    if (!zips.isEmpty()) {
      add(section + "zip", list(zips));
    }
  }

  private void addSample(String section, AxisGroup group, Sample sample) {
    String path = section + sample.kind().label() + ".";
    add(path + "count", Integer.toString(sample.count()));
    add(path + "seed", Long.toString(sample.seed()));
    group.axes().forEach(axis -> add(path + axis.path(), axis.text()));
  }

  private static String list(List<List<Axis>> entries) {
    return entries.stream()
        .map(
            axes ->
                axes.stream()
                    .map(axis -> axis.path() + " = " + axis.text())
                    .collect(Collectors.joining(", ", "{ ", " }")))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
