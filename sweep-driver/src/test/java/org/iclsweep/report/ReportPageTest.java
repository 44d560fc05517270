package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.report.Pages.edited;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.analysis.Verdict;
import org.iclsweep.study.read.Check;
import org.iclsweep.study.read.Expectation.Between;
import org.iclsweep.study.read.Expectation.Near;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ReportPageTest {
  /** Studies with pieces missing, and a sentence that each page must hold. */
  static Stream<Arguments> studies() {
    List<Run> quickstart = Synthetic.quickstart();
    Run one = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    Run late = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 7), true);
    return Stream.of(
        Arguments.of("quickstart", quickstart, "121 of 128 trials learnt gradient descent"),
        Arguments.of("empty", List.of(), "No trials yet."),
        Arguments.of("one seed", List.of(one), "1 of 1 trial learnt gradient descent"),
        Arguments.of("no transition", List.of(late), "0 of 1 trial learnt gradient descent"),
        Arguments.of(
            "no shifted tasks",
            edited(quickstart, r -> r.with(Measures.OOD, List.of())),
            "No losses on shifted tasks were measured."),
        Arguments.of(
            "no weights",
            edited(quickstart, r -> r.with(Measures.WEIGHTS, List.of())),
            "No trial that learnt, and no late one, kept its weights."),
        Arguments.of(
            "without GD", Pages.withoutGradientDescent(), "Whether they learnt cannot be told"),
        Arguments.of(
            "shifted tasks without GD",
            Pages.withoutGradientDescent(),
            "median and quartiles over the seeds, of those that completed."),
        Arguments.of(
            "shifted tasks of late seeds alone",
            edited(List.of(late), r -> r),
            "shown of those that learnt; there is none."),
        Arguments.of(
            "perceptron", Pages.againstAPerceptron(), "128 trials completed, with a loss of 0.2"),
        Arguments.of(
            "other inputs",
            edited(quickstart, Pages::onEveryShift),
            "Other inputs: of each task exponential, normal or Laplace"),
        Arguments.of(
            "other inputs, one setting",
            edited(List.of(one), Pages::onEveryShift),
            "times other inputs"),
        Arguments.of("two layers", Pages.twoLayers(), "Agreement with gd++ over training"),
        Arguments.of("copying", edited(quickstart, Pages::copying), "What the first layer copies"),
        Arguments.of(
            "functions", edited(quickstart, Pages::answering), "Functions learnt in context"),
        Arguments.of("over a factor", Pages.settings(3), "Final loss over learning rate"),
        Arguments.of("over a factor, training too", Pages.fixedSets(), "Open, dashed: the last"),
        Arguments.of("training losses", Pages.fixedSets(), "3/3 learnt; training falls at "),
        Arguments.of(
            "two layers, weights", Pages.twoLayers(), "font-weight=\"bold\">GD++, loss 0.2094"),
        Arguments.of("heads and their sum", Pages.threeHeads(), "sum over heads"),
        Arguments.of("phases", Synthetic.phases(3), "<title>2/4, 95 % 7-93 %</title>"),
        Arguments.of("three heads", Pages.threeHeads(), "layer 0, head 2"),
        Arguments.of("twenty settings", Pages.settings(20), "first 12 of 20 settings"),
        Arguments.of("diverged", Pages.diverged(), "1 trial diverged"),
        Arguments.of(
            "all failed",
            edited(quickstart, r -> TrialRecord.failed(new IllegalStateException("<no>"))),
            "All 128 trials failed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("studies")
  void pageIsWellFormedAndSaysWhatIsMissing(String name, List<Run> runs, String sentence) {
    String page = Pages.page(runs);
    assertThat(page).contains(sentence);
    assertThat(Pages.withoutScript(page)).doesNotContain("NaN\"", "null", "Infinity");
    Pages.drawings(page).forEach(Pages::parse);
    Pages.balanced(page);
  }

  private static String quickstart() {
    return Pages.page(Synthetic.quickstart());
  }

  @Test
  void quickstartHasItsSevenFigures() {
    assertThat(Pages.drawings(quickstart())).hasSize(7);
    assertThat(quickstart())
        .contains("Evaluation loss of every seed", "When seeds learn")
        .contains("Agreement with gd over training", "Out of distribution", "Weight products")
        .contains("typical, seed", "late, seed 7")
        .contains("Late seeds", ": a head with roles swapped</title>");
  }

  @Test
  void everyDepthHasItsWeightsAndConstruction() {
    List<Run> both = new ArrayList<>(Pages.twoLayers());
    both.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false));
    assertThat(new ReportPage(Pages.report(both)).drawings())
        .containsKeys("weight-products-depth-1.svg", "weight-products-depth-2.svg");
  }

  @Test
  void everyFigureIsADocumentOfItsOwn() {
    Map<String, String> drawings = new ReportPage(Pages.report(Synthetic.quickstart())).drawings();
    assertThat(drawings).hasSize(7).containsKey("when-seeds-learn.svg");
    drawings.values().forEach(Pages::parse);
    assertThat(drawings.get("weight-products.svg"))
        .contains("<desc>", "<rect width=\"1056\" height=\"248\" fill=\"#ffffff\"/>");
  }

  /** Programs that draw SVG outside of browsers know little of style sheets, and none alike. */
  @Test
  void figuresAskNoMoreOfTheirRendererThanAnyKnows() {
    Map<String, String> drawings = new ReportPage(Pages.report(Synthetic.quickstart())).drawings();
    drawings.forEach(
        (name, svg) -> {
          assertThat(svg.split("<svg", -1)).as("drawings nested in %s", name).hasSize(2);
          assertThat(svg).as(name).doesNotContain("<style", " style=", "=\"100%");
          Pages.clipsAreDrawnOnce(svg);
        });
    assertThat(quickstart()).contains("<clipPath ");
    Pages.clipsAreDrawnOnce(quickstart());
  }

  @Test
  void aStudyInWhichAllSeedsLearnHasNoFigureOfLateOnes() {
    Run learnt = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    assertThat(Pages.page(List.of(learnt))).doesNotContain("Late seeds");
  }

  @Test
  void everySeedHasALineOfEachSensitivity() {
    Run seed = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 3), false);
    Run late = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 7), true);
    String page = Pages.page(edited(List.of(seed, late), Pages::copying));
    assertThat(page)
        .contains("<title>own, seed 3</title>", "<title>next, seed 3</title>")
        .contains("<title>other, seed 7</title>")
        .contains("dashed: where seeds crossed the middle.");
    assertThat(quickstart()).doesNotContain("What the first layer copies");
  }

  @Test
  void whatIsHeldAgainstOtherLearnersIsDrawnWithThem() {
    String page = Pages.page(Pages.againstAPerceptron());
    assertThat(page)
        .contains("times that of mlp-gd. Whether they learnt cannot be told")
        .contains("Agreement with mlp-gd over training")
        .contains("Agreement with other learners over training", ">kernel-smoothing</text>")
        .contains("<title>mlp-gd</title>")
        .contains("<title>transformer</title>")
        .doesNotContain("Agreement with gd over training");
  }

  @Test
  void functionsAreDrawnTaskByTask() {
    Run one = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 3), false);
    List<String> drawings = Pages.drawings(Pages.page(edited(List.of(one), Pages::answering)));
    assertThat(drawings)
        .filteredOn(drawing -> drawing.contains("<title>before-attention</title>"))
        .singleElement()
        .asString()
        .contains("all trials: seed 3")
        .satisfies(
            drawing -> {
              assertThat(drawing.split("<title>mlp-gd</title>", -1)).hasSize(3);
              assertThat(drawing.split("<circle", -1)).hasSize(7);
            });
    assertThat(quickstart()).doesNotContain("Functions learnt in context");
  }

  /** What a study was made for is the first that is seen of it. */
  @Test
  void theFigureOverWhatIsVariedStandsAboveAllElse() {
    assertThat(Pages.page(Pages.settings(3)))
        .containsSubsequence("</header>", "<h2>Final loss over learning rate", "<h2>Findings</h2>");
    assertThat(Pages.page(Synthetic.phases(3)))
        .containsSubsequence("</header>", "<h2>Phases over ", "<h2>Findings</h2>");
    assertThat(quickstart())
        .containsSubsequence("</header>", "<h2>When seeds learn", "<h2>Findings</h2>");
  }

  /** A dark page may draw light lines for dark ones; each rule is for a colour that is drawn. */
  @Test
  void aDarkPageChangesColoursThatFiguresHave() throws IOException {
    String css = style();
    String dark =
        css.substring(css.indexOf("prefers-color-scheme: dark"), css.indexOf("@media print"));
    List<String> colours =
        Pattern.compile("=\"(#[0-9a-f]{6})\"")
            .matcher(dark)
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();
    String drawn = quickstart() + Pages.page(Pages.edited(Synthetic.quickstart(), Pages::copying));
    assertThat(colours)
        .contains("#000000", "#1a1a1a", "#e8e8e8")
        .allMatch(c -> drawn.contains("=\"" + c + "\""));
    assertThat(css).startsWith(":root { color: #1a1a1a; background: #fff; }");
  }

  private static String style() throws IOException {
    try (InputStream css = ReportPage.class.getResourceAsStream("page.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void pageAsksForNothingElse() {
    String withoutNames =
        quickstart().replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("url(#", "");
    assertThat(Pages.withoutScript(withoutNames).replace("http-equiv=", ""))
        .doesNotContain("http", "<script", "url(", "@import", "<link", " src=", " onclick=");
  }

  @Test
  void bytesDoNotDependOnTheOrderOfRows() {
    List<Run> shuffled = new ArrayList<>(Synthetic.quickstart());
    Collections.shuffle(shuffled, new Random(3));
    assertThat(Pages.page(shuffled)).isEqualTo(quickstart());
  }

  @Test
  void bytesDoNotDependOnTheLocale() {
    String page = quickstart();
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(quickstart()).isEqualTo(page);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void textFromOutsideIsEscaped() {
    Map<String, Object> parameters = Synthetic.parameters(1, "<b>&\"'", 0);
    Run other = Synthetic.trial(Synthetic.parameters(1, "plain", 0), false);
    String page =
        new ReportPage(
                new StudyReport(
                    "<i>name</i>",
                    List.of(Synthetic.trial(parameters, true), other),
                    List.of(),
                    null,
                    "run <file> && echo",
                    "cp <file> && echo",
                    null,
                    "a = \"<\""))
            .html();
    assertThat(page)
        .doesNotContain("<b>", "<i>", "<file>")
        .contains("cp &lt;file&gt; &amp;", "below as &lt;i&gt;name&lt;/i&gt;.conf;")
        .contains("&lt;i&gt;name&lt;/i&gt;", "&lt;b&gt;&amp;&quot;&#39;", "run &lt;file&gt; &amp;");
    Pages.drawings(page).forEach(Pages::parse);
  }

  @Test
  void everyCheckIsARow() {
    Verdict passed =
        new Verdict(
            new Check("late seeds", "select 1 < 2", new Near(0.2062, 0.004), "closed form"),
            OptionalDouble.of(0.2071),
            "",
            false);
    Verdict failed =
        new Verdict(
            new Check("rate", "select 3", new Between(0.11, 0.117), "figure 2"),
            OptionalDouble.empty(),
            "nothing was measured",
            false);
    String page = checked(List.of(passed, failed));
    Pages.balanced(page);
    int start = page.indexOf("<section>\n<h2>Checks</h2>");
    int end = page.indexOf("</section>", start) + "</section>".length();
    Document checks = Pages.parse(page.substring(start, end));
    assertThat(texts(checks, "p")).containsExactly("1 of 2 passed.");
    assertThat(texts(checks, "th")).containsExactly("", "check", "measured", "expected", "source");
    assertThat(texts(checks, "td"))
        .containsExactly(
            "pass",
            "late seeds",
            "0.2071",
            "0.2062 ± 0.004",
            "closed form",
            "fail",
            "rate",
            "nothing was measured",
            "0.11 to 0.117",
            "figure 2");
    assertThat(page).contains("<tr title=\"select 1 &lt; 2\">", "<tr title=\"select 3\">");
    assertThat(checked(List.of(passed))).contains("<p>1 of 1 passed.</p>");
    assertThat(checked(List.of())).doesNotContain("<h2>Checks</h2>");
  }

  private static String checked(List<Verdict> verdicts) {
    return new ReportPage(new StudyReport("s", List.of(), verdicts, null, null, null, null, null))
        .html();
  }

  private static List<String> texts(Document document, String element) {
    NodeList found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  @Test
  void aStudyWithoutAStepOfTrainingHasNoFigureOfIt() {
    assertThat(drawings(List.of(trial(0, 0)))).isEmpty();
    assertThat(drawings(List.of(trial(0, 1)))).containsKey("when-seeds-learn.svg");
    assertThat(drawings(List.of(trial(0, 0), trial(1, 2000)))).containsKey("when-seeds-learn.svg");
    assertThat(drawings(List.of(trial(0, null)))).containsKey("when-seeds-learn.svg");
  }

  private static Run trial(long seed, Integer steps) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    parameters.put("steps", steps);
    return Synthetic.trial(parameters, false);
  }

  private static Map<String, String> drawings(List<Run> runs) {
    return new ReportPage(Pages.report(runs)).drawings();
  }

  @Test
  void aPageOfARunThatIsOnIsAskedForAgainAndSaysHowEarlyItIs() {
    StudyReport report =
        new StudyReport("s", Synthetic.quickstart(), List.of(), 200L, null, null, null, null);
    Instant asOf = Instant.parse("2026-02-03T04:05:06.789Z");
    String page = page(report, new Watch(asOf, Duration.ofMillis(9001)));
    assertThat(page)
        .containsSubsequence(
            "<meta http-equiv=\"refresh\" content=\"10\">",
            "<p>Early, as of 2026-02-03 04:05:06 UTC: 128 of 200 planned trials are here.",
            "<h2>When seeds learn");
    Pages.balanced(page);
    assertThat(page(report, new Watch(asOf, Duration.ofMillis(1)))).contains("content=\"1\">");
    StudyReport unplanned =
        new StudyReport("s", Synthetic.quickstart(), List.of(), null, null, null, null, null);
    assertThat(page(unplanned, new Watch(asOf, Duration.ofHours(1))))
        .contains("content=\"3600\">", "UTC: 128 trials are here.");
    assertThat(new ReportPage(report).html()).doesNotContain("http-equiv=\"refresh", "Early");
  }

  private static String page(StudyReport report, Watch watch) {
    return new ReportPage(report, Map.of(), watch).html();
  }

  @Test
  void trialsStillToComeAreSaid() {
    String page =
        new ReportPage(
                new StudyReport(
                    "s", Synthetic.quickstart(), List.of(), 200L, null, null, null, null))
            .html();
    assertThat(page).contains("128 of 200 planned trials are here.").doesNotContain("Reproduce");
    assertThat(quickstart()).doesNotContain("planned").contains("./icl-sweep run conf/x.conf");
  }

  @Test
  void sentencesAndWhatTrialsShareStandOnThePage() {
    List<Run> runs = Synthetic.quickstart();
    String page = Pages.page(runs);
    for (String sentence : Findings.of(Summary.of(runs)).sentencesBesideTable()) {
      assertThat(page).contains("<li>" + Markup.escape(sentence) + "</li>");
    }
    assertThat(page)
        .containsPattern("<dt>dim</dt>\\s*<dd>10</dd>")
        .containsPattern("<dt>input_range</dt>\\s*<dd>0.5</dd>");
  }
}
