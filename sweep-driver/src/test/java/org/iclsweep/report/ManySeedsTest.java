package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.statistics.Survival;
import org.iclsweep.statistics.Survival.Fall;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of more seeds than lines can be told apart. */
class ManySeedsTest {
  private static final int LARGEST = 2_000_000;
  private static final int MOST = 100;

  /** One in nine is late. */
  private static List<Run> seeds(int count) {
    List<Run> runs = new ArrayList<>(Synthetic.learners());
    for (long seed = 0; seed < count; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), seed % 9 == 4));
    }
    return runs;
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 10_000})
  void aPageCanBeSent(int count) {
    String page = Pages.page(seeds(count));
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
    assertThat(page).contains("Of more than 100 seeds a sample of 100 is drawn");
    Pages.drawings(page).forEach(Pages::parse);
  }

  /** Evenly from first to last, at odd halves. */
  @Test
  void linesAreOfSeedsFromAllOfTheTable() {
    List<Run> runs = seeds(300);
    Marks panel = Marks.of(LossFigure.of(Summary.of(runs))).get(0);
    assertThat(panel.all(Mark.Line.class))
        .extracting(Mark.Line::title)
        .filteredOn(title -> title.startsWith("seed"))
        .hasSize(MOST)
        .startsWith("seed 1, learnt", "seed 4, late", "seed 7, learnt")
        .endsWith("seed 298, learnt");
  }

  /** Of 1 to 101 the quantile of p is 1 + 100 p. */
  @Test
  void bandsHoldTheMiddleHalfAndNineTenthsOfAll() {
    List<Run> runs =
        LongStream.rangeClosed(1, 101).mapToObj(seed -> flat(102 - seed, seed)).toList();
    Marks panel = Marks.of(LossFigure.of(Summary.of(runs))).get(0);
    assertThat(panel.all(Mark.Area.class))
        .extracting(Mark.Area::upper, Mark.Area::lower)
        .containsExactly(tuple(level(96), level(6)), tuple(level(76), level(26)));
    assertThat(panel.lines("median").get(0).points()).isEqualTo(level(51));
  }

  @Test
  void ofFewAllAreDrawnAndNoBand() {
    List<Run> runs = LongStream.rangeClosed(1, MOST).mapToObj(seed -> flat(seed, seed)).toList();
    Figure figure = LossFigure.of(Summary.of(runs));
    Marks panel = Marks.of(figure).get(0);
    assertThat(panel.all(Mark.Area.class)).isEmpty();
    assertThat(panel.all(Mark.Line.class)).hasSize(MOST);
    assertThat(figure.caption()).doesNotContain("sample");
  }

  private static Run flat(double loss, long seed) {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), false);
    List<CurvePoint> curve =
        Stream.of(0, 100).map(step -> new CurvePoint(step, null, loss, null)).toList();
    TrialRecord record = TrialRecord.ended(Outcome.COMPLETED).with(Measures.CURVE, curve).build();
    return Run.trial(run.id(), run.parameters(), record);
  }

  private static List<Point> level(double loss) {
    return List.of(new Point(0, loss), new Point(100, loss));
  }

  /** Long curves, many panels: fewer lines, and never fewer than a dozen. */
  @Test
  void howManyLinesDependsOnTheirLength() {
    List<SettingSummary> one = Summary.of(seeds(5)).settings();
    assertThat(crowd(one, 41).most()).isEqualTo(100);
    assertThat(crowd(one, 400).most()).isEqualTo(60);
    assertThat(crowd(one, 40_000).most()).isEqualTo(12);
    assertThat(crowd(List.of(one.get(0), one.get(0)), 400).most()).isEqualTo(30);
  }

  private static Crowd crowd(List<SettingSummary> settings, int points) {
    List<Point> curve = Collections.nCopies(points, new Point(0, 0));
    return Crowd.of(settings, run -> curve);
  }

  /** A curve of 2,000 falls is thinned to 600, and ends where it ended. */
  @Test
  void aCurveOfManyFallsEndsWhereAllOfThemEnd() {
    Survival survival = Summary.of(seeds(2_000)).settings().get(0).survival().orElseThrow();
    List<Point> points = TransitionFigure.points(survival, Fall::share, 2_000);
    List<Fall> falls = survival.falls();
    Fall last = falls.get(falls.size() - 1);
    assertThat(falls).hasSizeGreaterThan(1_000);
    assertThat(points).hasSize(1 + 2 * 601 + 2).endsWith(new Point(2_000, last.share()));
    assertThat(points.get(2 * 601).x()).isEqualTo(last.time());
    for (int i = 1; i < points.size() - 3; i += 2) {
      Point at = points.get(i + 1);
      assertThat(falls).anyMatch(f -> f.time() == at.x() && f.share() == at.y());
    }
  }

  @Test
  void dotsStandForAsManySeedsEach() {
    List<Run> runs = seeds(2_000);
    Summary summary = Summary.of(runs);
    Figure when = TransitionFigure.of(summary);
    long dots = Marks.of(when).stream().mapToLong(m -> m.all(Mark.Dot.class).size()).sum();
    assertThat(dots).isEqualTo(MOST);
    assertThat(when.caption()).contains("Of more than 100 seeds as many stand for all");
    long late =
        Marks.of(LateFigure.of(summary)).stream()
            .mapToLong(m -> m.all(Mark.Dot.class).size())
            .sum();
    assertThat(late).isEqualTo(MOST);
  }
}
