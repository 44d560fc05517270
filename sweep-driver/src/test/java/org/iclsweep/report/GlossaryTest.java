package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlossaryTest {
  private static final Pattern SYMBOL = Pattern.compile("[α-ωΑ-Ω‖]|W_KQ|W_PV|GD(\\+\\+)?");

  @Test
  void aNameIsToldWhereItIsAWordOfItsOwnAndNotToldAlready() {
    assertThat(Glossary.of("GD 0.2049", "")).startsWith(" GD: gradient descent on the context");
    assertThat(Glossary.of("GD++", "")).startsWith(" GD++: ").doesNotContain(" GD: ");
    assertThat(Glossary.of("ridge-prefix", "")).contains("ridge-prefix:").doesNotContain(" ridge:");
    assertThat(Glossary.of("GD", "GD: as ever.")).isEmpty();
    assertThat(Glossary.of("GDP", "")).isEmpty();
  }

  @Test
  void everyLearnerHasAMeaning() {
    for (LearnerStyle style : LearnerStyle.all()) {
      assertThat(Glossary.of(style.name(), "")).startsWith(" " + style.name() + ": ").endsWith(".");
    }
  }

  static Stream<Figure> figures() {
    return EveryFigure.byClass().values().stream().flatMap(List::stream);
  }

  /** Symbols of a drawing are words of the sentences below it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void everySymbolIsExplainedWhereItStands(Figure figure) {
    String caption = figure.explained().caption();
    DrawnFigure.of(figure)
        .elements("text")
        .flatMap(text -> SYMBOL.matcher(text.getTextContent()).results())
        .map(found -> found.group())
        .distinct()
        .forEach(symbol -> assertThat(caption).as(figure.title()).contains(symbol));
  }

  @Test
  void aPageTellsThemUnderItsFigures() {
    assertThat(Pages.page(Synthetic.quickstart()))
        .contains("GD: gradient descent on the context, a step a layer", "W_KQ: product of");
  }
}
