package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.engine.EarlyEnds.Saving;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.results.Pace;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same study with trials that end once they have learnt, and without. */
class StoppedStudyTest {

  private static final String STOP = "training.stop { when = learnt, stays = 60 }";

  private static final String STUDY = LateStudy.text(1.1, 60);

  private static final String EVENTS =
      "SELECT seed, crossed_step, learnt_step, crossed, learnt FROM transitions ORDER BY seed";

  @TempDir static Path whole;
  @TempDir static Path stopped;

  private static Study study(String more, int seeds) throws StudyException {
    String grid = "\nsweep.grid.seed = \"0..%d\"".formatted(seeds - 1);
    return Study.parse(STUDY + more + grid, "stopped", List.of());
  }

  private static Study stopping(int seeds) throws StudyException {
    return study(STOP + ", training.stop.within = 1.1", seeds);
  }

  private static void run(Study study, Path directory, Duration chunk) {
    SweepOptions options = SweepOptions.on(SharedSpark.settings()).withChunkTime(chunk);
    new Sweep(new KernelTrials(), options).run(study, directory.toString(), Progress.NONE);
  }

  @BeforeAll
  static void train() throws StudyException {
    run(study("", 6), whole, Duration.ofSeconds(30));
    run(stopping(6), stopped, Duration.ofSeconds(30));
  }

  private static List<List<Object>> ask(Path directory, String query) throws IOException {
    try (ResultTable table = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      return table.sql(query).rows();
    }
  }

  private static Map<Object, TrialRecord> trained(Path directory) {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.filter(row -> row.kind().equals(TrialRow.TRANSFORMER))
          .collect(Collectors.toMap(row -> row.parameters().get("seed"), TrialRow::record));
    }
  }

  @Test
  void eventsSharesAndSurvivalAreTheSame() throws IOException {
    assertThat(ask(stopped, "SELECT count(stopped_step) FROM trials").get(0).get(0))
        .as("otherwise this tells nothing")
        .isNotEqualTo(0L);
    assertThat(ask(stopped, EVENTS)).isEqualTo(ask(whole, EVENTS)).hasSize(6);
    String survival =
        "SELECT step, at_risk, learnt, survival, low, high FROM survival ORDER BY step";
    assertThat(ask(stopped, survival)).isNotEmpty().isEqualTo(ask(whole, survival));
    String shares = "SELECT judged, learnt, share, share_low, share_high, median_step FROM phases";
    assertThat(ask(stopped, shares)).isEqualTo(ask(whole, shares));
  }

  @Test
  void whetherAStoppedTrialRelapsedIsNotKnown() throws IOException {
    assertThat(ask(stopped, "SELECT seed FROM trials WHERE stopped_step IS NOT NULL ORDER BY seed"))
        .isNotEmpty()
        .isEqualTo(
            ask(stopped, "SELECT seed FROM transitions WHERE relapsed IS NULL ORDER BY seed"));
    assertThat(ask(whole, "SELECT count(*) FROM transitions WHERE relapsed IS NULL"))
        .isEqualTo(List.of(List.of(0L)));
  }

  @Test
  void curvesHaveACommonBeginning() {
    Map<Object, TrialRecord> full = trained(whole);
    trained(stopped)
        .forEach(
            (seed, record) -> {
              List<CurvePoint> curve = record.curve();
              assertThat(curve).isEqualTo(full.get(seed).curve().subList(0, curve.size()));
              int last = record.stoppedStep() == null ? LateStudy.STEPS : record.stoppedStep();
              assertThat(curve.get(curve.size() - 1).step()).isEqualTo(last);
            });
  }

  /** By view and by findings: what asks for more than the rule that stopped has no verdict. */
  @Test
  void byARuleThatAsksForMoreThereIsNoVerdict() throws IOException {
    LearntRule longer = new LearntRule(1.1, 200);
    try (ResultTable table = ResultTable.open(stopped.toString(), SharedSpark.settings())) {
      table.readBy(longer);
      List<List<Object>> told =
          table
              .sql(
                  "SELECT count(*) FROM trials JOIN transitions USING (trial_id) WHERE"
                      + " (stopped_step IS NOT NULL) = (fate IS NULL)")
              .rows();
      assertThat(told).isEqualTo(List.of(List.of(6L)));
    }
    trained(stopped)
        .values()
        .forEach(
            record ->
                assertThat(record.events(longer).isEmpty())
                    .isEqualTo(record.stoppedStep() != null));
  }

  @Test
  void aTableInPiecesIsTheSame(@TempDir Path pieces) throws Exception {
    run(stopping(2), pieces, Duration.ofNanos(1));
    run(stopping(6), pieces, Duration.ofNanos(1));
    try (ResultTable first = ResultTable.open(stopped.toString());
        ResultTable second = ResultTable.open(pieces.toString())) {
      assertThat(second.digest()).isEqualTo(first.digest());
    }
  }

  private static Outlook outlook(Study study, Path directory) {
    return Outlook.of(study, SharedSpark.settings().storage(), directory.toString());
  }

  private static double share() {
    return trained(stopped).values().stream()
            .mapToInt(
                record -> record.stoppedStep() == null ? LateStudy.STEPS : record.stoppedStep())
            .average()
            .orElseThrow()
        / LateStudy.STEPS;
  }

  /** What does not grow with steps is a part of the cost that is not saved. */
  @Test
  void aPlanTellsTheSavingByTrialsThatStopAndByThoseThatDoNot(@TempDir Path empty)
      throws StudyException {
    Saving byStopped = outlook(stopping(60), stopped).saving();
    assertThat(byStopped.trials()).isEqualTo(54);
    assertThat(byStopped.told()).isEqualTo(54);
    assertThat(byStopped.share()).isBetween(share(), share() + 0.2).isLessThan(0.95);

    Saving byWhole = outlook(stopping(6), whole).saving();
    assertThat(byWhole).isEqualTo(new Saving(6, 6, byStopped.share()));

    assertThat(outlook(stopping(6), empty).saving()).isEqualTo(new Saving(6, 0, 1));
    assertThat(outlook(study("", 60), stopped).saving()).isEqualTo(new Saving(0, 0, 1));
    Study others = study(STOP + ", training.stop.within = 1.1, model.heads = 3", 6);
    assertThat(outlook(others, stopped).saving()).isEqualTo(new Saving(6, 0, 1));
  }

  /** A rule of which trials that stopped by another do not tell. */
  @Test
  void whatStoppedBeforeDoesNotTellOfALongerStay() throws StudyException {
    Study longer = study("training.stop { when = learnt, within = 1.1, stays = 140 }", 6);
    assertThat(outlook(longer, stopped).saving()).isEqualTo(new Saving(6, 0, 1));
    assertThat(outlook(longer, whole).saving().share()).isLessThan(1);
  }

  @Test
  void thePaceIsThatOfTheStepsThatTrialsTook() throws StudyException {
    Pace pace = outlook(stopping(6), stopped).pace();
    Pace all = outlook(study("", 6), whole).pace();
    assertThat(pace.flops() / all.flops())
        .isCloseTo(outlook(stopping(60), stopped).saving().share(), within(1e-3));
  }
}
