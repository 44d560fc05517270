package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.analysis.ComparedSides;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SideBySide.Match;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.SummaryTable;
import org.iclsweep.analysis.Verdict;
import org.iclsweep.study.read.LossUnit;

/** The page: findings, table and figures of a study in one HTML file that asks for nothing else. */
public final class ReportPage {
  private final StringBuilder out = new StringBuilder();
  private final List<Figure> figures;
  private final Watch watch;

  /** The page of a study; equal input gives equal text. */
  public ReportPage(StudyReport report) {
    this(report, Map.of(), null);
  }

  /**
   * The page of a comparison.
   *
   * @param comparing its sides
   * @param column what tells them apart
   */
  public ReportPage(StudyReport report, ComparedSides comparing, String column) {
    this(report, comparing.sentences(), column, comparing.matches(), null);
  }

  /**
   * The page of a study.
   *
   * @param remarks what is said of it below its name, each by what it is
   * @param watch of a run that is on, after which the browser asks for the page again; {@code null}
   *     for a page that stays
   */
  public ReportPage(StudyReport report, Map<String, String> remarks, Watch watch) {
    this(report, remarks, null, List.of(), watch);
  }

  private ReportPage(
      StudyReport report,
      Map<String, String> remarks,
      String sides,
      List<Match> matches,
      Watch watch) {
    this.watch = watch;
    Summary summary = Summary.of(report.runs());
    List<Run> drawn = report.runs().stream().filter(Run::isWhole).toList();
    figures =
        new ArrayList<>(
            figures(drawn.size() == report.runs().size() ? summary : Summary.of(drawn)));
    if (sides != null) {
      Stream<Figure> compared =
          Stream.of(ComparedFigure.of(matches), SidesFigure.of(summary, sides));
      figures.addAll(0, drawn(compared.map(f -> f.in(summary.unit())).toArray(Figure[]::new)));
    }
    if (report.boundary() != null) {
      figures.addAll(0, drawn(BoundaryFigure.of(report.boundary())));
    }
    Findings findings = report.findings(summary);
    head(report);
    header(report, remarks, summary, findings);
    figures.stream().limit(1).forEach(this::figure);
    boundary(report.boundary());
    checks(report.verdicts(), summary.unit());
    findings(report, summary, findings);
    figures.stream().skip(1).forEach(this::figure);
    reproduce(report);
    out.append("</main>\n").append(PageScript.of(TrialRows.of(summary, figures)));
    out.append("</body>\n</html>\n");
  }

  public String html() {
    return out.toString();
  }

  /** Its figures as files of their own, by name: SVG that asks for nothing else. */
  public Map<String, String> drawings() {
    Map<String, String> drawings = new LinkedHashMap<>();
    for (Figure figure : figures) {
      if (figure.isDrawn()) {
        drawings.put(figure.fileName(), figure.standalone());
      }
    }
    return drawings;
  }

  private static List<Figure> figures(Summary summary) {
    if (summary.trials() == 0) {
      return List.of();
    }
    List<Figure> figures = new ArrayList<>();
    figures.addAll(drawn(RolloutFigure.of(summary), SpectrumFigure.of(summary)));
    figures.addAll(drawn(SensitivityFigure.of(summary), FunctionFigure.of(summary)));
    figures.addAll(
        drawn(
            LayerFigures.probes(summary),
            LayerFigures.looks(summary),
            LayerFigures.sensitivities(summary)));
    if (isTrained(summary)) {
      figures.addAll(ofTraining(summary));
    } else {
      figures.addAll(drawn(PositionFigure.of(summary)));
    }
    return answerFirst(figures).stream()
        .map(figure -> figure.in(summary.unit()).explained())
        .toList();
  }

  /** The figure over what the study varies is what it was made for; else when its seeds learn. */
  private static List<Figure> answerFirst(List<Figure> figures) {
    Optional<Figure> answer =
        Stream.of(PhaseFigure.TITLE, FactorFigure.TITLE, TransitionFigure.TITLE)
            .flatMap(title -> figures.stream().filter(f -> f.title().startsWith(title)))
            .filter(Figure::isDrawn)
            .findFirst();
    List<Figure> ordered = new ArrayList<>(answer.stream().toList());
    figures.stream().filter(figure -> !ordered.contains(figure)).forEach(ordered::add);
    return ordered;
  }

