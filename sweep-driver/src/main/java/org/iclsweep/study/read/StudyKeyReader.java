package org.iclsweep.study.read;

import static org.iclsweep.study.RealType.Interval.ABOVE_ONE;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.GoalType;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.RealType;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.sweep.Plan;

/**
 * Reads the keys that are no parameters of a trial: they say how results are read, not how they
 * come about, and hold for all trials of a study.
 */
final class StudyKeyReader {

  static final String AT = "measure.learnt-at";
  static final String WITHIN = "measure.learnt-within";
  static final String FOR = "measure.learnt-for";
  static final String LOSS = "report.loss";

  private static final GoalType GOALS = new GoalType();
  private static final RealType FACTORS = RealType.real(ABOVE_ONE);
  private static final WholeType<Integer> STEPS = WholeType.whole(0);
  private static final ChoiceType<LossUnit> UNITS = ChoiceType.choice(LossUnit.class);

  private final Problems problems;

  StudyKeyReader(Problems problems) {
    this.problems = problems;
  }

  /** The paths that it reads. */
  static List<String> paths() {
    return List.of(AT, WITHIN, FOR, LOSS);
  }

  /** What JSON Schema has of each. */
  static Map<String, Map<String, Object>> schemas() {
    return Map.of(
        AT, GOALS.schema(), WITHIN, FACTORS.schema(), FOR, STEPS.schema(), LOSS, UNITS.schema());
  }

  /** Whether some of them are in a section of this name. */
  static boolean isSection(String name) {
    return paths().stream().anyMatch(path -> section(path).equals(name));
  }

  /** When a model has learnt; what is wrong with it is a problem. */
  LearntRule learntRule(ConfigObject document) {
    LearntRule usual = LearntRule.DEFAULT;
    Goal goal = value(document, AT, GOALS).orElse(usual.goal());
    double within = value(document, WITHIN, FACTORS).orElse(usual.within());
    int lasting = value(document, FOR, STEPS).orElse(usual.lasting());
    return new LearntRule(goal, within, lasting);
  }

  /** A learner that a loss has to come to is one that some trials are held against. */
  void checkGoal(ConfigObject document, Plan plan) {
    given(document, AT)
        .filter(value -> value.unwrapped() instanceof String)
        .ifPresent(value -> new HeldAgainst(plan).check(value, problems.at(AT)));
  }

  /** What stops trials tells that they have learnt. */
  void checkStop(ConfigObject document, Plan plan, LearntRule learnt, List<GivenBlock> blocks) {
    new StopCheck(learnt, blocks, key -> given(document, key), problems).check(plan);
  }

  /** The unit in which losses are told; what is wrong with it is a problem. */
  LossUnit lossUnit(ConfigObject document) {
    return value(document, LOSS, UNITS).orElse(LossUnit.HALF_SQUARED_ERROR);
  }

  /** The study without what is read here. */
  static ConfigObject rest(ConfigObject document) {
    ConfigObject rest = document;
    for (String path : paths()) {
      ConfigObject section = section(rest, path).orElse(null);
      if (section != null) {
        ConfigObject others = section.withoutKey(key(path));
        String name = section(path);
        rest = others.isEmpty() ? rest.withoutKey(name) : rest.withValue(name, others);
      }
    }
    return rest;
  }

  private static Optional<ConfigObject> section(ConfigObject document, String path) {
    return document.get(section(path)) instanceof ConfigObject section && Hocon.isKnown(section)
        ? Optional.of(section)
        : Optional.empty();
  }

  private <T> Optional<T> value(ConfigObject document, String path, ParameterType<T> type) {
    return given(document, path)
        .flatMap(value -> type.read(value, problems.at(path)))
        .map(type::meaning);
  }

  /** The value that a study gives, if it is resolved. */
  private Optional<ConfigValue> given(ConfigObject document, String path) {
    ConfigValue value = section(document, path).map(each -> each.get(key(path))).orElse(null);
    if (value != null && !Hocon.isResolved(value)) {
      problems.addUnresolved(value, path);
      return Optional.empty();
    }
    return Optional.ofNullable(value);
  }

  private static String section(String path) {
    return path.substring(0, path.indexOf('.'));
  }

  private static String key(String path) {
    return path.substring(path.indexOf('.') + 1);
  }
}
