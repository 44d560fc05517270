package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.FactorSweep.Dot;
import org.iclsweep.analysis.FactorSweep.Series;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;

class FactorSweepTest {

  @Test
  void twoLevelsAreAComparison() {
    assertThat(FactorSweep.of(Summary.of(Synthetic.quickstart()))).isEmpty();
  }

  @Test
  void everySettingOfAllElseIsASeries() {
    FactorSweep sweep = FactorSweep.of(Summary.of(Synthetic.phases(4))).get(1);
    assertThat(sweep.column()).isEqualTo("batch");
    assertThat(sweep.series())
        .extracting(s -> s.rest().label())
        .containsExactly("heads 1", "heads 2", "heads 3");
    assertThat(sweep.series().get(0).places().keySet()).containsExactly(64.0, 128.0, 192.0, 256.0);
    assertThat(sweep.series().get(2).places().keySet()).containsExactly(64.0, 192.0, 256.0);
    assertThat(FactorSweep.finalLosses(sweep.series().get(2)))
        .extracting(Dot::at)
        .containsExactly(
            64.0, 64.0, 64.0, 64.0, 192.0, 192.0, 192.0, 192.0, 256.0, 256.0, 256.0, 256.0);
  }

  @Test
  void columnsThatChangeTogetherAreOneSweep() {
    List<FactorSweep> sweeps = sweeps(new int[] {5, 10, 20}, new int[] {8, 4, 2});
    assertThat(sweeps).hasSize(1);
    assertThat(sweeps.get(0).factor().columns()).containsExactly("context", "batch");
    assertThat(sweeps.get(0).column()).isEqualTo("context");
    assertThat(sweeps.get(0).axis()).isEqualTo("context");
  }

  @Test
  void columnsOfTheSameNumbersShareTheAxis() {
    assertThat(sweeps(new int[] {5, 10, 20}, new int[] {5, 10, 20}).get(0).axis())
        .isEqualTo("context and batch");
  }

  @Test
  void aSampleOfTwoIsASweepOfNeither() {
    assertThat(sweeps(new int[] {5, 10, 20}, new int[] {2, 8, 4})).isEmpty();
  }

  private static List<FactorSweep> sweeps(int[] contexts, int[] batches) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < contexts.length; i++) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 0);
      p.put("context", contexts[i]);
      p.put("batch", batches[i]);
      runs.add(Synthetic.trial(p, false));
    }
    return FactorSweep.of(Summary.of(runs));
  }

  @Test
  void aWordForNoNumberStandsApartFromNumbers() {
    FactorSweep sweep = sweepOfSets(null, 128, 512, 2048);
    assertThat(sweep.series().get(0).places().keySet())
        .containsExactly(128.0, 512.0, 2048.0, FactorSweep.APART);
    assertThat(sweep.apart()).contains("endless");
    assertThat(sweep.numbers()).isEqualTo(4);
    assertThat(sweepOfSets(128, 512, 2048).apart()).isEmpty();
  }

  private static FactorSweep sweepOfSets(Integer... sizes) {
    List<Run> runs = new ArrayList<>();
    for (Integer size : sizes) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 0);
      p.put("dataset_size", size);
      runs.add(Synthetic.trial(p, false));
    }
    return FactorSweep.of(Summary.of(runs)).get(0);
  }

  @Test
  void trainingLossIsOfSetsThatTrainingComesBackTo() {
    Series series = ofSets(128, 512, 2048);
    assertThat(FactorSweep.trainingLosses(series)).hasSize(3);
    assertThat(FactorSweep.trainingLosses(series).get(0).value())
        .isEqualTo(lastTrainingLoss(series.places().get(128.0)));
    Series endless = FactorSweep.of(Summary.of(Synthetic.phases(3))).get(0).series().get(0);
    assertThat(FactorSweep.finalLosses(endless)).isNotEmpty();
    assertThat(FactorSweep.trainingLosses(endless)).isEmpty();
  }

  private static Double lastTrainingLoss(SettingSummary setting) {
    List<TrialRecord.CurvePoint> curve = setting.runs().get(0).record().curve();
    return curve.get(curve.size() - 1).trainLoss();
  }

  private static Series ofSets(Integer... sizes) {
    return sweepOfSets(sizes).series().get(0);
  }

  @Test
  void aLearnersLevelIsToldWhereTrialsWereHeldAgainstIt() {
    Series series = ofSets(128, 512, 2048);
    assertThat(FactorSweep.level(series, LearnerKind.GD))
        .containsExactly(
            new Band.Point(128, Synthetic.GD),
            new Band.Point(512, Synthetic.GD),
            new Band.Point(2048, Synthetic.GD));
    assertThat(FactorSweep.level(series, LearnerKind.RIDGE)).isEmpty();
  }

  @Test
  void mediansAreOfTheSeedsOfAPlace() {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    assertThat(
            FactorSweep.medians(
                List.of(
                    new Dot(1, run, 5),
                    new Dot(2, run, 7),
                    new Dot(1, run, 6),
                    new Dot(1, run, 1))))
        .containsExactly(new Band.Point(1, 5), new Band.Point(2, 7));
  }
}