  /** A study may measure tasks and learners alone, with no step of training. */
  private static boolean isTrained(Summary summary) {
    return summary
        .runs()
        .anyMatch(run -> run.trained().map(trained -> trained.training().steps() > 0).orElse(true));
  }

  private static List<Figure> ofTraining(Summary summary) {
    List<Figure> figures = new ArrayList<>();
    figures.add(LossFigure.of(summary));
    figures.addAll(drawn(MeanLossFigure.of(summary), IntegrationFigure.of(summary)));
    figures.addAll(drawn(PositionFigure.of(summary)));
    figures.add(TransitionFigure.of(summary));
    figures.addAll(drawn(LateFigure.of(summary)));
    FactorSweep.of(summary).stream()
        .sorted(Comparator.comparing(sweep -> -sweep.numbers()))
        .forEach(sweep -> figures.add(FactorFigure.of(sweep)));
    PhaseDiagram.of(summary).forEach(diagram -> figures.add(PhaseFigure.of(diagram)));
    figures.addAll(drawn(DistanceFigure.of(summary), ValleyFigure.of(summary)));
    figures.addAll(AlignmentFigure.all(summary));
    figures.add(OodFigure.of(summary));
    figures.addAll(WeightsFigure.all(summary));
    figures.addAll(drawn(BlocksFigure.of(summary), HeadSumFigure.of(summary)));
    figures.addAll(drawn(FewShotFigure.of(summary), ReplacementFigures.compressions(summary)));
    figures.addAll(drawn(ReplacementFigures.linearised(summary)));
    return figures;
  }

  private static List<Figure> drawn(Figure... figures) {
    return Stream.of(figures).filter(Figure::isDrawn).toList();
  }

  private void head(StudyReport report) {
    String every = watch == null ? "" : " data-every=\"" + watch.seconds() + "\"";
    out.append("<!DOCTYPE html>\n<html lang=\"en\"").append(every).append(">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n").append(PageScript.policy());
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if (watch != null) {
      out.append("<noscript><meta http-equiv=\"refresh\" content=\"");
      out.append(watch.seconds()).append("\"></noscript>\n");
    }
    element("title", report.study() + " - icl-sweep");
    out.append("<style>\n")
        .append(PageScript.resource("page.css"))
        .append("</style>\n</head>\n<body>\n<main>\n");
  }

  private void header(
      StudyReport report, Map<String, String> remarks, Summary summary, Findings findings) {
    out.append("<header>\n");
    element("h1", report.study());
    remarks.forEach((name, remark) -> element("p", name + ": " + remark));
    out.append("<p class=\"lead\">").append(text(report.lead(findings))).append("</p>\n");
    report.beneath(findings).ifPresent(line -> element("p", line));
    findings.context().forEach(line -> element("p", line));
    howMany(report, summary.trials());
    long drawn = report.runs().stream().filter(r -> r.isTrial() && r.isWhole()).count();
    if (drawn < summary.trials()) {
      element("p", "Figures show a random %d of the %d trials.".formatted(drawn, summary.trials()));
    }
    constants(summary);
    out.append("</header>\n");
  }

  private void howMany(StudyReport report, long trials) {
    String here =
        report.planned() == null
            ? "%s trials are here".formatted(trials)
            : "%s of %s planned trials are here".formatted(trials, report.planned());
    if (watch != null) {
      element("p", watch.sentence(here));
    } else if (report.planned() != null && report.planned() != trials) {
      element("p", here + ".");
    }
  }

  private void constants(Summary summary) {
    if (summary.constants().isEmpty()) {
      return;
    }
    out.append("<details>\n<summary>What all trials share</summary>\n<dl>\n");
    summary
        .constants()
        .forEach(
            (name, value) -> {
              if (value != null) {
                out.append("<div>");
                element("dt", name);
                element("dd", value(value));
                out.append("</div>\n");
              }
            });
    out.append("</dl>\n</details>\n");
  }

  /** Long lists by their ends. */
  private static String value(Object value) {
    if (!(value instanceof List<?> list)) {
      return Numbers.value(value);
    }
    List<String> words = list.stream().map(Numbers::value).toList();
    return words.size() <= 6
        ? String.join(", ", words)
        : words.get(0) + " … " + words.get(words.size() - 1) + " (" + words.size() + " values)";
  }

  private void boundary(RefinedBoundary boundary) {
    if (boundary != null) {
      out.append("<section>\n<h2>Boundary</h2>\n");
      element(
          "p", Phrases.capital(RefinedBoundary.question(boundary.results().refinement())) + ".");
      out.append("<ul>\n");
      boundary.sentences().forEach(sentence -> element("li", sentence));
      out.append("</ul>\n</section>\n");
    }
  }

