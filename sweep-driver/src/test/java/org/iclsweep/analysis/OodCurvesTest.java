package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.junit.jupiter.api.Test;

class OodCurvesTest {

  /** The known loss of twice the range: 8.401. */
  @Test
  void theoryIsToldWhereTheModelWasMeasured() {
    OodCurves curves = OodCurves.of(setting(false), Shift.INPUT_RANGE, List.of());
    assertThat(curves.transformer().at()).hasSize(16);
    assertThat(curves.others()).isEmpty();
    assertThat(curves.isEmpty()).isFalse();
    assertThat(curves.theory()).hasSize(16);
    assertThat(curves.theory().get(15).x()).isEqualTo(2);
    assertThat(curves.theory().get(15).y()).isCloseTo(8.401, within(5e-4));
  }

  @Test
  void theoryIsToldWhereOnlyLearnersWereMeasured() {
    OodCurves curves = OodCurves.of(setting(true), Shift.INPUT_RANGE, Synthetic.learners());
    assertThat(curves.transformer().isEmpty()).isTrue();
    assertThat(curves.others()).hasSize(4);
    assertThat(curves.isEmpty()).isFalse();
    assertThat(curves.theory()).hasSize(16);
  }

  @Test
  void whatWasNotShiftedHasNoCurves() {
    OodCurves curves = OodCurves.of(setting(false), Shift.OTHER_INPUTS, Synthetic.learners());
    assertThat(curves.isEmpty()).isTrue();
    assertThat(curves.theory()).isEmpty();
  }

  @Test
  void lossesThatTrialsCarryThemselvesComeBeforeThoseOfRows() {
    Run trial = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    List<OodPoint> carried = new ArrayList<>(trial.record().ood());
    carried.add(new OodPoint(Shift.INPUT_RANGE, 3, "gd", 0.7));
    carried.add(new OodPoint(Shift.INPUT_RANGE, 4, "interpolated", 0.9));
    carried.add(new OodPoint(Shift.TEACHER_SCALE, 5, "gd", 0.8));
    SettingSummary setting =
        Summary.of(Synthetic.edited(List.of(trial), r -> r.with(Measures.OOD, carried)))
            .settings()
            .get(0);
    OodCurves curves = OodCurves.of(setting, Shift.INPUT_RANGE, Synthetic.learners());
    assertThat(curves.others().keySet())
        .containsExactly("gd", "gd-closed-form", "gd++", "least-squares", "interpolated");
    assertThat(curves.others().get("gd").medians()).containsExactly(new Band.Point(3, 0.7));
    assertThat(curves.others().get("interpolated").medians())
        .containsExactly(new Band.Point(4, 0.9));
    assertThat(curves.others().get("gd++").at()).hasSize(16);
    assertThat(curves.theory()).hasSize(18);
  }

  private static SettingSummary setting(boolean late) {
    Run trial = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), late);
    return Summary.of(List.of(trial)).settings().get(0);
  }
}
