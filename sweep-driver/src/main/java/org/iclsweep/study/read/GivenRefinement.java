package org.iclsweep.study.read;

import static org.iclsweep.study.RealType.Interval.INSIDE_UNIT;
import static org.iclsweep.study.RealType.Interval.SHARE;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.Nearest;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.RealType;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.read.GivenGroup.Form;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.RefinedEvent;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;

/** Where a boundary is looked for by rounds of trials, as a study gives it. */
final class GivenRefinement {

  static final String KEY = "refine";
  static final String PATH = StudyReader.SWEEP + "." + KEY;
  static final String AXES = "axes";
  static final String EVENT = "event";
  static final String SHARE_KEY = "share";
  static final String TOLERANCE = "tolerance";
  static final String SEEDS = "seeds-a-round";
  static final String POINTS = "points-a-round";
  static final String BUDGET = "budget";

  static final String EXAMPLE =
      "refine { axes { task.input-range = \"0.1..2 log\" }, budget = 500 }";

  static final String BESIDE =
      "Leave it out: every point has seeds of its own; of other parameters, run a study for each"
          + " value.";

  static final String OWN_SEEDS = "Leave it out: every point has seeds of its own.";

  private static final int MOST_AXES = 2;
  private static final int MOST_SEEDS = 10_000;
  private static final int MOST_TRIALS = Refinement.MOST_POINTS * MOST_SEEDS;
  private static final RefinedEvent USUAL_EVENT = RefinedEvent.LEARNT;
  private static final double USUAL_SHARE = 0.5;
  private static final double USUAL_TOLERANCE = 0.02;
  private static final int USUAL_SEEDS = 8;
  private static final int USUAL_POINTS = 4;

  private static final ChoiceType<RefinedEvent> EVENTS = ChoiceType.choice(RefinedEvent.class);
  private static final RealType SHARES = RealType.real(INSIDE_UNIT);
  private static final RealType TOLERANCES = RealType.real(SHARE);
  private static final WholeType<Integer> SEED_COUNT =
      new WholeType<>(Integer.class, 1, MOST_SEEDS, "");
  private static final WholeType<Integer> POINT_COUNT =
      new WholeType<>(Integer.class, 1, Refinement.MOST_POINTS, "");
  private static final WholeType<Integer> TRIAL_COUNT =
      new WholeType<>(Integer.class, 1, MOST_TRIALS, "");

  private static final Complaint SILENT = (where, message, suggestion) -> {};

  private final ConfigObject object;
  private final GivenGroup axes;
  private final Problems problems;

  private GivenRefinement(ConfigObject object, GivenGroup axes, Problems problems) {
    this.object = object;
    this.axes = axes;
    this.problems = problems;
  }

  /** The keys that it has, with what JSON Schema has of all but the axes. */
  static Map<String, Map<String, Object>> schemas() {
    Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
    settings().forEach((key, type) -> schemas.put(key, type.schema()));
    return schemas;
  }

  private static Map<String, ParameterType<?>> settings() {
    Map<String, ParameterType<?>> settings = new LinkedHashMap<>();
    settings.put(EVENT, EVENTS);
    settings.put(SHARE_KEY, SHARES);
    settings.put(TOLERANCE, TOLERANCES);
    settings.put(SEEDS, SEED_COUNT);
    settings.put(POINTS, POINT_COUNT);
    settings.put(BUDGET, TRIAL_COUNT);
    return settings;
  }

  /** All keys, from the top of the study. */
  static List<String> paths() {
    List<String> paths = new ArrayList<>(List.of(PATH, PATH + "." + AXES));
    settings().keySet().forEach(key -> paths.add(PATH + "." + key));
    return paths;
  }

  /** Takes what a section gives; a key that it has not is a problem, and so is one without axes. */
  static Optional<GivenRefinement> of(ConfigObject object, Problems problems) {
    object.withoutKey(AXES).forEach((key, value) -> checkKey(key, value, problems));
    String path = PATH + "." + AXES;
    ConfigValue axes = object.get(AXES);
    if (axes == null) {
      problems.add(object.origin(), path, "is missing", "Write " + EXAMPLE + ".");
    } else if (!Hocon.isKnown(axes)) {
      problems.addUnresolved(axes, path);
    } else if (axes instanceof ConfigObject section) {
      GivenGroup group = GivenGroup.of(Form.REFINE, path, section, problems);
      return Optional.of(new GivenRefinement(object, group, problems));
    } else {
      problems.at(path).mustBe("a section, as in " + EXAMPLE, axes, "");
    }
    return Optional.empty();
  }

