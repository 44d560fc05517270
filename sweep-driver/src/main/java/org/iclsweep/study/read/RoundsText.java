package org.iclsweep.study.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.GoalType;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;

/**
 * The rounds of a study as JSON, with what they follow from: a study that asks something else has
 * others. Tolerance, budget and the points of a round may change; that makes more rounds, and
 * leaves those that there are.
 */
final class RoundsText {

  private static final String OF = "of";
  private static final String ROUNDS = "rounds";
  private static final String TRIAL = "first-trial";

  private static final String ELSEWHERE =
      "Choose another directory with --out, or go on with the study that is kept there.";

  private static final String AGAIN =
      "Delete the file: no trial is lost, and run finds the rounds again.";

  private final Study study;
  private final Refinement refinement;
  private final Problems problems;

  /**
   * @param study that refines something
   */
  RoundsText(Study study, Problems problems) {
    this.study = study;
    this.problems = problems;
    refinement = study.refinement().orElseThrow();
  }

  static String of(Study study) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Rounds rounds = study.rounds().orElseThrow();
    fields.put(OF, question(study));
    fields.put(ROUNDS, rounds.rounds().stream().map(each -> points(rounds.of(), each)).toList());
    return ConfigValueFactory.fromMap(fields)
            .render(ConfigRenderOptions.concise().setFormatted(true))
            .strip()
        + "\n";
  }

  private static List<Map<String, Object>> points(Refinement of, Round round) {
    return round.points().stream()
        .map(
            point -> {
              Map<String, Object> values = new LinkedHashMap<>();
              for (int a = 0; a < point.size(); a++) {
                values.put(of.axes().get(a).parameter().path(), point.get(a));
              }
              return values;
            })
        .toList();
  }

  /** What rounds follow from, beside results: all that a trial is, and how they are read. */
  private static Map<String, String> question(Study study) {
    Map<String, String> question = new LinkedHashMap<>();
    Map<String, String> texts = GivenRefinement.texts(study.refinement().orElseThrow());
    for (String key :
        List.of(GivenRefinement.TOLERANCE, GivenRefinement.BUDGET, GivenRefinement.POINTS)) {
      texts.remove(GivenRefinement.PATH + "." + key);
    }
    texts.forEach((path, text) -> question.put(path, text.replace("\"", "")));
    LearntRule learnt = study.learntRule();
    question.put(StudyKeyReader.AT, new GoalType().text(GoalType.value(learnt.goal())));
    question.put(StudyKeyReader.WITHIN, Decimals.shortest(learnt.within()));
    question.put(StudyKeyReader.FOR, "" + learnt.lasting());
    question.put(TRIAL, study.plan().trial(0).id());
    return question;
  }

  /** Reads what {@link #of} wrote; nothing after a problem. */
  Optional<Rounds> read(String text, String origin) {
    ConfigObject fields;
    try {
      fields = // plain JSON: what else this can read includes files
          ConfigFactory.parseString(
                  text,
                  ConfigParseOptions.defaults()
                      .setSyntax(ConfigSyntax.JSON)
                      .setOriginDescription(origin))
              .root();
    } catch (ConfigException | StackOverflowError e) {
      problems.add("", "is no JSON of rounds", AGAIN);
      return Optional.empty();
    }
    if (!fields.keySet().equals(Set.of(OF, ROUNDS))
        || !(fields.get(OF) instanceof ConfigObject of)
        || !(fields.get(ROUNDS) instanceof ConfigList rounds)
        || rounds.isEmpty()) {
      problems.add("", "is no JSON of rounds", AGAIN);
      return Optional.empty();
    }
    checkQuestion(of.unwrapped());
    return problems.isEmpty() ? rounds(rounds) : Optional.empty();
  }

  private void checkQuestion(Map<String, Object> there) {
    question(study)
        .forEach(
            (key, here) -> {
              Object other = there.get(key);
              if (!here.equals(other) && key.equals(TRIAL)) {
                String message = "is of trials with other values, or of other numerics";
                problems.add("", message, ELSEWHERE);
              } else if (!here.equals(other)) {
                String message = "is of rounds with %s = %s, and the study has %s";
                problems.add("", message.formatted(key, other, here), ELSEWHERE);
              }
            });
  }

  private Optional<Rounds> rounds(ConfigList list) {
    List<Round> rounds = new ArrayList<>();
    int points = 0;
    for (int r = 0; r < list.size(); r++) {
      String at = ROUNDS + "[" + (r + 1) + "]";
      if (!(list.get(r) instanceof ConfigList round) || round.isEmpty()) {
        problems.at(at).mustBe("a list of points", list.get(r), AGAIN);
        return Optional.empty();
      }
      points += round.size();
      if (points > Refinement.MOST_POINTS) {
        problems.add(ROUNDS, "have more than " + Refinement.MOST_POINTS + " points", AGAIN);
        return Optional.empty();
      }
      rounds.add(
          new Round(
              IntStream.range(0, round.size())
                  .mapToObj(p -> point(at + "[" + (p + 1) + "]", round.get(p)))
                  .toList()));
    }
    return problems.isEmpty() ? Optional.of(new Rounds(refinement, rounds)) : Optional.empty();
  }

  private List<Object> point(String at, ConfigValue value) {
    Set<String> paths =
        refinement.axes().stream().map(axis -> axis.parameter().path()).collect(Collectors.toSet());
    if (!(value instanceof ConfigObject point) || !point.keySet().equals(paths)) {
      problems.at(at).mustBe("a value of each axis", value, AGAIN);
      return List.of();
    }
    return refinement.axes().stream()
        .flatMap(axis -> coordinate(axis, at, point).stream())
        .toList();
  }

  private Optional<Object> coordinate(RefinedAxis axis, String at, ConfigObject point) {
    String path = axis.parameter().path();
    ConfigValue value = point.get(path);
    String where = at + "." + ConfigUtil.quoteString(path);
    Optional<Object> read = axis.parameter().type().read(value, problems.at(where));
    if (read.isPresent() && !axis.holds(read.get())) {
      problems.at(where).mustBe("within " + axis.text(), value, AGAIN);
      return Optional.empty();
    }
    return read;
  }
}
