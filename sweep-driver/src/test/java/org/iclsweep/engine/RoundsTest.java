package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.iclsweep.refine.Ending;
import org.iclsweep.refine.PointTrials;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of trials, run to their end at once or in pieces. */
class RoundsTest extends SweepCase {

  /** What a driver is thrown out by. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Three rounds, and no trials for a fourth. */
  private static final String[] SHORT = {"sweep.refine.budget=65", "sweep.refine.tolerance=0.01"};

  @TempDir static Path shared;

  /** The study as it is, run to its end by nobody disturbed. */
  private static Path narrow;

  /** The same of three rounds. */
  private static Path whole;

  private static SweepResult narrowed;
  private static final List<RoundResults> TOLD = new ArrayList<>();

  @BeforeAll
  static void runUndisturbed() throws Exception {
    narrow = shared.resolve("narrow");
    Progress telling =
        new Progress() {
          @Override
          public void update(State state) {}

          @Override
          public void round(RoundResults before) {
            TOLD.add(before);
          }
        };
    narrowed = sweep(RoundTrials.study(), narrow, telling);
    whole = shared.resolve("whole");
    sweep(RoundTrials.study(SHORT), whole, Progress.NONE);
  }

  private Study kept(Path where, Study study) throws Exception {
    return TrialTable.at(new Storage(Map.of()), where.toString()).withRounds(study);
  }

  private RoundResults results(Path where, Study study) throws Exception {
    TrialTable table = TrialTable.at(new Storage(Map.of()), where.toString());
    return RoundResults.of(table.withRounds(study), table);
  }

  private static String rounds(Path where) throws Exception {
    return Files.readString(where.resolve("_study/rounds.json"));
  }

  private static SweepResult sweep(Study study, Path where, Progress progress) {
    return new Sweep(RoundTrials.PLAIN, options()).run(study, where.toString(), progress);
  }

