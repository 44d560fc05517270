package org.iclsweep.report;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.Spectra;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.ContextSpectrum;
import org.iclsweep.trial.SpectrumQuantity;

/** What GD++ does to the eigenvalues of contexts, and to their condition numbers; a row a task. */
final class SpectrumFigure {
  private static final String TITLE = "Eigenvalues of contexts under GD++";
  private static final double PLOT = 170;
  private static final double TOP = 46 + Panel.TITLE_LINE;
  private static final double ROW = TOP + PLOT + 44;
  private static final double WIDTH = 264;

  /** Tasks that get a row. */
  private static final int MOST = 6;

  /** Places at which f is drawn. */
  private static final int PLACES = 120;

  /** The longest tail that a distribution is shown with, as a multiple of the largest median. */
  private static final double TAIL = 100;

  private SpectrumFigure() {}

  static Figure of(Summary summary) {
    List<Spectra> all = Spectra.of(summary.learners());
    List<Spectra> drawn = all.stream().limit(MOST).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No spectra of contexts were measured.");
    }
    Sheet sheet = new Sheet(Grid.WIDTH, drawn.size() * ROW);
    for (int row = 0; row < drawn.size(); row++) {
      Spectra spectra = drawn.get(row);
      double top = row * ROW + TOP;
      List<Double> shown = shown(spectra);
      moved(sheet, top, spectra, shown);
      conditions(sheet, top, spectra);
      distributions(sheet, top, spectra, shown);
    }
    String rest = Grid.leftOut(MOST, all.size(), "tasks", "the view spectra");
    return new Figure(TITLE, sheet, caption() + rest);
  }

  /** The least, the best and the largest γ, and one between each two. */
  private static List<Double> shown(Spectra spectra) {
    List<Double> gammas = spectra.gammas();
    int best = gammas.indexOf(spectra.bestGamma());
    int last = gammas.size() - 1;
    TreeSet<Integer> places =
        new TreeSet<>(List.of(0, (best + 1) / 2, best, (best + last + 1) / 2, last));
    return places.stream().map(gammas::get).toList();
  }

  private static void moved(Sheet sheet, double top, Spectra spectra, List<Double> shown) {
    double most = spectra.eigenvalue(SpectrumQuantity.LARGEST, 0.99) * 1.1;
    Scale x = Scale.linear(0, most);
    double high =
        shown.stream()
            .flatMap(gamma -> curve(gamma, most).stream())
            .mapToDouble(Point::y)
            .max()
            .orElse(1);
    Panel panel = sheet.panel(44, top, WIDTH, PLOT, x, Scale.linear(0, high * 1.03));
    double from = spectra.eigenvalue(SpectrumQuantity.SMALLEST, 0.5);
    double to = spectra.eigenvalue(SpectrumQuantity.LARGEST, 0.5);
    panel.box("", from, panel.y().low(), to, panel.y().high(), "band", Palette.GREY);
    Panel plot = panel.plot("eigenvalue λ of X Xᵀ", "f(λ, γ) = λ (1 - γ λ)²", spectra.label(), "");
    for (int i = 0; i < shown.size(); i++) {
      List<Point> curve = curve(shown.get(i), most);
      plot.line(name(shown.get(i)), curve, "curve", Palette.series(i));
      plot.label(curve, name(shown.get(i)), Palette.series(i));
    }
  }

  private static List<Point> curve(double gamma, double most) {
    return IntStream.rangeClosed(0, PLACES)
        .mapToDouble(i -> most * i / PLACES)
        .mapToObj(value -> new Point(value, ContextSpectrum.transformed(value, gamma)))
        .toList();
  }

  private static void conditions(Sheet sheet, double top, Spectra spectra) {
    Band band = spectra.conditions();
    double high = band.at().values().stream().mapToDouble(Quartiles::upper).max().orElse(1);
    List<Double> gammas = spectra.gammas();
    Scale x = Scale.ofSwept(new TreeSet<>(gammas));
    Panel panel = sheet.panel(434, top, WIDTH, PLOT, x, Scale.log(1, high * 1.15));
    double best = spectra.bestGamma();
    String least =
        band.at().containsKey(best)
            ? "least at %s: %s".formatted(name(best), Numbers.ratio(band.at().get(best).median()))
            : "";
    Panel plot = panel.plot("γ", "condition number κ", "Median and quartiles", least);
    plot.vertical(best, "trained").band(band, Palette.BLUE);
    plot.line("median κ", band.medians(), "curve", Palette.BLUE);
  }

  private static void distributions(Sheet sheet, double top, Spectra spectra, List<Double> shown) {
    List<List<Point>> lines = shown.stream().map(spectra::distribution).toList();
    double far = lines.stream().flatMap(List::stream).mapToDouble(Point::x).max().orElse(2);
    double middle = spectra.conditions().medians().stream().mapToDouble(Point::y).max().orElse(2);
    Scale x = Scale.log(1, Math.max(1.1, Math.min(far, TAIL * middle)));
    Panel panel = sheet.panel(776, top, WIDTH, PLOT, x, Scale.linear(0, 1));
    Panel plot =
        panel.plot("condition number κ", "share of tasks below", "Distribution over tasks", "");
    for (int i = 0; i < shown.size(); i++) {
      plot.line(name(shown.get(i)), lines.get(i), "curve", Palette.series(i));
    }
  }

  private static String name(double gamma) {
    return "γ = " + Numbers.value(gamma);
  }

  private static String caption() {
    return "X: a context's inputs, in columns; γ: by how much GD++ moves them, x - γ X Xᵀ x. Left: what GD++"
        + " makes of an eigenvalue λ of X Xᵀ; shaded: between the median smallest and the"
        + " median largest of a context. Centre: the condition number κ, the largest f over the"
        + " smallest of a context's eigenvalues, over γ; dashed: where its median is least. Right:"
        + " how it is distributed, in the colours of the left. Tails are heavy, so means tell"
        + " nothing. κ is logarithmic.";
  }
}
