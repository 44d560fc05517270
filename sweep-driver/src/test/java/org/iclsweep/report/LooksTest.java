package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whoever knows a line by its colour and dashes knows which line it is. */
class LooksTest {

  @Test
  void noTwoLinesOfAPanelHaveTheSameColourAndDashes() {
    EveryFigure.byClass()
        .forEach((kind, figures) -> figures.forEach(figure -> assertToldApart(kind, figure)));
  }

  /** Lines of trials, which are many of a kind, intervals and those without a name are left out. */
  private static void assertToldApart(String kind, Figure figure) {
    DrawnFigure drawn = DrawnFigure.of(figure);
    for (Element plot : drawn.elements("g", "plot").toList()) {
      Map<List<String>, Set<String>> names = new LinkedHashMap<>();
      NodeList paths = plot.getElementsByTagName("path");
      for (int i = 0; i < paths.getLength(); i++) {
        Element path = (Element) paths.item(i);
        String name = DrawnFigure.title(path);
        boolean isInterval = path.getAttribute("d").matches("M(\\S+) \\S+L\\1 \\S+");
        if (!name.isEmpty() && !isInterval && !path.hasAttribute(TrialRows.ATTRIBUTE)) {
          List<String> look =
              List.of(path.getAttribute("stroke"), path.getAttribute("stroke-dasharray"));
          names.computeIfAbsent(look, same -> new TreeSet<>()).add(name);
        }
      }
      names.forEach(
          (look, same) ->
              assertThat(same).as("%s of %s: %s", figure.title(), kind, look).hasSize(1));
    }
  }

  /** Eight settings over a fixed set of tasks, beside four learners. */
  @Test
  void noSettingHasTheColourOfALearner() {
    List<Figure> figures = EveryFigure.byClass().get("FactorFigure");
    DrawnPanel panel = DrawnFigure.of(figures.get(figures.size() - 1)).panels().get(0);
    List<DrawnLine> settings = lines(panel, "heads \\d");
    List<DrawnLine> training = lines(panel, "on training tasks");
    List<DrawnLine> learners = lines(panel, "GD|closed form|ridge|kernel-smoothing");
    assertThat(List.of(settings.size(), training.size(), learners.size()))
        .isEqualTo(List.of(8, 8, 4));
    Set<Object> looks = new HashSet<>();
    Stream.of(settings, training, learners)
        .flatMap(List::stream)
        .map(DrawnLine::look)
        .forEach(looks::add);
    assertThat(looks).hasSize(20);
    assertThat(settings)
        .extracting(DrawnLine::colour)
        .doesNotContainAnyElementsOf(learners.stream().map(DrawnLine::colour).toList());
    assertThat(settings.subList(0, 5)).noneMatch(DrawnLine::isDashed);
  }

  /** Beside as many colours as learners have there are looks for all series of a panel. */
  @Test
  void thereAreLooksForEverySeriesWhateverStandsBeside() {
    Set<String> all =
        LearnerStyle.all().stream().map(LearnerStyle::colour).collect(Collectors.toSet());
    List<Palette.Look> looks = Palette.beside(all);
    assertThat(new HashSet<>(looks)).hasSize(Palette.series());
    assertThat(looks).extracting(Palette.Look::colour).doesNotContainAnyElementsOf(all);
    assertThat(looks.stream().map(l -> l.colour() + MarkStyles.of(l.style())))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(
            looks.stream().map(l -> l.colour() + MarkStyles.of(l.training())).toList());
    assertThat(Palette.beside(Set.of()))
        .extracting(Palette.Look::colour)
        .isEqualTo(IntStream.range(0, Palette.series()).mapToObj(Palette::series).toList());
  }

  private static List<DrawnLine> lines(DrawnPanel panel, String name) {
    return panel.lines().stream()
        .filter(line -> !line.closed() && !line.isOfTrial() && line.title().matches(name))
        .toList();
  }
}