  private static List<TrialRow> rows(Path where) {
    try (ResultTable table = ResultTable.open(where.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }

  private static String digest(Path where) {
    try (ResultTable table = ResultTable.open(where.toString())) {
      return table.digest();
    }
  }

  @Test
  void roundsGoOnUntilTheBoundaryIsAsNarrowAsAsked() throws Exception {
    Study study = RoundTrials.study();
    RoundResults results = results(narrow, study);
    int points = results.points().size();

    assertThat(results.ending()).contains(Ending.FOUND);
    assertThat(results.next()).isEmpty();
    assertThat(results.boundary().uncertain()).isLessThanOrEqualTo(0.08);
    assertThat(results.verdict().course()).isEqualTo(Boundary.Course.CROSSING);
    assertThat(TOLD).hasSize(results.rounds().rounds().size() - 1).isNotEmpty();
    for (RoundResults before : TOLD) {
      assertThat(before.rounds()).isEqualTo(results.rounds().first(TOLD.indexOf(before) + 1));
      assertThat(before.boundary().uncertain()).isGreaterThan(0.08);
    }
    assertThat(narrowed.planned()).isEqualTo(5L * points);
    assertThat(narrowed.run()).isEqualTo(5L * points);
    assertThat(narrowed.present()).isZero();
    assertThat(narrowed.missing()).isZero();
    assertThat(narrowed.learnersRun()).isEqualTo(rows(narrow).size() - 5L * points);
    double place = results.refinement().axes().get(0).place(RoundTrials.HALF);
    // the band is of 95 %: one that lies this far outside would be no accident
    assertThat(results.boundary().above(List.of(place - 0.1))).isGreaterThan(0.9);
    assertThat(results.boundary().above(List.of(place + 0.1))).isLessThan(0.1);
  }

  /** Every point has seeds of its own, and its trials are those that a plain study has. */
  @Test
  void pointsHaveSeedsOfTheirOwn() throws Exception {
    Study study = RoundTrials.study();
    assertThat(rows(narrow))
        .filteredOn(row -> row.kind().equals("transformer"))
        .extracting(row -> row.parameters().get("seed"))
        .doesNotHaveDuplicates()
        .hasSize((int) kept(narrow, study).plan().size());
    for (PointTrials point : results(narrow, study).points()) {
      assertThat(point.told()).isEqualTo(5);
      assertThat(point.missing() + point.failed() + point.untold()).isZero();
    }
  }

  /** In each of many places: before a round is kept, after, and with some of its trials there. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRunThatIsKilledAnywhereHasTheSameRoundsAndTrials(int killed) throws Exception {
    Study study = RoundTrials.study(SHORT);
    assertThat(results(whole, study).rounds().rounds()).hasSize(3);

    Path after = directory.resolve("after");
    kill(study, after, afterRound(killed));
    assertThat(rounds(whole)).isNotEqualTo(rounds(after));
    assertThat(results(after, study).ending()).isEmpty();
    assertSame(study, after);

    Path begun = directory.resolve("begun");
    kill(study, begun, beforeRound(killed));
    assertThat(results(begun, study).ending()).contains(Ending.INCOMPLETE);
    assertSame(study, begun);

    Path amid = directory.resolve("amid");
    kill(study, amid, amidRound(killed));
    RoundResults some = results(amid, study);
    assertThat(some.ending()).contains(Ending.INCOMPLETE);
    assertThat(some.sum(PointTrials::missing)).isBetween(1, 19);
    assertSame(study, amid);
  }

  private void kill(Study study, Path where, Progress progress) {
    assertThatThrownBy(() -> sweep(study, where, progress))
        .isInstanceOfAny(Killed.class, SweepException.class);
  }

  private void assertSame(Study study, Path resumed) throws Exception {
    SweepResult result = sweep(study, resumed, Progress.NONE);
    assertThat(result.missing()).isZero();
    assertThat(rounds(resumed)).isEqualTo(rounds(whole));
    assertThat(digest(resumed)).isEqualTo(digest(whole));
  }

  private static Progress beforeRound(int round) {
    return new Progress() {
      @Override
      public void update(State state) {}

      @Override
      public void round(RoundResults before) {
        if (before.rounds().rounds().size() == round) {
          throw new Killed();
        }
      }
    };
  }

  private static Progress afterRound(int round) {
    AtomicInteger current = new AtomicInteger(1);
    return new Progress() {
      @Override
      public void update(State state) {
        boolean isDone = state.phase() == Phase.TRIALS && state.done() == state.total();
        if (current.get() == round && isDone) {
          throw new Killed();
        }
      }

      @Override
      public void round(RoundResults before) {
        current.incrementAndGet();
      }
    };
  }

  private static Progress amidRound(int round) {
    AtomicInteger current = new AtomicInteger(0);
    return new Progress() {
      @Override
      public void update(State state) {
        if (current.get() == round && state.phase() == Phase.TRIALS && state.fresh() > 0) {
          throw new Killed();
        }
      }

      @Override
      public void round(RoundResults before) {
        current.incrementAndGet();
      }
    };
  }

  @Test
  void aRunThatIsStoppedSaysSoAndIsGoneOnWith() throws Exception {
    Study study = RoundTrials.study(SHORT);
    Sweep sweep = new Sweep(RoundTrials.PLAIN, options());
    Progress stopping =
        new Progress() {
          @Override
          public void update(State state) {}

          @Override
          public void round(RoundResults before) {
            sweep.cancel(130);
          }
        };
    SweepResult stopped = sweep.run(study, directory.toString(), stopping);
    assertThat(stopped.interrupted()).isTrue();
    assertThat(stopped.exitCode()).isEqualTo(130);

    SweepResult rest = sweep(RoundTrials.PLAIN, study);
    assertThat(rest.present()).isEqualTo(25);
    assertThat(rest.run()).isEqualTo(rest.planned() - 25);
    assertThat(rounds(directory)).isEqualTo(rounds(whole));
  }

  @Test
  void coresMakeNoDifference() throws Exception {
    List<String> masters = List.of("local[1]", "local[4]");
    List<String> command = OwnJvm.ofLauncher("512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RoundsDriver.class.getName(), directory.toString()));
    command.addAll(masters);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();

    for (String master : masters) {
      assertThat(rounds(directory.resolve(master))).isEqualTo(rounds(whole));
      assertThat(digest(directory.resolve(master))).isEqualTo(digest(whole));
    }
  }

  /** A driver in a process of its own. */
  static final class RoundsDriver {
    private RoundsDriver() {}

    public static void main(String[] arguments) throws Exception {
      for (int k = 1; k < arguments.length; k++) {
        SweepOptions options = SweepOptions.on(new SparkSettings(arguments[k], Map.of()));
        String directory = arguments[0] + "/" + arguments[k];
        new Sweep(RoundTrials.PLAIN, options)
            .run(RoundTrials.study(SHORT), directory, Progress.NONE);
      }
    }
  }

  @Test
  void aSmallerToleranceGoesOnFromTheSameRounds() throws Exception {
    sweep(RoundTrials.PLAIN, RoundTrials.study("sweep.refine.tolerance=0.2"));
    long first = kept(directory, RoundTrials.study()).plan().size();
    SweepResult more = sweep(RoundTrials.PLAIN, RoundTrials.study());

    assertThat(more.present()).isEqualTo(first);
    assertThat(more.run()).isPositive();
    assertThat(rounds(directory)).isEqualTo(rounds(narrow));
    assertThat(sweep(RoundTrials.PLAIN, RoundTrials.study()).run()).isZero();
  }

  @Test
  void aBudgetIsNotExceededAndALargerOneGoesOn() throws Exception {
    Study tight = RoundTrials.study("sweep.refine.budget=64", "sweep.refine.tolerance=0.01");
    SweepResult result = sweep(RoundTrials.PLAIN, tight);
    assertThat(result.planned()).isEqualTo(45);
    assertThat(results(directory, tight).ending()).contains(Ending.BUDGET);

    Study wide = RoundTrials.study("sweep.refine.budget=65", "sweep.refine.tolerance=0.01");
    assertThat(results(directory, wide).ending()).isEmpty();
    assertThat(sweep(RoundTrials.PLAIN, wide).planned()).isEqualTo(65);
    assertThat(results(directory, wide).ending()).contains(Ending.BUDGET);
  }

  @Test
  void whereAllLearnThereIsNoBoundary() throws Exception {
    Study low =
        RoundTrials.study(
            "sweep.refine.axes.task.input-range=0.1..0.3", "sweep.refine.seeds-a-round=20");
    SweepResult result = sweep(RoundTrials.PLAIN, low);
    assertThat(results(directory, low).ending()).contains(Ending.ABOVE);
    assertThat(result.missing()).isZero();

    Path other = directory.resolve("high");
    Study high =
        RoundTrials.study(
            "sweep.refine.axes.task.input-range=1.5..2", "sweep.refine.seeds-a-round=20");
    sweep(high, other, Progress.NONE);
    assertThat(results(other, high).ending()).contains(Ending.BELOW);
  }

  /**
   * What diverged has not learnt; what failed is left out, and is not run again in later rounds.
   */
  @Test
  void failedTrialsAreLeftOutAndDivergedOnesCount() throws Exception {
    Study study = RoundTrials.study("sweep.refine.budget=45");
    int before = RoundTrials.RUN.get();
    SweepResult result =
        new Sweep(new RoundTrials(4, 3), options().withRetryFailed(true))
            .run(study, directory.toString(), Progress.NONE);
    RoundResults results = results(directory, study);

    assertThat(result.planned()).isEqualTo(45);
    assertThat(RoundTrials.RUN.get() - before).isEqualTo(45);
    assertThat(results.sum(PointTrials::failed)).isEqualTo(12); // 0, 4, ..., 44
    assertThat(results.sum(PointTrials::told)).isEqualTo(33);
    assertThat(result.failed()).isEqualTo(12);
    List<Integer> events = new ArrayList<>();
    results.points().stream().limit(2).forEach(point -> events.add(point.events()));
    assertThat(events)
        .containsExactly(2, 2); // of 0..4 are 0, 4 out and 3 diverged; of 5..9 8, and 6, 9
  }

  @Test
  void ofTrialsThatAllFailNothingIsTold() throws Exception {
    Study study = RoundTrials.study();
    new Sweep(new RoundTrials(1, 0), options()).run(study, directory.toString(), Progress.NONE);
    assertThat(results(directory, study).ending()).contains(Ending.UNTOLD);
    assertThat(kept(directory, study).plan().size()).isEqualTo(25);
  }

  /** Copies what an undisturbed run has left. */
  private void copy(Path finished) throws Exception {
    try (Stream<Path> files = Files.walk(finished)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(finished.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void roundsOfAnotherRefinementAreNotRunInto() throws Exception {
    copy(whole);
    String conf = Files.readString(directory.resolve("_study/study.conf"));
    String rounds = rounds(directory);

    Study other = RoundTrials.study("sweep.refine.share=0.9");
    assertThatThrownBy(() -> sweep(RoundTrials.PLAIN, other))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is of rounds with sweep.refine.share = 0.5, and the study has 0.9");
    assertThat(directory.resolve("_study/study.conf")).hasContent(conf);
    assertThat(rounds(directory)).isEqualTo(rounds);
  }

  @Test
  void roundsThatAreGoneAreFoundAgain() throws Exception {
    Study study = RoundTrials.study(SHORT);
    copy(whole);
    String rounds = rounds(directory);
    Files.delete(directory.resolve("_study/rounds.json"));

    assertThat(sweep(RoundTrials.PLAIN, study).run()).isZero();
    assertThat(rounds(directory)).isEqualTo(rounds);
  }

  @Test
  void compactionLeavesThem() throws Exception {
    Study study = RoundTrials.study();
    copy(narrow);
    String before = digest();
    Compaction.run(new Storage(Map.of()), directory.toString(), 1L << 27);

    assertThat(digest()).isEqualTo(before);
    assertThat(results(directory, study).ending()).contains(Ending.FOUND);
    assertThat(sweep(RoundTrials.PLAIN, study).run()).isZero();
    try (Stream<Path> files = Files.list(directory.resolve("trials"))) {
      assertThat(files.count()).isLessThan(6);
    }
  }

  /** Every round asks what was read of the other directory at first. */
  @Test
  void trialsOfAllRoundsAreTakenOver() throws Exception {
    Study study = RoundTrials.study(SHORT);
    int before = RoundTrials.RUN.get();
    SweepResult result =
        new Sweep(RoundTrials.PLAIN, options().withAdopted(List.of(narrow.toString())))
            .run(study, directory.toString(), Progress.NONE);

    assertThat(RoundTrials.RUN.get()).isEqualTo(before);
    assertThat(result.run()).isZero();
    assertThat(result.adopted()).extracting(Adopted::trials).containsExactly(65L);
    assertThat(result.adopted())
        .extracting(Adopted::learners)
        .containsExactly((long) (rows().size() - 65));
    assertThat(rounds(directory)).isEqualTo(rounds(whole));
    assertThat(digest()).isEqualTo(digest(whole));
  }

  @Test
  void theTruthIsWhatTheTrialsAreMadeOf() {
    assertThat(RoundTrials.probability(RoundTrials.HALF)).isCloseTo(0.5, within(1e-12));
    assertThat(RoundTrials.probability(0.1)).isGreaterThan(0.999);
    assertThat(RoundTrials.probability(2)).isLessThan(0.001);
  }
}
