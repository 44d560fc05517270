package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.iclsweep.study.Identity;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;

/**
 * Studies whose sweeps are put together at random: either they are right, or it is told why not.
 */
class AnyStudyTest {

  private static final int STUDIES = 250;

  /** Parameters, each with three axes of two values or more and one of two values exactly. */
  private static final List<List<String>> AXES =
      List.of(
          List.of("seed", "\"0..3\"", "[2, 0, 9]", "[7, 8]"),
          List.of("model.depth", "\"1..3\"", "[1, 2]", "[2, 1]"),
          List.of("model.tied", "[true, false]", "[false, true]", "[false, true]"),
          List.of("model.heads", "[1, 2]", "\"1..4 log 3\"", "[4, 1]"),
          List.of("task.noise", "[off, 0.1]", "\"0.1..1 log 3\"", "[0.5, 1]"),
          List.of("training.optimizer.kind", "[adam, sgd]", "[sgd, adamw]", "[sgd, adam]"),
          List.of("training.optimizer.momentum", "[0, 0.9]", "\"0.1..0.9 by 0.4\"", "[0.1, 0.2]"),
          List.of("training.optimizer.beta1", "[0, 0.9]", "[0.5, 0.6, 0.7]", "[0.3, 0.4]"));

  private final SplittableRandom random = new SplittableRandom(11);

  private boolean oneIn(int chance) {
    return random.nextInt(chance) == 0;
  }

  /** Axes in a grid, a zip or a sample, now and then in two of them. */
  private String sweep() {
    Map<String, List<String>> groups = new TreeMap<>();
    for (List<String> axis : AXES) {
      if (oneIn(2)) {
        String form = List.of("grid", "grid", "zip", "random", "sobol").get(random.nextInt(5));
        String values = axis.get(form.equals("zip") ? 3 : random.nextInt(1, 4));
        groups.computeIfAbsent(form, key -> new ArrayList<>()).add(axis.get(0) + " = " + values);
      }
    }
    String text = "";
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      boolean isSample = group.getKey().equals("random") || group.getKey().equals("sobol");
      String count = isSample ? "count = " + random.nextInt(1, 12) + ", " : "";
      text += group.getKey() + " { " + count + String.join(", ", group.getValue()) + " }\n";
    }
    return oneIn(3) ? text + "exclude = [{ model.depth = 1, model.heads = 1 }]\n" : text;
  }

  private String study() {
    String fixed = oneIn(4) ? "model.tied = true\n" : "";
    String sweep = sweep() + (oneIn(20) ? "grid.model.heads = [1, 2]\n" : "");
    if (oneIn(2)) {
      sweep += "blocks { a { " + sweep() + " }, b { model.heads = 3 }, c { " + sweep() + " } }";
    }
    return "study = s\n" + fixed + "sweep {\ngrid.measure.every = 100\n" + sweep + "}";
  }

  @Test
  void eachIsRightOrToldToBeWrong() {
    int right = 0;
    for (int i = 0; i < STUDIES; i++) {
      String text = study();
      try {
        check(Study.parse(text, "x.conf", List.of()), text);
        right++;
      } catch (StudyException wrong) {
        assertThat(wrong.problems()).as(text).isNotEmpty().doesNotHaveDuplicates();
      }
    }
    assertThat(right).isBetween(STUDIES / 10, STUDIES * 9 / 10);
  }

  private static void check(Study study, String text) throws StudyException {
    Plan plan = study.plan();
    Set<String> ids = new HashSet<>();
    for (long index = 0; index < plan.size(); index++) {
      TransformerTrial trial = plan.trial(index);
      ids.add(trial.id());
      assertThat(trial.id()).isEqualTo(Identity.of(trial.values(), TransformerTrial.KIND));
      if (index % 10 == 0) {
        assertThat(plan.index(trial)).as(text).isEqualTo(index);
      }
    }
    assertThat(ids).as(text).hasSize((int) plan.size());
    Study again = Study.parse(study.resolved(), "resolved", List.of());
    assertThat(again.resolved()).as(text).isEqualTo(study.resolved());
    assertThat(again).as(text).isEqualTo(study);
  }
}
