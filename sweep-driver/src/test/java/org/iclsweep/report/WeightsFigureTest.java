package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class WeightsFigureTest {
  private static final int WIDTH = Synthetic.DIM + 1;
  private static final List<Run> RUNS =
      SmallStudy.of(2).stream().map(WeightsFigureTest::withOwnWeights).toList();

  /** By loss the third of the six that learnt. */
  private static final Run TYPICAL =
      RUNS.stream()
          .filter(r -> !SmallStudy.isLate(r))
          .sorted((a, b) -> a.record().finalLoss().compareTo(b.record().finalLoss()))
          .toList()
          .get(2);

  private static final Run LATE =
      RUNS.stream().filter(SmallStudy::isLate).findFirst().orElseThrow();

  @Test
  void mapsAreTheProductsOfATypicalAndOfALateSeed() {
    Figure figure = WeightsFigure.all(Summary.of(RUNS)).get(0);
    DrawnFigure drawn = DrawnFigure.of(figure);
    List<DrawnMap> maps = DrawnMap.of(drawn);
    assertThat(maps).as("of the construction one head, two of each seed").hasSize(10);
    double largest = range(figure.caption(), "W_PV from -([^ ]+) to ");
    int found = 0;
    for (Run run : List.of(TYPICAL, LATE)) {
      for (int head = 0; head < 2; head++) {
        Products products = Products.of(run, head).scaled();
        DrawnMap kq = maps.get(2 + 4 * found + 2 * head);
        DrawnMap pv = maps.get(3 + 4 * found + 2 * head);
        assertThat(kq.name()).isEqualTo("W_KQ  layer 0, head " + head);
        assertThat(pv.name()).isEqualTo("W_PV");
        kq.tells(products.kq.getData(), 1);
        // the range is written with four digits
        pv.tells(products.pv.getData(), largest(largest));
        notes(drawn, kq, pv, products);
      }
      found++;
    }
    assertThat(drawn.words("title", t -> true))
        .containsExactly(
            "construction",
            "typical, seed " + TYPICAL.seed() + loss(TYPICAL),
            "late, seed " + LATE.seed() + loss(LATE));
  }

  /** The largest entry, which the caption rounds. */
  private static double largest(double written) {
    double largest = 0;
    for (Run run : List.of(TYPICAL, LATE)) {
      for (int head = 0; head < 2; head++) {
        for (double[] row : Products.of(run, head).scaled().pv.getData()) {
          for (double entry : row) {
            largest = Math.max(largest, Math.abs(entry));
          }
        }
      }
    }
    assertThat(written).isCloseTo(largest, within(1e-3 * largest));
    return largest;
  }

  private static void notes(DrawnFigure drawn, DrawnMap kq, DrawnMap pv, Products products) {
    double[] sigma = new SingularValueDecomposition(products.kq).getSingularValues();
    double row = products.kq.getRowVector(WIDTH - 1).getNorm();
    double energy = Math.pow(row / products.kq.getFrobeniusNorm(), 2);
    assertThat(under(drawn, kq))
        .isEqualTo(
            "σ₂/σ₁ %s, y row %s %%"
                .formatted(Numbers.fixed(sigma[1] / sigma[0], 3), Numbers.percent(energy)));
    assertThat(under(drawn, pv))
        .isEqualTo("y to y: " + Numbers.fixed(products.pv.getEntry(WIDTH - 1, WIDTH - 1), 3));
  }

  private static String under(DrawnFigure drawn, DrawnMap map) {
    List<String> words =
        drawn.words(
            "tick",
            t ->
                DrawnFigure.isNear(DrawnFigure.number(t, "x"), map.left())
                    && DrawnFigure.isNear(
                        DrawnFigure.number(t, "y"), map.top() + MatrixMap.SIZE + 32));
    assertThat(words).hasSize(1);
    return words.get(0);
  }

  @Test
  void aSettingWithALearntAndALateSeedWins() {
    List<Run> both = seeds(2, true, true);
    assertThat(caption(seeds(1, true, false), both)).startsWith("From heads 2. ");
    assertThat(caption(seeds(1, false, true), both)).startsWith("From heads 2. ");
    assertThat(caption(both, seeds(3, true, false))).startsWith("From heads 2. ");
    assertThat(caption(both, seeds(3, false, true))).startsWith("From heads 2. ");
  }

  @Test
  void aSettingWithALearntSeedWinsOverOneWithALateSeed() {
    assertThat(caption(seeds(1, false, true), seeds(2, true, false))).startsWith("From heads 2. ");
    assertThat(caption(seeds(1, true, false), seeds(2, false, true))).startsWith("From heads 1. ");
  }

  @Test
  void theFirstOfSettingsThatShowTheSameWins() {
    assertThat(caption(seeds(2, true, true), seeds(1, true, true))).startsWith("From heads 1. ");
    assertThat(caption(seeds(2, false, true), seeds(1, false, true))).startsWith("From heads 1. ");
  }

  private static List<Run> seeds(int heads, boolean learnt, boolean late) {
    List<Run> runs = new ArrayList<>();
    if (learnt) {
      runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", 0), false));
    }
    if (late) {
      runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", 1), true));
    }
    return runs;
  }

  private static String caption(List<Run> some, List<Run> others) {
    List<Run> runs = new ArrayList<>(some);
    runs.addAll(others);
    return WeightsFigure.all(Summary.of(runs)).get(0).caption();
  }

  @Test
  void theLabelStandsBesideItsRowAndUnderItsColumn() {
    DrawnFigure drawn = DrawnFigure.of(WeightsFigure.all(Summary.of(RUNS)).get(0));
    double last = MatrixMap.SIZE * (WIDTH - 0.5) / WIDTH;
    for (DrawnMap map : DrawnMap.of(drawn)) {
      double right = map.left() + MatrixMap.SIZE;
      double bottom = map.top() + MatrixMap.SIZE;
      List<Element> letters =
          drawn
              .elements("text", "tick")
              .filter(t -> t.getTextContent().equals("y"))
              .filter(t -> isWithin(DrawnFigure.number(t, "x"), map.left(), right + 10))
              .filter(t -> isWithin(DrawnFigure.number(t, "y"), map.top(), bottom + 20))
              .toList();
      assertThat(letters).as("beside %s, under it", map.name()).hasSize(2);
      Element beside = letters.get(0);
      assertThat(DrawnFigure.number(beside, "x")).isGreaterThan(right);
      // the middle of a letter lies 3.5 above its base line
      assertThat(DrawnFigure.number(beside, "y") - 3.5)
          .isCloseTo(map.top() + last, within(DrawnAxis.ROUNDING));
      Element under = letters.get(1);
      assertThat(DrawnFigure.number(under, "y")).isGreaterThan(bottom + 8);
      assertThat(DrawnFigure.number(under, "x"))
          .isCloseTo(map.left() + last, within(DrawnAxis.ROUNDING));
      assertThat(under.getAttribute("text-anchor")).isEqualTo("middle");
    }
  }

  private static boolean isWithin(double at, double from, double to) {
    return at > from && at < to;
  }

  /** Identity on the inputs; minus the best rate over the context length in the corner. */
  @Test
  void noRowIsCalledTheLabelWhereLayersReadOtherThings() {
    List<Run> embedded =
        seeds(1, true, false).stream().map(WeightsFigureTest::withAnEmbedding).toList();
    Figure figure = WeightsFigure.all(Summary.of(embedded)).get(0);
    DrawnFigure drawn = DrawnFigure.of(figure);
    assertThat(DrawnMap.of(drawn)).hasSize(2);
    assertThat(drawn.elements("text", "tick").map(Element::getTextContent)).doesNotContain("y");
    assertThat(figure.caption()).contains("Rows: features of what a layer reads.");
  }

  private static Run withAnEmbedding(Run run) {
    Map<String, Object> parameters = new LinkedHashMap<>(run.parameters());
    parameters.put("embedding", WIDTH);
    return Run.trial(run.id(), parameters, run.record());
  }

  @Test
  void theConstructionIsOneStepOfGradientDescent() {
    Figure figure = WeightsFigure.all(Summary.of(RUNS)).get(0);
    List<DrawnMap> maps = DrawnMap.of(DrawnFigure.of(figure));
    double[][] kq = new double[WIDTH][WIDTH];
    double[][] pv = new double[WIDTH][WIDTH];
    for (int i = 0; i < Synthetic.DIM; i++) {
      kq[i][i] = 1;
    }
    // 15 N / (a² (5 (N + d) - 1)) over N, with N = d = 10 and a = 1/2
    pv[WIDTH - 1][WIDTH - 1] = -15 / (0.25 * 99);
    maps.get(0).tells(kq, 1);
    maps.get(1).tells(pv, largest(range(figure.caption(), "W_PV from -([^ ]+) to ")));
  }

  @Test
  void headsAndTheirSumShareTheirColours() {
    DrawnFigure drawn = DrawnFigure.of(HeadSumFigure.of(Summary.of(RUNS)));
    List<DrawnMap> maps = DrawnMap.of(drawn);
    assertThat(maps)
        .extracting(DrawnMap::name)
        .containsExactly("head 0", "head 1", "sum over heads");
    RealMatrix first = onLabel(0);
    RealMatrix second = onLabel(1);
    List<RealMatrix> expected = List.of(first, second, first.add(second));
    double largest = 0;
    for (RealMatrix m : expected) {
      for (double[] row : m.getData()) {
        for (double entry : row) {
          largest = Math.max(largest, Math.abs(entry));
        }
      }
    }
    List<String> ranges = drawn.words("tick", t -> t.getTextContent().startsWith("colours from"));
    assertThat(drawn.words("tick", t -> t.getTextContent().startsWith("σ")))
        .containsExactly("σ max / min " + Numbers.ratio(spread(expected.get(2))));
    assertThat(ranges).hasSize(1);
    assertThat(range(ranges.get(0), "colours from -([^ ]+) to"))
        .isCloseTo(largest, within(1e-3 * largest));
    for (int i = 0; i < 3; i++) {
      maps.get(i).tells(expected.get(i).getData(), largest);
    }
    assertThat(drawn.words("tick", t -> t.getTextContent().equals("y"))).hasSize(2 * 3);
    assertThat(drawn.words("title", t -> true))
        .containsExactly("all trials, seed " + TYPICAL.seed(), "+", "=");
  }

  /** The letter beside a map takes nine of the gap. */
  @Test
  void signsStandMidwayBetweenWhatTheyJoin() {
    DrawnFigure drawn = DrawnFigure.of(HeadSumFigure.of(Summary.of(RUNS)));
    List<DrawnMap> maps = DrawnMap.of(drawn);
    List<Element> signs =
        drawn.elements("text", "title").filter(t -> t.getTextContent().matches("[+=]")).toList();
    assertThat(signs).hasSize(2);
    for (int i = 0; i < 2; i++) {
      double from = maps.get(i).left() + MatrixMap.SIZE + 9;
      double to = maps.get(i + 1).left();
      assertThat(DrawnFigure.number(signs.get(i), "x")).isCloseTo((from + to) / 2, within(1.0));
      assertThat(signs.get(i).getAttribute("text-anchor")).isEqualTo("middle");
      assertThat(DrawnFigure.number(signs.get(i), "y") - 4)
          .isCloseTo(maps.get(i).top() + MatrixMap.SIZE / 2, within(DrawnAxis.ROUNDING));
    }
  }

  /** Between inputs. */
  private static double spread(RealMatrix sum) {
    double[] values =
        new SingularValueDecomposition(sum.getSubMatrix(0, WIDTH - 2, 0, WIDTH - 2))
            .getSingularValues();
    return values[0] / values[WIDTH - 2];
  }

  private static RealMatrix onLabel(int head) {
    Products products = Products.of(TYPICAL, head);
    return products.kq.scalarMultiply(products.pv.getEntry(WIDTH - 1, WIDTH - 1));
  }

  private static double range(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    String to = text.substring(matcher.end()).trim().replaceAll("^to ", "");
    assertThat(to).startsWith(matcher.group(1));
    return Double.parseDouble(matcher.group(1));
  }

  private static String loss(Run run) {
    return ", loss " + Numbers.loss(run.record().finalLoss());
  }

  /** Key times query transposed, value times projection. */
  private record Products(RealMatrix kq, RealMatrix pv) {

    static Products of(Run run, int head) {
      return new Products(
          matrix(run, head, "key").multiply(matrix(run, head, "query").transpose()),
          matrix(run, head, "value").multiply(matrix(run, head, "projection")));
    }

    /** The largest singular value of the first is moved into the second; its trace is positive. */
    Products scaled() {
      double norm = new SingularValueDecomposition(kq).getSingularValues()[0];
      double factor = kq.getTrace() < 0 ? -norm : norm;
      return new Products(kq.scalarMultiply(1 / factor), pv.scalarMultiply(factor));
    }

    private static RealMatrix matrix(Run run, int head, String name) {
      WeightMatrix w =
          run.record().weights().stream()
              .filter(each -> each.head() == head && each.name().equals(name))
              .findFirst()
              .orElseThrow();
      RealMatrix matrix = new Array2DRowRealMatrix(w.rows(), w.cols());
      for (int i = 0; i < w.values().size(); i++) {
        matrix.setEntry(i / w.cols(), i % w.cols(), w.values().get(i));
      }
      return matrix;
    }
  }

  /** Four matrices of any numbers a head, none like another. */
  private static Run withOwnWeights(Run run) {
    TrialRecord r = run.record();
    Random random = new Random(r.finalLoss().hashCode());
    List<WeightMatrix> weights = new ArrayList<>();
    for (int head = 0; head < 2; head++) {
      for (String name : List.of("query", "key", "value", "projection")) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < WIDTH * WIDTH; i++) {
          values.add((float) (0.4 * random.nextGaussian()));
        }
        weights.add(new WeightMatrix(0, head, name, WIDTH, WIDTH, values));
      }
    }
    return Run.trial(run.id(), run.parameters(), r.with(Measures.WEIGHTS, weights));
  }
}
