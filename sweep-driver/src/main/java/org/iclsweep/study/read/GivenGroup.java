package org.iclsweep.study.read;

import com.typesafe.config.ConfigObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.AxisGroup;
import org.iclsweep.study.sweep.Law;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.Sample;

/** The axes of a grid, a zip or a sample as a study gives them. */
final class GivenGroup {

  private static final int MOST_POINTS = 1_000_000;
  private static final WholeType<Integer> COUNT =
      new WholeType<>(Integer.class, 1, MOST_POINTS, "");
  private static final WholeType<Long> SEED = WholeType.wholeLong();

  private static final String SEED_CURE =
      "It seeds the draws; the seeds of trials are an axis of their own, sweep.grid.seed.";
  private static final GivenValues.Reading<List<Object>> AXIS =
      (parameter, given, complaint) ->
          parameter
              .type()
              .readAxis(given.value(), new AxisCure(parameter, given).ofAxis(complaint));
  private static final GivenValues.Reading<List<Object>> POINTS =
      (parameter, given, complaint) ->
          parameter
              .type()
              .readPoints(given.value(), new AxisCure(parameter, given).ofAxis(complaint));
  private static final GivenValues.Reading<Law> LAW =
      (parameter, given, complaint) ->
          Law.read(parameter, given.value(), new AxisCure(parameter, given).ofSample(complaint));

  private static final GivenValues.Reading<List<Object>> ENDS =
      (parameter, given, complaint) ->
          RefinedAxis.read(parameter, given.value(), complaint).map(RefinedAxis::ends);

  private final Form form;
  private final Given all;
  private final boolean bare;
  private final GivenValues axes;
  private final SortedMap<String, Given> settings = new TreeMap<>();
  private final Problems problems;

  /** How axes belong together. */
  enum Form {
    GRID("grid", "seed = \"0..31\""),
    ZIP("zip", "model.depth = [1, 2], training.steps = [500, 1000]"),
    RANDOM("random", "count = 100, training.optimizer.learning-rate = \"1e-4..1e-1 log\""),
    SOBOL("sobol", "count = 64, training.optimizer.learning-rate = \"1e-4..1e-1 log\""),
    /** Axes of which both ends are known; the points between them follow from results. */
    REFINE("refine.axes", "task.input-range = \"0.1..2 log\"");

    /** Those whose key is one of a sweep. */
    static final List<Form> OF_SWEEPS = List.of(GRID, ZIP, RANDOM, SOBOL);

    private final String key;
    private final String example;

    Form(String key, String example) {
      this.key = key;
      this.example = example;
    }

    /** Its key in a sweep. */
    String key() {
      return key;
    }

    /** As a study may write it. */
    String example() {
      return key + " { " + example + " }";
    }

    /** The keys that it has beside axes. */
    List<String> settings() {
      return switch (this) {
        case GRID, ZIP, REFINE -> List.of();
        case RANDOM, SOBOL -> List.of("count", "seed");
      };
    }
  }

  /**
   * @param bare whether nothing is given but settings, if that
   */
  private GivenGroup(Form form, Given all, boolean bare, GivenValues axes, Problems problems) {
    this.form = form;
    this.all = all;
    this.bare = bare;
    this.axes = axes;
    this.problems = problems;
  }

  /**
   * What an object gives.
   *
   * @param path of the object
   */
  static GivenGroup of(Form form, String path, ConfigObject object, Problems problems) {
    ConfigObject rest = object;
    for (String key : form.settings()) {
      rest = rest.withoutKey(key);
    }
    List<String> others = form.settings().stream().map(key -> path + "." + key).toList();
    GivenValues axes = new GivenValues(path + ".", others, problems).gather(rest);
    GivenGroup group =
        new GivenGroup(form, new Given(path, object), Hocon.isEmpty(rest), axes, problems);
    form.settings().stream().filter(object::containsKey).forEach(key -> group.set(key, object));
    return group;
  }

  private void set(String key, ConfigObject object) {
    Given given = new Given(all.path() + "." + key, object.get(key));
    if (Hocon.isResolved(given.value())) {
      settings.put(key, given);
    } else {
      problems.addUnresolved(given.value(), given.path());
    }
  }

  /** This beside what another group of the same form gives and nothing here takes the place of. */
  GivenGroup over(GivenGroup outer, Set<String> mentioned) {
    GivenGroup both =
        new GivenGroup(form, all, bare && outer.bare, axes.over(outer.axes, mentioned), problems);
    both.settings.putAll(outer.settings);
    both.settings.putAll(settings);
    return both;
  }

