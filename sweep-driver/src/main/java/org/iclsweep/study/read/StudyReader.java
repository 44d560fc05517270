package org.iclsweep.study.read;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.FieldWords;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.Nearest;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.Rounds;
import org.iclsweep.study.sweep.ScatteredException;

/**
 * Turns a parsed study into a plan, strictly: nothing unknown, nothing coerced, nothing guessed.
 */
final class StudyReader {

  static final String STUDY = "study";
  static final String SWEEP = "sweep";
  static final String BLOCKS = "blocks";
  private static final String BLOCK = "[A-Za-z0-9][A-Za-z0-9_-]*";
  private static final String BLOCK_RULE =
      "letters, digits, - and _ only, the first a letter or digit";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final String NAME_RULE =
      "letters, digits, - _ and . only, the first a letter or digit";

  /** What JSON Schema has of the name of a study. */
  static final Map<String, Object> NAME_SCHEMA =
      Map.of("type", "string", "pattern", "^" + NAME + "$");

  private final Problems problems;
  private final GivenValues fixed;
  private final GivenSweep sweep;
  private final List<GivenBlock> blocks = new ArrayList<>();
  private Optional<GivenRefinement> refinement = Optional.empty();

  StudyReader(Problems problems) {
    this.problems = problems;
    this.fixed = new GivenValues("", others(), problems);
    this.sweep = new GivenSweep(SWEEP, problems);
  }

  private static List<String> others() {
    return Stream.of(
            Stream.of("study", SWEEP, CheckReader.CHECKS, Scales.SCALE, Scales.SCALES),
            Stream.of(Remark.NOTE, Remark.TAGS),
            StudyKeyReader.paths().stream(),
            GivenSweep.keys().stream().map(key -> SWEEP + "." + key),
            Stream.of(SWEEP + "." + BLOCKS),
            GivenRefinement.paths().stream())
        .flatMap(keys -> keys)
        .toList();
  }

  /** The study, if nothing is wrong with it. */
  Study read(ConfigObject document) throws StudyException {
    String name = Optional.ofNullable(document.get("study")).map(this::name).orElse("");
    if (!document.containsKey("study")) {
      problems.add("study", "is missing", "Give the study a name, as in study = my-study.");
    }
    Remark remark = Remark.read(document, problems);
    StudyKeyReader keys = new StudyKeyReader(problems);
    LearntRule learntRule = keys.learntRule(document);
    LossUnit lossUnit = keys.lossUnit(document);
    fixed.gather(
        StudyKeyReader.rest(document)
            .withoutKey("study")
            .withoutKey(Remark.NOTE)
            .withoutKey(Remark.TAGS)
            .withoutKey(SWEEP)
            .withoutKey(CheckReader.CHECKS));
    Optional.ofNullable(document.get(SWEEP)).ifPresent(this::gatherSweep);
    GivenBlock outer = new GivenBlock("", fixed, sweep);
    List<GivenBlock> given = blocks.isEmpty() ? List.of(outer) : blocks;
    Optional<Plan> plan = plan(outer, given);
    List<Check> checks =
        Optional.ofNullable(document.get(CheckReader.CHECKS))
            .map(value -> new CheckReader(problems).read(value))
            .orElse(List.of());
    problems.throwIfAny();
    keys.checkGoal(document, plan.orElseThrow());
    keys.checkStop(document, plan.orElseThrow(), learntRule, given);
    refinement.ifPresent(each -> each.checkEvent(plan.orElseThrow(), learntRule));
    Optional<Rounds> first = refinement.flatMap(GivenRefinement::read);
    problems.throwIfAny();
    refinement.ifPresent(each -> each.checkRegion(first.orElseThrow(), plan.orElseThrow()));
    problems.throwIfAny();
    Plan trials = first.map(each -> each.plan(plan.orElseThrow())).orElse(plan.orElseThrow());
    return Study.of(name, remark, trials, learntRule, lossUnit, checks, first);
  }

