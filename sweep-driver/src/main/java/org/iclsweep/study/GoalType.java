package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.POSITIVE;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Goal;

/**
 * What the loss of a model has to come to: a loss, or the word for a learner. A value is the text
 * of either.
 */
public record GoalType() implements ParameterType<Goal> {

  private static final RealType LOSSES = RealType.real(POSITIVE);
  private static final ChoiceType<LearnerKind> LEARNERS = ChoiceType.choice(LearnerKind.class);

  @Override
  public String rule() {
    return LOSSES.rule() + ", or " + LEARNERS.rule();
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("anyOf", List.of(LOSSES.schema(), LEARNERS.schema()));
  }

  @Override
  public Goal meaning(Object value) {
    String text = (String) value;
    return isLearner(text) ? Goal.of(text) : Goal.of(Double.parseDouble(text));
  }

  @Override
  public ColumnType column() {
    return ColumnType.STRING;
  }

  @Override
  public Optional<Object> read(ConfigValue value, Complaint complaint) {
    Optional<Object> loss =
        Hocon.number(value)
            .filter(number -> LOSSES.broken(number).isEmpty())
            .map(number -> Decimals.shortest(number.doubleValue()));
    if (loss.isPresent()) {
      return loss;
    }
    if (value.unwrapped() instanceof String text && isLearner(text)) {
      return Optional.of(text);
    }
    complaint.mustBe(rule(), value, cure(value));
    return Optional.empty();
  }

  private static String cure(ConfigValue value) {
    return value.unwrapped() instanceof String text
        ? Nearest.of(text, learners())
            .map(meant -> "Did you mean " + meant + "?")
            .orElse(Hocon.asNumber(value))
        : "";
  }

  private static List<String> learners() {
    return LEARNERS.choices();
  }

  private static boolean isLearner(String text) {
    return learners().contains(text);
  }

  /** The value of a goal. */
  public static Object value(Goal goal) {
    return goal.isLoss() ? Decimals.shortest(goal.loss()) : goal.learner();
  }

  @Override
  public String text(Object value) {
    String text = (String) value;
    return isLearner(text) ? LEARNERS.text(text) : text;
  }
}