  private static void checkKey(String key, ConfigValue value, Problems problems) {
    String path = PATH + "." + key;
    if (!settings().containsKey(key)) {
      String cure =
          Parameters.isSection(key) || Parameters.at(key).isPresent()
              ? "Refine it in " + PATH + "." + AXES + "." + key + "."
              : Nearest.of(path, paths())
                  .map(near -> "Did you mean " + near + "?")
                  .orElse("Known here: axes, " + String.join(", ", settings().keySet()) + ".");
      problems.add(value.origin(), path, "unknown key", cure);
    } else if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, path);
    }
  }

  /** Its axes, of which a plan has both ends. */
  GivenGroup axes() {
    return axes;
  }

  /** What is given to its axes, by the path of the parameter. */
  private List<RefinedAxis> readAxes() {
    return axes.axes().byPath().entrySet().stream()
        .flatMap(
            each ->
                RefinedAxis.read(
                    Parameters.at(each.getKey()).orElseThrow(), each.getValue().value(), SILENT)
                    .stream())
        .toList();
  }

  /** The first round; nothing after a problem. */
  Optional<Rounds> read() {
    int before = problems.count();
    List<RefinedAxis> read = readAxes();
    checkAxes(read);
    RefinedEvent event = value(EVENT, EVENTS).orElse(USUAL_EVENT);
    double share = value(SHARE_KEY, SHARES).orElse(USUAL_SHARE);
    double tolerance = value(TOLERANCE, TOLERANCES).orElse(USUAL_TOLERANCE);
    int seeds = value(SEEDS, SEED_COUNT).orElse(USUAL_SEEDS);
    int points = value(POINTS, POINT_COUNT).orElse(USUAL_POINTS);
    if (!object.containsKey(BUDGET)) {
      String cure = "Say how many trials there may be, as in budget = 500.";
      problems.add(object.origin(), PATH + "." + BUDGET, "is missing", cure);
    }
    Optional<Integer> budget = value(BUDGET, TRIAL_COUNT);
    if (problems.count() > before || budget.isEmpty()) {
      return Optional.empty();
    }
    Refinement refinement =
        new Refinement(read, event, share, tolerance, seeds, points, budget.get());
    Rounds first = first(refinement);
    checkBudget(first);
    return problems.count() > before ? Optional.empty() : Optional.of(first);
  }

  /** The round that every refinement of as many axes begins with. */
  private static Rounds first(Refinement refinement) {
    Round round = refinement.round(Boundary.first(refinement.axes().size()));
    return new Rounds(refinement, List.of(round));
  }

  /** What befalls a seed has to be told of every trial. */
  void checkEvent(Plan plan, LearntRule learnt) {
    String goal = learnt.goal().learner();
    if (goal == null) {
      return;
    }
    boolean isHeld =
        plan.distinct(HeldAgainst::decides)
            .allMatch(
                trial ->
                    trial.spec().measure().against().stream()
                        .anyMatch(kind -> kind.label().equals(goal)));
    if (!isHeld) {
      problems.add(
          object.origin(),
          PATH + "." + EVENT,
          "cannot be told of trials that are not held against %s, which their loss has to come to"
              .formatted(goal),
          HeldAgainst.cure(plan, goal));
    }
  }

  /** A plan is checked at both ends of its axes: between them trials have to be possible, too. */
  void checkRegion(Rounds first, Plan ends) {
    Refinement of = first.of();
    Plan all = new Rounds(of, List.of(of.region(any -> true))).plan(ends);
    Iterator<TransformerTrial> trials = all.distinct(of::has).iterator();
    while (trials.hasNext()) {
      TransformerTrial trial = trials.next();
      try {
        trial.spec();
      } catch (IllegalArgumentException refused) {
        String message = "has values between its ends that no trial has: " + refused.getMessage();
        String cure = "Refine where all values are possible, or take a grid of those that are.";
        problems.add(object.get(AXES).origin(), PATH + "." + AXES, message, cure);
        return;
      }
    }
  }

  private void checkAxes(List<RefinedAxis> read) {
    Given seed = axes.axes().byPath().get(Parameters.SEED.path());
    if (seed != null) {
      seed.complain(problems, "has no boundary", OWN_SEEDS);
    } else if (read.size() > MOST_AXES) {
      String message = "has " + read.size() + " axes, must have one or two";
      String cure = "Fix the others, and run a study for each of their values.";
      problems.add(object.get(AXES).origin(), PATH + "." + AXES, message, cure);
    }
  }

  private void checkBudget(Rounds first) {
    Refinement of = first.of();
    Complaint complaint = problems.at(PATH + "." + BUDGET);
    ConfigValue given = object.get(BUDGET);
    if (of.budget() < first.trials()) {
      String message =
          "is %d, and the first round alone is %d points of %d seeds, %d trials"
              .formatted(of.budget(), first.points().size(), of.seedsARound(), first.trials());
      complaint.about(given, message, "Allow more, or fewer seeds-a-round.");
    }
    long most = (long) Refinement.MOST_POINTS * of.seedsARound();
    if (of.budget() > most) {
      String message =
          "is %d, more than %d points of %d seeds, beyond which no boundary is looked for"
              .formatted(of.budget(), Refinement.MOST_POINTS, of.seedsARound());
      complaint.about(given, message, "Write at most " + most + ", or more seeds-a-round.");
    }
  }

  private <T> Optional<T> value(String key, ParameterType<T> type) {
    ConfigValue value = object.get(key);
    return value == null || !Hocon.isResolved(value)
        ? Optional.empty()
        : type.read(value, problems.at(PATH + "." + key)).map(type::meaning);
  }

  /** As a study writes it, by its keys from the top of the study. */
  static Map<String, String> texts(Refinement refinement) {
    Map<String, String> texts = new LinkedHashMap<>();
    String section = PATH + ".";
    refinement
        .axes()
        .forEach(axis -> texts.put(section + AXES + "." + axis.parameter().path(), axis.text()));
    texts.put(section + EVENT, refinement.event().label());
    texts.put(section + SHARE_KEY, Decimals.shortest(refinement.share()));
    texts.put(section + TOLERANCE, Decimals.shortest(refinement.tolerance()));
    texts.put(section + SEEDS, "" + refinement.seedsARound());
    texts.put(section + POINTS, "" + refinement.pointsARound());
    texts.put(section + BUDGET, "" + refinement.budget());
    return texts;
  }
}