  /** This without the axes of some parameters; nothing if none is left. */
  Optional<GivenGroup> without(Set<String> mentioned) {
    GivenValues none = new GivenValues(all.path() + ".", List.of(), problems);
    GivenGroup rest = new GivenGroup(form, all, bare, none.over(axes, mentioned), problems);
    rest.settings.putAll(settings);
    return bare || !rest.axes.isEmpty() ? Optional.of(rest) : Optional.empty();
  }

  Form form() {
    return form;
  }

  /** What is given to parameters. */
  GivenValues axes() {
    return axes;
  }

  /** Everything that is given, to parameters by their paths and to settings by theirs. */
  Map<String, Given> all() {
    Map<String, Given> all = new HashMap<>(axes.byPath());
    settings.forEach((key, setting) -> all.put(form.key() + "." + key, setting));
    return all;
  }

  /** The groups, as far as nothing is wrong with them. */
  List<AxisGroup> read() {
    if (bare) {
      String cure = "Add one, as in " + form.example() + ", or leave it out.";
      all.complain(problems, "has no axis", cure);
      return List.of();
    }
    return switch (form) {
      case GRID -> readAxes(AXIS).stream().map(AxisGroup::of).toList();
      case ZIP -> readZip().stream().toList();
      case REFINE -> readAxes(ENDS).stream().map(AxisGroup::of).toList();
      case RANDOM -> readSample(Sample.Kind.RANDOM).stream().toList();
      case SOBOL -> readSample(Sample.Kind.SOBOL).stream().toList();
    };
  }

  private List<Axis> readAxes(GivenValues.Reading<List<Object>> reading) {
    return axes.read(reading).entrySet().stream()
        .map(each -> Axis.of(each.getKey(), each.getValue()))
        .toList();
  }

  private Optional<AxisGroup> readZip() {
    List<Axis> read = readAxes(POINTS);
    if (read.isEmpty() || read.size() < axes.paths().size()) {
      return unread();
    }
    if (read.stream().mapToInt(axis -> axis.values().size()).distinct().count() > 1) {
      String lengths =
          read.stream()
              .map(axis -> axis.path() + " has " + axis.values().size() + " values")
              .collect(Collectors.joining(", "));
      all.complain(
          problems, "walks its axes in step, but " + lengths, "Give them equally many values.");
      return unread();
    }
    AxisGroup zip = new AxisGroup(read);
    if (zip.size() > MOST_POINTS) {
      all.complain(problems, "is of more than " + MOST_POINTS + " points", "");
      return unread();
    }
    int distinct = zip.countDistinct();
    if (distinct < zip.size()) {
      all.complain(
          problems,
          "has the same point twice: " + distinct + " of " + zip.size() + " are distinct",
          "Leave the repeated ones out.");
      return unread();
    }
    return Optional.of(zip);
  }

  private Optional<AxisGroup> readSample(Sample.Kind kind) {
    Optional<Long> count = setting("count", COUNT);
    Optional<Long> seed = settings.containsKey("seed") ? setting("seed", SEED) : Optional.of(0L);
    Map<String, Law> laws = axes.read(LAW);
    if (count.isEmpty() || seed.isEmpty() || laws.isEmpty() || laws.size() < axes.paths().size()) {
      return unread();
    }
    Sample sample = new Sample(kind, Math.toIntExact(count.get()), seed.get());
    return Optional.of(
        new AxisGroup(
            laws.entrySet().stream()
                .map(each -> Axis.drawn(each.getKey(), sample, each.getValue()))
                .toList()));
  }

  private Optional<Long> setting(String key, WholeType<?> type) {
    Given given = settings.get(key);
    if (given == null) {
      problems.add(
          all.value().origin(),
          all.path() + "." + key,
          "is missing",
          "Say how many points, as in count = 100.");
      return Optional.empty();
    }
    Complaint complaint = problems.at(given.path());
    boolean isAxis = key.equals("seed") && !(given.value().unwrapped() instanceof Number);
    return type.read(
            given.value(),
            isAxis
                ? (where, message, cure) -> complaint.about(where, message, SEED_CURE)
                : complaint)
        .map(number -> type.meaning(number).longValue());
  }

  private Optional<AxisGroup> unread() {
    axes.giveUp();
    return Optional.empty();
  }
}
