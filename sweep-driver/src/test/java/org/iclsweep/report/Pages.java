package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Studies of several shapes, their pages, and readers for what is in them. */
final class Pages {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^<>]*?(/?)>");
  private static final Set<String> VOID = Set.of("meta", "br");

  private Pages() {}

  static String page(List<Run> runs) {
    return new ReportPage(report(runs)).html();
  }

  static StudyReport report(List<Run> runs) {
    return new StudyReport(
        "a study", runs, List.of(), 128L, "./icl-sweep run conf/x.conf", null, "digest 0", "a = 1");
  }

  static List<Run> edited(List<Run> runs, UnaryOperator<TrialRecord> edit) {
    return Synthetic.edited(runs, edit).stream().filter(Run::isTrial).toList();
  }

  /** With a final loss so many times its own. */
  static TrialRecord lost(TrialRecord r, double factor) {
    return r.changed().finalLoss(factor * r.finalLoss(), r.finalLossStandardError()).build();
  }

  /** The curve over the input range, told of every shift that there is. */
  static TrialRecord onEveryShift(TrialRecord r) {
    List<OodPoint> ood = new ArrayList<>();
    for (Shift shift : Shift.values()) {
      for (OodPoint p : r.ood()) {
        if (p.shift() == Shift.INPUT_RANGE) {
          ood.add(new OodPoint(shift, p.alpha(), p.predictor(), p.loss()));
        }
      }
    }
    return r.with(Measures.OOD, ood);
  }

  /** A first layer that begins to look at the next token where the loss falls. */
  static TrialRecord copying(TrialRecord r) {
    List<Sensitivity> sensitivities =
        List.of(
            new Sensitivity(0, 3.16, 0.01, 0.01, 0.01),
            new Sensitivity(300, 3.2, 0.4, 0.12, 0.14),
            new Sensitivity(2000, 3.3, 0.86, 0.01, 0.05));
    return r.with(Measures.SENSITIVITIES, sensitivities);
  }

  /** Two functions of three places, answered before attention and behind it. */
  static TrialRecord answering(TrialRecord r) {
    List<FunctionPoint> points = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      for (double x : new double[] {-5, 0, 5}) {
        points.add(new FunctionPoint(task, "context", x / 2, x / 10));
        points.add(new FunctionPoint(task, "target", x, x / 10));
        points.add(new FunctionPoint(task, "before-attention", x, 0.2));
        points.add(new FunctionPoint(task, "transformer", x, x / 9));
        points.add(new FunctionPoint(task, "mlp-gd", x, x / 11));
      }
    }
    return r.with(Measures.FUNCTIONS, points);
  }

  static List<Run> withoutGradientDescent() {
    return edited(
        Synthetic.quickstart(),
        r ->
            unjudged(r)
                .with(Measures.ALIGNMENTS, List.of())
                .with(Measures.LEARNERS, List.of())
                .build());
  }

  /** With its losses, and no errors of them. */
  private static TrialRecord.Builder unjudged(TrialRecord r) {
    return r.changed()
        .finalLoss(r.finalLoss(), null)
        .interpolatedLoss(null, null)
        .transitionStep(null);
  }

  /** Held against mlp-gd, kernel smoothing and ridge instead, so that nothing can be judged. */
  static List<Run> againstAPerceptron() {
    List<LearnerKind> kinds =
        List.of(LearnerKind.MLP_GD, LearnerKind.KERNEL_SMOOTHING, LearnerKind.RIDGE);
    return edited(
        Synthetic.quickstart(),
        r -> {
          List<Alignment> alignments = new ArrayList<>();
          for (Alignment a : r.alignments()) {
            for (LearnerKind kind : kinds) {
              alignments.add(
                  new Alignment(
                      a.step(), kind, a.predictionDifference(), a.modelDifference(), a.cosine()));
            }
          }
          return unjudged(r)
              .with(Measures.ALIGNMENTS, alignments)
              .with(
                  Measures.LEARNERS,
                  kinds.stream()
                      .map(k -> new FittedLearner(k, 0.2, 0, List.of(), List.of()))
                      .toList())
              .build();
        });
  }

  /** No closed form, no levels of swapped heads; held against GD++, too. */
  static List<Run> twoLayers() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 9; seed++) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
      p.put("depth", 2);
      p.put("tied", true);
      Run run = Synthetic.trial(p, seed == 4);
      List<Alignment> alignments = Synthetic.withPlusPlus(run.record(), 3);
      TrialRecord r = run.record();
      List<FittedLearner> learners =
          r.learners().stream().filter(l -> l.kind() != LearnerKind.GD_CLOSED_FORM).toList();
      runs.add(
          Run.trial(
              run.id(),
              p,
              r.changed()
                  .finalLoss(r.finalLoss(), null)
                  .interpolatedLoss(null, null)
                  .with(Measures.ALIGNMENTS, alignments)
                  .with(Measures.LEARNERS, learners)
                  .build()));
    }
    return runs;
  }

  static List<Run> threeHeads() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 12; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(3, "fan-in-variance", seed), seed == 4));
    }
    return runs;
  }

  static List<Run> settings(int count) {
    List<Run> runs = new ArrayList<>(Synthetic.learners());
    for (int i = 0; i < count; i++) {
      for (long seed = 0; seed < 6; seed++) {
        Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
        p.put("learning_rate", (i + 1) / 2000.0);
        runs.add(Synthetic.trial(p, (seed + i) % 5 == 0));
      }
    }
    return runs;
  }

  /** Sets of 100 to 10,000 tasks, of which the training comes back to each. */
  static List<Run> fixedSets() {
    List<Run> runs = new ArrayList<>();
    for (int size = 100; size <= 10_000; size *= 10) {
      for (long seed = 0; seed < 3; seed++) {
        Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
        p.put("dataset_size", size);
        runs.add(Synthetic.trial(p, false));
      }
    }
    return runs;
  }

  /** One of three diverges, its curve leaving every chart. */
  static List<Run> diverged() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), false));
    }
    TrialRecord r = runs.get(0).record();
    List<CurvePoint> curve = new ArrayList<>(r.curve().subList(0, 5));
    curve.add(new CurvePoint(250, 1e20, 1e30, 1e10));
    curve.add(new CurvePoint(300, Double.NaN, Double.NaN, Double.NaN));
    List<Alignment> alignments =
        List.of(
            r.alignments().get(0),
            new Alignment(50, LearnerKind.GD, 1e30, 1e30, 0),
            new Alignment(100, LearnerKind.GD, Double.NaN, Double.NaN, Double.NaN));
    TrialRecord diverged =
        TrialRecord.ended(Outcome.DIVERGED, 300)
            .zeroLoss(r.zeroLoss(), null)
            .finalLoss(Double.NaN, Double.NaN)
            .with(Measures.CURVE, curve)
            .with(Measures.ALIGNMENTS, alignments)
            .with(Measures.LEARNERS, r.learners())
            .build();
    runs.set(0, Run.trial("d", runs.get(0).parameters(), diverged));
    return runs;
  }

  /** Outermost drawings, as they stand in the page. */
  static List<String> drawings(String page) {
    List<String> drawings = new ArrayList<>();
    Matcher figures =
        Pattern.compile("<figure>\n(<svg.*?</svg>)\n<figcaption>", Pattern.DOTALL).matcher(page);
    while (figures.find()) {
      drawings.add(figures.group(1));
    }
    return drawings;
  }

  static Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  /** What is named as an edge is there once, and no edge is named the same as another. */
  static void clipsAreDrawnOnce(String page) {
    List<String> drawn = matches("<clipPath id=\"([^\"]+)\"", page);
    assertThat(drawn).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
    assertThat(matches("url\\(#([^)]+)\\)", page)).isEqualTo(drawn);
  }

  private static List<String> matches(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }

  /** The page without what a browser runs, and the rows that this tells. */
  static String withoutScript(String page) {
    assertThat(page.split("<script", -1)).as("scripts").hasSize(3);
    return page.replaceAll("(?s)<script[ >].*?</script>", "");
  }

  /** Every tag of the page is closed by its own kind. */
  static void balanced(String page) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(page.replaceAll("(?s)<(style|script)[ >].*?</\\1>", ""));
    while (tags.find()) {
      String name = tags.group(2);
      if (!tags.group(1).isEmpty()) {
        assertThat(open.pop()).isEqualTo(name);
      } else if (tags.group(3).isEmpty() && !VOID.contains(name)) {
        open.push(name);
      }
    }
    assertThat(open).isEmpty();
  }
}
