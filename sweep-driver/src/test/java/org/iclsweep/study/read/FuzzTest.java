package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoilt study files: either what is wrong is told, with its place, or they are studies whose plans
 * can be run. More of them, others, or one: {@code -Dfuzz.cases=20000 -Dfuzz.seed=7
 * -Dfuzz.first=0}.
 */
class FuzzTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 500);
  private static final int FIRST = Integer.getInteger("fuzz.first", 0);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /**
   * Of the processor, far beyond what any takes: a machine that is ten times slower passes. What
   * the slowest took is printed.
   */
  private static final double MOST_SECONDS = 20;

  /** What is wrong with a study that has no line. */
  private static final String WHOLE =
      "is missing|.*characters, and a study has at most.*|is not UTF-8.*"
          + "|has more than 9223372036854775807 trials|has \\d+ more problems|.*too deeply.*";

  @TempDir Path folder;

  private double slowest;
  private String slowestCase = "none";
  private int right;

  @Test
  void whatIsSpoiltIsToldOrRuns() throws Exception {
    List<String> originals = Mutant.originals();
    Mutant.putBeside(folder);
    for (int number = FIRST; number < FIRST + CASES; number++) {
      Mutant mutant = Mutant.of(originals, SEED, number);
      try {
        check(mutant, "case-" + SEED + "-" + number + ".conf");
      } catch (Throwable fault) {
        Path kept = mutant.keep("case-" + SEED + "-" + number + ".conf");
        throw new AssertionError(
            "plan " + kept + " with --set " + mutant.overrides() + ": " + fault, fault);
      }
    }
    System.out.printf(
        "%d spoilt studies, %d of them right; the slowest took %.2f s: %s%n",
        CASES, right, slowest, slowestCase);
    assertThat(right).isLessThan(CASES);
  }

  private void check(Mutant mutant, String name) throws Exception {
    Path file = Files.write(folder.resolve("x.conf"), mutant.bytes());
    double before = seconds();
    try {
      runs(Study.read(file, mutant.overrides()));
      right++;
    } catch (StudyException wrong) {
      wrong.problems().forEach(FuzzTest::isToldWithItsPlace);
    }
    double took = seconds() - before;
    assertThat(took).as("seconds").isLessThan(MOST_SECONDS);
    if (took > slowest) {
      slowest = took;
      slowestCase = name;
    }
  }

  private static void runs(Study study) throws Exception {
    Study again = Study.parse(study.resolved(), "resolved", List.of());
    assertThat(again.resolved()).isEqualTo(study.resolved());
    assertThat(again.equals(study)).isTrue();
    Plan plan = (Plan) Studies.shipped(study.plan());
    for (long index : new long[] {0, plan.size() - 1}) {
      TransformerTrial trial = (TransformerTrial) Studies.shipped(plan.trial(index));
      assertThat(trial.id()).isEqualTo(study.plan().trial(index).id());
      assertThat(trial.spec()).isNotNull();
    }
  }

  private static void isToldWithItsPlace(Problem problem) {
    boolean isOverride = problem.file().startsWith(Problems.OVERRIDE);
    String told = problem.toString();
    assertThat(problem.file()).isNotEmpty();
    assertThat(told).hasSizeLessThan(4000).doesNotContain("Exception", "com.typesafe", "\tat ");
    if (!isOverride && !problem.message().matches("(?s)" + WHOLE)) {
      assertThat(problem.line()).as(told).isPositive();
    }
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
