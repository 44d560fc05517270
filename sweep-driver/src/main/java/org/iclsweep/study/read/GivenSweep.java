package org.iclsweep.study.read;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.read.GivenGroup.Form;

/** What a sweep, or a block of it, gives: groups of axes, and what it excludes. */
final class GivenSweep {

  static final String EXCLUDE = "exclude";

  private final String path;
  private final Problems problems;
  private final List<GivenGroup> groups = new ArrayList<>();
  private final List<GivenExclusion> excluded = new ArrayList<>();

  /**
   * @param path from the top of the study
   */
  GivenSweep(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The keys that it may have. */
  static List<String> keys() {
    return Stream.concat(Form.OF_SWEEPS.stream().map(Form::key), Stream.of(EXCLUDE)).toList();
  }

  /** From the top of the study. */
  String path() {
    return path;
  }

  /** Takes what is given to one of its keys. */
  void gather(String key, ConfigValue value) {
    String at = path + "." + key;
    if (key.equals(EXCLUDE)) {
      String example = "exclude = [{ model.depth = 1, model.heads = 2 }]";
      each(at, value, true, example, (where, object) -> excluded.add(exclusion(where, object)));
      return;
    }
    Form form =
        Form.OF_SWEEPS.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    each(
        at,
        value,
        form == Form.ZIP,
        form.example(),
        (where, object) -> groups.add(GivenGroup.of(form, where, object, problems)));
  }

  /** Takes what is given to the axes of a refinement. */
  void gather(GivenRefinement refinement) {
    groups.add(refinement.axes());
  }

  private GivenExclusion exclusion(String where, ConfigObject object) {
    GivenValues values = new GivenValues(where + ".", List.of(), problems).gather(object);
    return new GivenExclusion(new Given(where, object), values);
  }

  /** Takes an object, or those of a list. */
  private void each(
      String where,
      ConfigValue value,
      boolean orList,
      String example,
      BiConsumer<String, ConfigObject> take) {
    if (!Hocon.isKnown(value)) {
      problems.addUnresolved(value, where);
    } else if (value instanceof ConfigObject object) {
      take.accept(where, object);
    } else if (orList && value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        each(where + "[" + (i + 1) + "]", list.get(i), false, example, take);
      }
    } else {
      problems.at(where).mustBe("a section, as in " + example, value, "");
    }
  }

  /**
   * This beside what is said around it: a parameter that is mentioned here is swept here or not at
   * all, settings of a sample stay as they are outside unless they are given here, and what is
   * excluded outside is excluded here, too.
   *
   * @param fixed paths of the parameters to which the block gives a value
   */
  GivenSweep over(GivenSweep outer, Set<String> fixed) {
    Set<String> mentioned = new HashSet<>(fixed);
    groups.forEach(group -> mentioned.addAll(group.axes().paths()));
    GivenSweep both = new GivenSweep(path, problems);
    for (GivenGroup group : groups) {
      both.groups.add(outer.alike(group).map(other -> group.over(other, mentioned)).orElse(group));
    }
    outer.groups.stream()
        .filter(group -> alike(group).isEmpty())
        .forEach(group -> group.without(mentioned).ifPresent(both.groups::add));
    both.excluded.addAll(outer.excluded);
    both.excluded.addAll(excluded);
    return both;
  }

  /** The group that is one with another group of its form; zips are many. */
  private Optional<GivenGroup> alike(GivenGroup other) {
    return groups.stream()
        .filter(group -> group.form() == other.form() && group.form() != Form.ZIP)
        .findFirst();
  }

  List<GivenGroup> groups() {
    return groups;
  }

  List<GivenExclusion> excluded() {
    return excluded;
  }
}