  private Optional<Plan> plan(GivenBlock outer, List<GivenBlock> given) {
    try {
      return new PlanReader(outer, given, problems).read();
    } catch (ScatteredException scattered) {
      problems.add(SWEEP, scattered.getMessage(), "Give them the same step.");
      return Optional.empty();
    }
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
      problems.at("study").mustBe(NAME_RULE, value, "");
    }
    return name;
  }

  private void gatherSweep(ConfigValue value) {
    Optional<ConfigObject> section = section(SWEEP, "sweep { grid { ... } }", value);
    if (section.isEmpty()) {
      return;
    }
    if (section.get().isEmpty()) {
      problems.add(value.origin(), SWEEP, "is empty", "Add a grid or leave sweep out.");
    }
    ConfigObject others = section.get().withoutKey(BLOCKS).withoutKey(GivenRefinement.KEY);
    others.forEach(this::gatherSweep);
    Optional.ofNullable(section.get().get(BLOCKS)).ifPresent(this::gatherBlocks);
    Optional.ofNullable(section.get().get(GivenRefinement.KEY))
        .ifPresent(refine -> gatherRefinement(refine, section.get()));
  }

  /** It says all that is swept, so nothing may stand beside it. */
  private void gatherRefinement(ConfigValue value, ConfigObject beside) {
    refinement =
        section(GivenRefinement.PATH, GivenRefinement.EXAMPLE, value)
            .flatMap(object -> GivenRefinement.of(object, problems));
    refinement.ifPresent(sweep::gather);
    beside
        .withoutKey(GivenRefinement.KEY)
        .forEach(
            (key, other) ->
                problems.add(
                    other.origin(),
                    SWEEP + "." + key,
                    "stands beside " + GivenRefinement.PATH + ", which says all that is swept",
                    GivenRefinement.BESIDE));
    fixed
        .at(Parameters.SEED)
        .ifPresent(
            seed ->
                seed.complain(
                    problems,
                    "has no effect beside " + GivenRefinement.PATH,
                    GivenRefinement.OWN_SEEDS));
  }

  private void gatherSweep(String key, ConfigValue value) {
    if (GivenSweep.keys().contains(key)) {
      sweep.gather(key, value);
      return;
    }
    String path = SWEEP + "." + key;
    boolean isParameter = Parameters.isSection(key) || Parameters.at(key).isPresent();
    String cure =
        isParameter
            ? "Sweep it in sweep.grid." + key + "."
            : FieldWords.path(key)
                .filter(word -> Parameters.at(word).isPresent())
                .map(word -> "Sweep it in sweep.grid." + word + ".")
                .or(() -> FieldWords.instead(key))
                .or(() -> Nearest.of(path, others()).map(near -> "Did you mean " + near + "?"))
                .orElse(
                    "Known here: " + String.join(", ", GivenSweep.keys()) + ", blocks, refine.");
    problems.add(value.origin(), path, "unknown key", cure);
  }

  private void gatherBlocks(ConfigValue value) {
    String path = SWEEP + "." + BLOCKS;
    Optional<ConfigObject> section =
        section(path, "blocks { shallow { ... }, deep { ... } }", value);
    if (section.isPresent() && section.get().isEmpty()) {
      problems.add(value.origin(), path, "is empty", "Add a block or leave blocks out.");
    }
    section
        .map(TreeMap<String, ConfigValue>::new)
        .ifPresent(blocks -> blocks.forEach((name, block) -> gatherBlock(path, name, block)));
  }

  private void gatherBlock(String blocks, String name, ConfigValue value) {
    String path = blocks + "." + name;
    if (!name.matches(BLOCK)) {
      String cure = "Write " + BLOCK_RULE + ".";
      problems.add(value.origin(), path, "is no name of a block", cure);
    }
    section(path, name + " { grid { ... } }", value)
        .ifPresent(object -> this.blocks.add(block(path, name, object)));
  }

  private GivenBlock block(String path, String name, ConfigObject object) {
    GivenSweep swept = new GivenSweep(path, problems);
    ConfigObject rest = object;
    for (String key : GivenSweep.keys()) {
      Optional.ofNullable(object.get(key)).ifPresent(each -> swept.gather(key, each));
      rest = rest.withoutKey(key);
    }
    List<String> others = GivenSweep.keys().stream().map(key -> path + "." + key).toList();
    GivenValues own = new GivenValues(path + ".", others, problems).gather(rest);
    GivenBlock alone = new GivenBlock(name, own, swept);
    Parameters.all().stream()
        .filter(each -> own.at(each).isPresent())
        .forEach(
            each -> alone.swept(each).ifPresent(axis -> refuse(own.at(each).orElseThrow(), axis)));
    Set<String> paths = own.paths();
    return new GivenBlock(name, own.over(fixed, paths), swept.over(sweep, paths));
  }

  private void refuse(Given fixed, Given axis) {
    fixed.complain(problems, "is swept by " + axis.path() + ", too", "Leave one out.");
  }

  /** The object that a value has to be. */
  private Optional<ConfigObject> section(String path, String example, ConfigValue value) {
    if (!Hocon.isKnown(value)) {
      problems.addUnresolved(value, path);
      return Optional.empty();
    }
    if (value instanceof ConfigObject object) {
      return Optional.of(object);
    }
    problems.at(path).mustBe("a section, as in " + example, value, "");
    return Optional.empty();
  }
}
