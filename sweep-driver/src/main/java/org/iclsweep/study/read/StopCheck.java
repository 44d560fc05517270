package org.iclsweep.study.read;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.GoalType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.sweep.Plan;

/**
 * Holds the rule by which trials stop against the one by which a study tells that they have learnt:
 * who has learnt by the first has by the second.
 *
 * @param learnt the second
 * @param blocks where parameters are given
 * @param keys where the second's keys are given, by path
 */
record StopCheck(
    LearntRule learnt,
    List<GivenBlock> blocks,
    Function<String, Optional<ConfigValue>> keys,
    Problems problems) {

  private static final String STOP = "training.stop.";
  private static final String OF = STOP + "of";
  private static final String WITHIN = STOP + "within";
  private static final String STAYS = STOP + "stays";

  private static final String REASON =
      ": of a trial that stopped it could not be told whether it has learnt";

  void check(Plan plan) {
    List<LearntRule> stops =
        plan.distinct(each -> each.path().startsWith(STOP))
            .flatMap(trial -> trial.spec().training().stops().stream())
            .distinct()
            .toList();
    first(stops, stop -> !stop.goal().equals(learnt.goal()))
        .ifPresent(stop -> add(OF, goal(stop), StudyKeyReader.AT, " is ", goal(learnt)));
    first(stops, stop -> stop.within() > learnt.within())
        .ifPresent(
            stop -> add(WITHIN, within(stop), StudyKeyReader.WITHIN, " is only ", within(learnt)));
    first(stops, stop -> stop.lasting() < learnt.lasting())
        .ifPresent(
            stop ->
                add(STAYS, "" + stop.lasting(), StudyKeyReader.FOR, " is ", "" + learnt.lasting()));
  }

  private static Optional<LearntRule> first(List<LearntRule> stops, Predicate<LearntRule> wrong) {
    return stops.stream().filter(wrong).findFirst();
  }

  private static String goal(LearntRule rule) {
    Goal goal = rule.goal();
    return new GoalType().text(GoalType.value(goal));
  }

  private static String within(LearntRule rule) {
    return Decimals.shortest(rule.within());
  }

  private void add(String path, String value, String key, String is, String told) {
    String message = "is " + value + ", but " + key + is + told + REASON;
    String cure = "Set " + path + " = " + told + ", or " + key + " = " + value + ".";
    Optional<ConfigOrigin> where =
        Stream.concat(given(path), keys.apply(key).stream()).map(ConfigValue::origin).findFirst();
    where.ifPresentOrElse(
        origin -> problems.add(origin, path, message, cure),
        () -> problems.add(path, message, cure));
  }

  private Stream<ConfigValue> given(String path) {
    Parameter<?> parameter = Parameters.at(path).orElseThrow();
    return blocks.stream().flatMap(block -> block.at(parameter).stream()).map(Given::value);
  }
}