  private void checks(List<Verdict> verdicts, LossUnit unit) {
    if (verdicts.isEmpty()) {
      return;
    }
    long passed = verdicts.stream().filter(Verdict::passed).count();
    out.append("<section>\n<h2>Checks</h2>\n");
    element("p", "%d of %d passed.".formatted(passed, verdicts.size()));
    unit.ofQueries().ifPresent(sentence -> element("p", sentence));
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (String heading : List.of("", "check", "measured", "expected", "source")) {
      out.append("<th").append(heading.equals("measured") ? ">" : " class=\"word\">");
      out.append(heading).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    verdicts.forEach(this::check);
    out.append("</tbody>\n</table></div>\n</section>\n");
  }

  private void check(Verdict verdict) {
    out.append("<tr title=\"").append(text(verdict.check().query())).append("\">");
    out.append(verdict.passed() ? "<td class=\"pass\">pass</td>" : "<td class=\"fail\">fail</td>");
    cell("words", verdict.check().name());
    if (verdict.measured().isPresent()) {
      cell("", Numbers.measured(verdict.measured().getAsDouble()));
    } else {
      cell("words", verdict.fault());
    }
    cell("word", verdict.check().expected().text());
    cell("words", verdict.check().source());
    out.append("</tr>\n");
  }

  private void cell(String style, String cell) {
    out.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">");
    out.append(text(cell)).append("</td>");
  }

  private void findings(StudyReport report, Summary summary, Findings findings) {
    if (summary.trials() == 0) {
      return;
    }
    out.append("<section>\n<h2>Findings</h2>\n");
    if (report.boundary() == null) {
      table(SummaryTable.wide(summary));
    } else {
      out.append("<details>\n");
      element("summary", "All points");
      table(SummaryTable.wide(summary));
      out.append("</details>\n");
    }
    out.append("<ul>\n");
    findings.sentencesBesideTable().forEach(sentence -> element("li", sentence));
    out.append("</ul>\n");
    findings.alike().ifPresent(alike -> alike(alike.table()));
    findings
        .notes()
        .forEach(note -> out.append("<p class=\"note\">").append(text(note)).append("</p>\n"));
    out.append("</section>\n");
  }

  private void alike(SummaryTable table) {
    element("p", "No difference is visible between these, p at least 0.05 each:");
    table(table);
  }

  private void table(SummaryTable table) {
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (SummaryTable.Heading heading : table.headings()) {
      out.append("<th").append(flush(heading)).append(" title=\"").append(text(heading.meaning()));
      out.append("\">").append(text(heading.name())).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      out.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        String cell = row.get(c).isEmpty() ? "–" : row.get(c);
        out.append("<td").append(flush(table.headings().get(c))).append('>');
        out.append(text(cell)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table></div>\n");
  }

  private static String flush(SummaryTable.Heading heading) {
    return heading.numeric() ? "" : " class=\"word\"";
  }

  private void figure(Figure figure) {
    out.append("<section>\n");
    element("h2", figure.title());
    out.append("<figure>\n").append(figure.drawing());
    element("figcaption", figure.caption());
    out.append("</figure>\n</section>\n");
  }

  private void reproduce(StudyReport report) {
    if (report.command() == null && report.digest() == null && report.resolvedStudy() == null) {
      return;
    }
    out.append("<section>\n<h2>Reproduce</h2>\n");
    if (report.command() != null) {
      element("pre", report.command());
    }
    if (report.digest() != null) {
      element("p", report.digest());
    }
    String file = StudyReport.fileName(report.study());
    if (report.elsewhere() != null) {
      element(
          "p",
          "Elsewhere, in a checkout of icl-sweep, with the study file below as %s; equal versions of the numerics give an equal digest:"
              .formatted(file));
      element("pre", report.elsewhere());
    }
    if (report.resolvedStudy() != null) {
      out.append("<details>\n");
      element("summary", "The study file, resolved: " + file);
      element("pre", report.resolvedStudy());
      out.append("</details>\n");
    }
    out.append("</section>\n");
  }

  private void element(String name, String content) {
    out.append('<').append(name).append('>').append(text(content));
    out.append("</").append(name).append(">\n");
  }

  private static String text(String text) {
    return Markup.escape(text);
  }
}
