package org.iclsweep.study.read;

import static org.iclsweep.study.RealType.Interval.ABOVE_ONE;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.RealType;
import org.iclsweep.study.WholeType;

/**
 * Reads when a model has learnt, which stands beside the measures but is no parameter of a trial:
 * it says how curves are read, not how they come about, and holds for all trials of a study.
 */
final class LearntReader {

  static final String WITHIN = "measure.learnt-within";
  static final String FOR = "measure.learnt-for";

  private static final String SECTION = "measure";

  private final Problems problems;

  LearntReader(Problems problems) {
    this.problems = problems;
  }

  /** The paths that it reads. */
  static List<String> paths() {
    return List.of(WITHIN, FOR);
  }

  /** The rule of a study; what is wrong with it is a problem. */
  LearntRule read(ConfigObject document) {
    LearntRule usual = LearntRule.DEFAULT;
    double within = value(document, WITHIN, RealType.real(ABOVE_ONE)).orElse(usual.within());
    int lasting = value(document, FOR, WholeType.whole(0)).orElse(usual.lasting());
    return new LearntRule(within, lasting);
  }

  /** The study without what has been read. */
  static ConfigObject rest(ConfigObject document) {
    ConfigObject rest = document;
    if (section(document).isPresent()) {
      ConfigObject section = section(document).get();
      for (String path : paths()) {
        section = section.withoutKey(key(path));
      }
      rest = section.isEmpty() ? rest.withoutKey(SECTION) : rest.withValue(SECTION, section);
    }
    return rest;
  }

  private static Optional<ConfigObject> section(ConfigObject document) {
    return document.get(SECTION) instanceof ConfigObject section && Hocon.isKnown(section)
        ? Optional.of(section)
        : Optional.empty();
  }

  private <T> Optional<T> value(ConfigObject document, String path, ParameterType<T> type) {
    ConfigValue value = section(document).map(section -> section.get(key(path))).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, path);
      return Optional.empty();
    }
    return type.read(value, problems.at(path)).map(type::meaning);
  }

  private static String key(String path) {
    return path.substring(SECTION.length() + 1);
  }
}
