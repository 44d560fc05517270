package org.iclsweep.study;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a parsed study into a plan, strictly: nothing unknown, nothing coerced, nothing guessed.
 */
final class StudyReader {

  /** The key of the grid. */
  static final String GRID = "sweep.grid";

  private static final Set<String> OTHER_SWEEPS = Set.of("zip", "random", "sobol", "exclude");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  private final Problems problems;
  private final GivenValues fixed;
  private final GivenValues swept;

  StudyReader(Problems problems) {
    this.problems = problems;
    this.fixed = new GivenValues("", problems);
    this.swept = new GivenValues(GRID + ".", problems);
  }

  /** The study, if nothing is wrong with it. */
  Study read(ConfigObject document) throws StudyException {
    String name = Optional.ofNullable(document.get("study")).map(this::name).orElse("");
    if (!document.containsKey("study")) {
      problems.add("study", "is missing", "Give the study a name, as in study = my-study.");
    }
    fixed.gather(document.withoutKey("study").withoutKey("sweep"));
    gatherSweep(Optional.ofNullable(document.get("sweep")));
    Plan plan = plan();
    problems.throwIfAny();
    return Study.of(name, plan);
  }

  private String name(ConfigValue value) {
    if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, "study");
      return "";
    }
    String name =
        switch (value.valueType()) {
          case STRING, NUMBER -> value.atKey("name").getString("name");
          case OBJECT, LIST, BOOLEAN, NULL -> "";
        };
    if (!name.matches(NAME)) {
      String rule = "letters, digits, - _ and . only, the first a letter or digit";
      problems.at("study").mustBe(rule, value, "");
    }
    return name;
  }

  private void gatherSweep(Optional<ConfigValue> sweep) {
    if (sweep.isEmpty()) {
      return;
    }
    if (!Hocon.isResolved(sweep.get())) {
      problems.addUnresolved(sweep.get(), "sweep");
    } else if (!(sweep.get() instanceof ConfigObject kinds)) {
      problems.at("sweep").mustBe("a section, as in sweep { grid { ... } }", sweep.get(), "");
    } else {
      kinds.forEach(this::gatherSweep);
      if (kinds.isEmpty()) {
        problems.add(kinds.origin(), "sweep", "has no grid", "Add one or leave sweep out.");
      }
    }
  }

  private void gatherSweep(String kind, ConfigValue value) {
    String path = "sweep." + kind;
    if (OTHER_SWEEPS.contains(kind)) {
      String suggestion = "Sweep with " + GRID + " { path = values }.";
      problems.add(value.origin(), path, "only grid is known in this version", suggestion);
    } else if (!path.equals(GRID)) {
      problems.add(value.origin(), path, "unknown key", "Did you mean " + GRID + "?");
    } else if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, path);
    } else if (!(value instanceof ConfigObject grid)) {
      problems.at(path).mustBe("a section, as in grid { seed = \"0..31\" }", value, "");
    } else {
      swept.gather(grid);
      if (Hocon.isEmpty(grid)) {
        problems.add(
            grid.origin(),
            path,
            "is empty",
            "Add an axis, as in seed = \"0..31\", or leave sweep out.");
      }
    }
  }

  /** The plan as far as it can be read; only right where no problem came up. */
  private Plan plan() {
    Map<String, Object> values = fixed.read(ParameterType::read);
    Map<String, List<Object>> axes = swept.read(ParameterType::readAxis);
    Plan plan =
        Plan.of(
            Values.defaults().with(values),
            axes.entrySet().stream().map(each -> axis(each.getKey(), each.getValue())).toList());
    new Combinations(plan, fixed, swept, problems).check(Parameters.rules());
    return plan;
  }

  private static Axis axis(String path, List<Object> values) {
    return new Axis(Parameters.at(path).orElseThrow(), values);
  }
}
