package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.SideBySide.Match;
import org.iclsweep.statistics.Interval;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final String INIT = "fan-in-variance";

  /** Seeds of one setting, of which the first few are late. */
  private static List<Run> runs(int heads, int batch, long from, long to, int late) {
    List<Run> runs = new ArrayList<>();
    for (long seed = from; seed < to; seed++) {
      Map<String, Object> parameters = Synthetic.parameters(heads, INIT, seed);
      parameters.put("batch", batch);
      Run trial = Synthetic.trial(parameters, seed < from + late);
      runs.add(Run.trial(trial.id() + "-" + batch, trial.parameters(), trial.record()));
    }
    return runs;
  }

  @SafeVarargs
  private static Side side(String label, List<Run>... runs) {
    List<Run> all = new ArrayList<>(Synthetic.learners());
    List.of(runs).forEach(all::addAll);
    return new Side(label, all);
  }

  @Test
  void aSideIsTheSameAsItself() {
    Side side = side("a", runs(1, 64, 0, 12, 3), runs(2, 64, 0, 12, 0));
    SideBySide two = SideBySide.of(side, new Side("b", side.runs()));

    assertThat(two.differing()).isEmpty();
    assertThat(two.same()).isEqualTo(new SideBySide.Same(24, List.of()));
    assertThat(two.matches())
        .extracting(Match::where)
        .containsExactly("heads 1", "heads 2", "pooled over 2 settings");
    assertThat(two.matches())
        .allSatisfy(
            match -> {
              assertThat(match.isPaired()).isTrue();
              assertThat(match.seeds().orElseThrow().shareP()).isEqualTo(1);
              assertThat(match.losses().orElseThrow().ratio().value()).isEqualTo(1);
            });
  }

  @Test
  void whatNoValueIsCommonOfIsWhatIsCompared() {
    Side a = side("a", runs(1, 64, 0, 12, 8));
    Side b = side("b", runs(2, 64, 4, 16, 0));
    SideBySide two = SideBySide.of(a, b);
    Match match = two.matches().get(0);

    assertThat(two.matches()).hasSize(1);
    assertThat(two.differing()).containsExactly("heads");
    assertThat(two.apart()).containsExactly("heads");
    assertThat(match.where()).isEmpty();
    assertThat(match.labels()).containsExactly("a (heads 1)", "b (heads 2)");
    assertThat(two.sharedSeeds()).isEqualTo(8);
    assertThat(two.same().trials()).isZero();
    // of the 8 shared seeds, those that 4 are late in a: McNemar's exact test of 4 to 0
    assertThat(match.seeds().orElseThrow().a().learnt()).hasToString("4/8");
    assertThat(match.seeds().orElseThrow().shareP()).isEqualTo(0.125);
    assertThat(match.losses().orElseThrow().count()).isEqualTo(8);
  }

  /** A side that is called by one of these values is called by all of them, once. */
  @Test
  void whatASideIsCalledIsSaidOnce() {
    Side a = side("heads 1", runs(1, 64, 0, 4, 0));
    Side b = side("heads 2", runs(2, 128, 0, 4, 0));
    Side c = side("heads 4", runs(4, 64, 0, 4, 0));

    assertThat(SideBySide.of(a, b).matches().get(0).labels())
        .containsExactly("heads 1, batch 64", "heads 2, batch 128");
    assertThat(SideBySide.of(a, c).matches().get(0).labels()).containsExactly("heads 1", "heads 4");
  }

  @Test
  void lossesOfTheComparedSeedsHaveAMeanEach() {
    Side a = side("a", runs(1, 64, 0, 12, 3), runs(2, 64, 0, 12, 0));
    Side b = side("b", runs(1, 64, 4, 16, 0), runs(2, 64, 4, 16, 0));
    List<Match> matches = SideBySide.of(a, b).matches();
    List<Interval> means = matches.get(0).means();

    assertThat(means).hasSize(2);
    assertThat(means.get(1).value() / means.get(0).value())
        .isCloseTo(matches.get(0).losses().orElseThrow().ratio().value(), within(1e-12));
    assertThat(matches.get(2).where()).startsWith("pooled");
    assertThat(matches.get(2).means()).isEmpty();
  }

  @Test
  void aParameterWithCommonValuesIsHeldEqual() {
    Side a = side("a", runs(1, 64, 0, 8, 0), runs(1, 128, 0, 8, 0));
    Side b = side("b", runs(1, 128, 0, 8, 4), runs(1, 256, 0, 8, 4));
    SideBySide two = SideBySide.of(a, b);

    assertThat(two.differing()).containsExactly("batch");
    assertThat(two.apart()).isEmpty();
    assertThat(two.matches()).extracting(Match::where).containsExactly("batch 128");
  }

  @Test
  void eachSettingIsHeldAgainstEachWhereNoneIsCommon() {
    Side a = side("a", runs(1, 64, 0, 8, 0));
    Side b = side("b", runs(1, 128, 0, 8, 4), runs(1, 256, 0, 8, 4));

    assertThat(SideBySide.of(a, b).matches())
        .extracting(match -> match.labels().get(1))
        .containsExactly("b (batch 128)", "b (batch 256)");
  }

  @Test
  void seedsThatAreNotSharedAreNotPaired() {
    Side a = side("a", runs(1, 64, 0, 8, 0));
    Side b = side("b", runs(1, 64, 8, 16, 8));
    Match match = SideBySide.of(a, b).matches().get(0);

    assertThat(match.isPaired()).isFalse();
    assertThat(match.seeds().orElseThrow().b().learnt()).hasToString("0/8");
    assertThat(match.losses().orElseThrow().count()).isEqualTo(16);
  }

  @Test
  void aTrialThatCameOutOtherwiseIsNamed() {
    Side a = side("a", runs(1, 64, 0, 3, 0));
    List<Run> changed = new ArrayList<>(runs(1, 64, 0, 2, 0));
    Run last = runs(1, 64, 2, 3, 0).get(0);
    changed.add(
        Run.trial(
            last.id(), last.parameters(), last.record().changed().finalLoss(0.3, null).build()));

    assertThat(SideBySide.of(a, new Side("b", changed)).same())
        .isEqualTo(new SideBySide.Same(3, List.of(last.id())));
  }

  @Test
  void allThatIsToldIsAdjustedTogether() {
    Side a = side("a", runs(1, 64, 0, 12, 0), runs(2, 64, 0, 12, 0));
    Side b = side("b", runs(1, 64, 0, 12, 9), runs(2, 64, 0, 12, 0));
    SideBySide two = SideBySide.of(a, b);
    double smallest =
        two.matches().stream()
            .flatMap(m -> m.pValues().stream())
            .min(Double::compare)
            .orElseThrow();

    int tests = two.matches().stream().mapToInt(m -> m.pValues().size()).sum();
    assertThat(two.tests()).isEqualTo(tests);
    assertThat(SideBySide.holm(List.of(two)).get(smallest)).isEqualTo(tests * smallest);
    assertThat(SideBySide.holm(List.of(two, two)).get(smallest)).isEqualTo(2 * tests * smallest);
  }

  @Test
  void seedsArePooledAsOneThingInAllSettings() {
    Side a = side("a", runs(1, 64, 0, 12, 0), runs(2, 64, 0, 12, 0));
    Side b = side("b", runs(1, 64, 0, 12, 3), runs(2, 64, 0, 12, 3));
    List<Match> matches = SideBySide.of(a, b).matches();
    Match pooled = matches.get(2);

    assertThat(pooled.where()).isEqualTo("pooled over 2 settings");
    assertThat(pooled.seeds().orElseThrow().b().learnt()).hasToString("18/24");
    // three seeds of twelve lost both: sign flips of three differences of 2, as of three of 1
    assertThat(pooled.seeds().orElseThrow().shareP()).isEqualTo(0.25);
    assertThat(pooled.losses().orElseThrow().count()).isEqualTo(12);
    assertThat(Math.log(pooled.losses().orElseThrow().ratio().value()))
        .isCloseTo(
            matches.subList(0, 2).stream()
                .mapToDouble(m -> Math.log(m.losses().orElseThrow().ratio().value()))
                .average()
                .orElseThrow(),
            within(1e-12));
  }

  @Test
  void overlaidSidesAreOneStudyWithAParameterMore() {
    List<Run> runs =
        SideBySide.overlaid(
            List.of(side("a", runs(1, 64, 0, 4, 0)), side("b", runs(1, 64, 0, 4, 0))), "results");

    assertThat(Summary.of(runs).factors()).containsExactly(new Factor(List.of("results")));
    assertThat(Summary.of(runs).settings())
        .extracting(setting -> setting.setting().label())
        .containsExactly("results a", "results b");
  }

  @Test
  void valuesAreToldInOrderAndNotAll() {
    Side side =
        side(
            "a",
            java.util.stream.IntStream.range(1, 11)
                .mapToObj(batch -> runs(1, 11 - batch, 0, 1, 0).get(0))
                .toList());

    assertThat(SideBySide.values(side, "batch")).isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, ... (10)");
  }
}
