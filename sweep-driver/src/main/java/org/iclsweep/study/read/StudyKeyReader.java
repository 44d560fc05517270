package org.iclsweep.study.read;

import static org.iclsweep.study.RealType.Interval.ABOVE_ONE;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.RealType;
import org.iclsweep.study.WholeType;

/**
 * Reads the keys that are no parameters of a trial: they say how results are read, not how they
 * come about, and hold for all trials of a study.
 */
final class StudyKeyReader {

  static final String WITHIN = "measure.learnt-within";
  static final String FOR = "measure.learnt-for";
  static final String LOSS = "report.loss";

  private final Problems problems;

  StudyKeyReader(Problems problems) {
    this.problems = problems;
  }

  /** The paths that it reads. */
  static List<String> paths() {
    return List.of(WITHIN, FOR, LOSS);
  }

  /** Whether some of them are in a section of this name. */
  static boolean isSection(String name) {
    return paths().stream().anyMatch(path -> section(path).equals(name));
  }

  /** When a model has learnt; what is wrong with it is a problem. */
  LearntRule learntRule(ConfigObject document) {
    LearntRule usual = LearntRule.DEFAULT;
    double within = value(document, WITHIN, RealType.real(ABOVE_ONE)).orElse(usual.within());
    int lasting = value(document, FOR, WholeType.whole(0)).orElse(usual.lasting());
    return new LearntRule(within, lasting);
  }

  /** The unit in which losses are told; what is wrong with it is a problem. */
  LossUnit lossUnit(ConfigObject document) {
    return value(document, LOSS, ChoiceType.choice(LossUnit.class))
        .orElse(LossUnit.HALF_SQUARED_ERROR);
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
    ConfigValue value = section(document, path).map(each -> each.get(key(path))).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, path);
      return Optional.empty();
    }
    return type.read(value, problems.at(path)).map(type::meaning);
  }

  private static String section(String path) {
    return path.substring(0, path.indexOf('.'));
  }

  private static String key(String path) {
    return path.substring(path.indexOf('.') + 1);
  }
}
