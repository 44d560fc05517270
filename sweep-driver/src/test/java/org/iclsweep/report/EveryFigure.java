package org.iclsweep.report;

import static org.iclsweep.report.Pages.edited;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.AttentionLags.AttentionLag;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;
import org.iclsweep.trial.Linearisation.LinearisedLayer;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes.ProbePoint;
import org.iclsweep.trial.TrialRecord;

/** A figure of every kind, by the class that draws it. */
final class EveryFigure {

  private EveryFigure() {}

  static Map<String, List<Figure>> byClass() {
    Summary quickstart = Summary.of(Synthetic.quickstart());
    Summary deep = Summary.of(Pages.twoLayers());
    Map<String, List<Figure>> all = new LinkedHashMap<>();
    all.put("LossFigure", of(LossFigure.of(quickstart)));
    all.put("TransitionFigure", of(TransitionFigure.of(quickstart)));
    all.put("LateFigure", of(LateFigure.of(quickstart)));
    all.put("AlignmentFigure", AlignmentFigure.all(deep));
    all.put("WeightsFigure", WeightsFigure.all(quickstart));
    all.put("HeadSumFigure", of(HeadSumFigure.of(Summary.of(Pages.threeHeads()))));
    all.put("OodFigure", of(OodFigure.of(on(Pages::onEveryShift))));
    all.put("SensitivityFigure", of(SensitivityFigure.of(on(Pages::copying))));
    all.put("FunctionFigure", of(FunctionFigure.of(on(Pages::answering))));
    Stream<Run> held = FactorFigureTest.runs(List.of(1, 2, 3, 4, 5, 6, 7, 8)).stream();
    all.put(
        "FactorFigure",
        Stream.of(Pages.fixedSets(), held.toList())
            .flatMap(runs -> FactorSweep.of(Summary.of(runs)).stream())
            .map(FactorFigure::of)
            .toList());
    Stream<PhaseDiagram> phases = PhaseDiagram.of(Summary.of(Synthetic.phases(3))).stream();
    all.put("PhaseFigure", phases.map(PhaseFigure::of).toList());
    all.put("RolloutFigure", of(RolloutFigure.of(Summary.of(RolloutFigureTest.runs()))));
    all.put("PositionFigure", of(PositionFigure.of(Summary.of(PositionFigureTest.runs()))));
    List<Run> spectra = SpectrumFigureTest.runs(List.of(0.0, 0.1, 0.2), 10);
    all.put("SpectrumFigure", of(SpectrumFigure.of(Summary.of(spectra))));
    all.put("MeanLossFigure", of(MeanLossFigure.of(Summary.of(MeanLossFigureTest.runs()))));
    Summary integrated = Summary.of(IntegrationFigureTest.runs(true));
    all.put("IntegrationFigure", of(IntegrationFigure.of(integrated)));
    all.put("DistanceFigure", of(DistanceFigure.of(Summary.of(DistanceFigureTest.runs(3, 2)))));
    all.put("ValleyFigure", of(ValleyFigure.of(Summary.of(ValleyFigureTest.runs()))));
    all.put("BlocksFigure", of(BlocksFigure.of(Summary.of(BlocksFigureTest.runs(Map.of())))));
    all.put("FewShotFigure", of(FewShotFigureTest.figure(true)));
    all.put("SidesFigure", of(SidesFigure.of(quickstart, "heads")));
    all.put("ComparedFigure", of(ComparedFigure.of(ComparedFigureTest.matches())));
    all.put("LayerFigures", layers());
    all.put("ReplacementFigures", of(ReplacementFigures.linearised(linearised())));
    all.put(
        "BoundaryFigure",
        List.of(
            BoundaryFigure.of(BoundaryFigureTest.ONE), BoundaryFigure.of(BoundaryFigureTest.TWO)));
    return all;
  }

  private static List<Figure> of(Figure... figures) {
    return List.of(figures);
  }

  private static Summary on(UnaryOperator<TrialRecord> edit) {
    return Summary.of(edited(Synthetic.quickstart(), edit));
  }

  private static List<Figure> layers() {
    List<ProbePoint> probes = new ArrayList<>();
    List<AttentionLag> looks = new ArrayList<>();
    List<SensitivityAtLag> sensitivities = new ArrayList<>();
    for (int t = 1; t < 9; t++) {
      for (int layer = 0; layer < 3; layer++) {
        double error = 1.0 / (1 + layer * t);
        probes.add(new ProbePoint(9, ProbeKind.TARGET, layer, t, null, 99, 3, 55, error, 44, 33));
      }
      looks.add(new AttentionLag(9, 0, 0, t, Math.exp(-t), 0));
      sensitivities.add(new SensitivityAtLag(100 * t, 9, 0, t / 9.0));
      sensitivities.add(new SensitivityAtLag(100 * t, 9, null, 0.1));
    }
    return List.of(
        LayerFigures.probes(of(Measures.PROBES, probes)),
        LayerFigures.looks(of(Measures.ATTENTION_LAGS, looks)),
        LayerFigures.sensitivities(of(Measures.LAG_SENSITIVITIES, sensitivities)));
  }

  private static Summary linearised() {
    List<LinearisedLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      layers.add(new LinearisedLayer(layer, 7, 7, 7, 2.5 - layer / 2.0, 7, List.of(), List.of()));
    }
    return of(Measures.LINEARISED, layers);
  }

  private static <R extends Record> Summary of(Measure<R> measure, List<R> left) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", 0);
    Run run = Synthetic.trial(parameters, false);
    return Summary.of(List.of(Run.trial(run.id(), parameters, run.record().with(measure, left))));
  }
}
