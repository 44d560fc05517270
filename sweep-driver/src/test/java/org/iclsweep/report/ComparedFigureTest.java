package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Comparison;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Side;
import org.iclsweep.analysis.SideBySide;
import org.iclsweep.analysis.SideBySide.Match;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.statistics.Interval;
import org.junit.jupiter.api.Test;

class ComparedFigureTest {

  private static List<Run> runs(int heads, long from, long to, int late) {
    return LongStream.range(from, to)
        .mapToObj(
            seed -> {
              Map<String, Object> p = Synthetic.parameters(heads, "fan-in-variance", seed);
              Run run = Synthetic.trial(p, seed < from + late);
              double loss = run.record().finalLoss() * (1 + 0.02 * (seed * heads % 5));
              return Run.trial(run.id(), p, run.record().changed().finalLoss(loss, null).build());
            })
        .toList();
  }

  private static List<Run> both(List<Run> one, List<Run> other) {
    List<Run> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<Match> matches(List<Run> a, List<Run> b) {
    return SideBySide.of(new Side("before", a), new Side("after", b)).matches();
  }

  /** Two settings that both sides have, and the two pooled. */
  static List<Match> matches() {
    return matches(
        both(runs(1, 0, 12, 5), runs(2, 0, 12, 0)), both(runs(1, 4, 16, 2), runs(2, 4, 16, 1)));
  }

  private static List<Marks> drawn(List<Match> matches) {
    return Marks.of(ComparedFigure.of(matches));
  }

  private static void isInterval(Marks panel, int at, double row, String colour, Interval value) {
    Mark.Dot dot = panel.all(Mark.Dot.class).get(at);
    Mark.Line line = panel.all(Mark.Line.class).get(at);
    assertThat(dot.at()).isEqualTo(new Point(value.value(), row));
    assertThat(line.points())
        .containsExactly(new Point(value.low(), row), new Point(value.high(), row));
    assertThat(List.of(dot.fill(), dot.stroke(), line.colour())).containsOnly(colour);
    assertThat(dot.title()).isEqualTo(line.title()).contains(", 95 % ");
    assertThat(panel.panel().x().low()).isLessThanOrEqualTo(value.low());
    assertThat(panel.panel().x().high()).isGreaterThanOrEqualTo(value.high());
  }

  @Test
  void sharesOfBothSidesStandBesideEachOther() {
    List<Match> matches = matches();
    Marks shares = drawn(matches).get(0);
    for (int i = 0; i < 3; i++) {
      Comparison seeds = matches.get(i).seeds().orElseThrow();
      List<Comparison.Side> sides = List.of(seeds.a(), seeds.b());
      for (int side = 0; side < 2; side++) {
        var share = sides.get(side).learnt();
        Interval value = new Interval(share.share(), share.low(), share.high());
        double row = i + 0.5 + (2 * side - 1) * 0.17;
        isInterval(shares, 2 * i + side, row, Palette.series(side), value);
      }
    }
    assertThat(shares.all(Mark.Dot.class)).hasSize(6);
    assertThat(shares.all(Mark.Dot.class).get(0).title()).startsWith("before: ");
    assertThat(shares.all(Mark.Dot.class).get(1).title()).startsWith("after: ");
    assertThat(shares.words("label"))
        .extracting(Mark.Words::text)
        .containsExactly("heads 1", "heads 2", "pooled over 2 settings");
  }

  /** Of pooled settings, whose losses are others, only the ratio. */
  @Test
  void lossesAndDifferencesAreTheirs() {
    List<Match> matches = matches();
    List<Marks> panels = drawn(matches);
    for (int i = 0; i < 3; i++) {
      Match match = matches.get(i);
      Interval d = match.seeds().orElseThrow().difference();
      Interval points = new Interval(100 * d.value(), 100 * d.low(), 100 * d.high());
      isInterval(panels.get(1), i, i + 0.5, Palette.GREY, points);
      Interval ratio = match.losses().orElseThrow().ratio();
      isInterval(panels.get(3), i, i + 0.5, Palette.GREY, ratio);
    }
    for (int i = 0; i < 2; i++) {
      isInterval(panels.get(2), 2 * i, i + 0.5 - 0.17, Palette.BLUE, matches.get(i).means().get(0));
      isInterval(
          panels.get(2), 2 * i + 1, i + 0.5 + 0.17, Palette.ORANGE, matches.get(i).means().get(1));
    }
    assertThat(panels.get(2).all(Mark.Dot.class)).hasSize(4);
    assertThat(panels.get(1).rules("trained"))
        .containsExactly(new Mark.Rule(new Point(0, 0), new Point(0, 3), "trained"));
    assertThat(panels.get(3).rules("trained"))
        .containsExactly(new Mark.Rule(new Point(1, 0), new Point(1, 3), "trained"));
    assertThat(panels.get(0).rules("trained")).isEmpty();
  }

  @Test
  void theKeyNamesTheSides() {
    Marks key = drawn(matches()).get(4);
    assertThat(key.words("label")).extracting(Mark.Words::text).containsExactly("before", "after");
    assertThat(key.all(Mark.Box.class))
        .extracting(Mark.Box::fill)
        .containsExactly(Palette.BLUE, Palette.ORANGE);
    assertThat(ComparedFigure.of(matches()).caption())
        .startsWith("Of the seeds that both sides ran, with 95 % intervals")
        .contains("which is taken seed by seed.")
        .endsWith(" First: before; second: after.");
  }

  /** Each setting against each, so that sides have other names in each row. */
  @Test
  void rowsNameTheirSidesWhereTheseAreNotTheSame() {
    List<Match> matches = matches(runs(1, 0, 8, 1), both(runs(2, 8, 16, 1), runs(4, 8, 16, 0)));
    List<Marks> panels = drawn(matches);
    assertThat(panels.get(0).words("label"))
        .extracting(Mark.Words::text)
        .containsExactly(
            "after (heads 2) against before (heads 1)", "after (heads 4) against before (heads 1)");
    assertThat(panels.get(4).words("label"))
        .extracting(Mark.Words::text)
        .containsExactly("first", "second");
    assertThat(panels.get(3).all(Mark.Dot.class)).hasSize(2);
    assertThat(panels.get(3).all(Mark.Line.class)).as("ratios of medians").isEmpty();
    assertThat(ComparedFigure.of(matches).caption())
        .startsWith("Of all seeds, none of which both sides ran,")
        .contains("which is that of medians and has none.")
        .endsWith("Dotted: no difference.");
  }

  @Test
  void whereThereIsNothingToHoldThereIsNoFigure() {
    assertThat(ComparedFigure.of(List.of()).isDrawn()).isFalse();
    List<Match> one = matches().subList(0, 1);
    List<Match> many = Collections.nCopies(25, one.get(0));
    assertThat(ComparedFigure.of(many).caption())
        .endsWith(" The first 24 of 25 comparisons are drawn; the answer of compare has all.");
    assertThat(drawn(many).get(0).all(Mark.Dot.class)).hasSize(48);
  }
}
