package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.study.Parameters;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {

  @ParameterizedTest
  @ValueSource(strings = {"../notebooks/README.md", "../docs/table.md"})
  void documentsThatListTheViewsNameThemAll(String document) throws IOException {
    String text = Files.readString(Path.of(document));

    assertThat(Views.NAMES)
        .as(document)
        .allSatisfy(view -> assertThat(text).contains("`" + view + "`"));
  }

  /** A view has both side by side. */
  @Test
  void noMeasureHasTheNameOfAParameter() {
    for (Measure<?> measure : Measures.ALL) {
      assertThat(RecordShape.columns(measure.shape()))
          .extracting(RecordColumn::nameInView)
          .as(measure.name())
          .doesNotContainAnyElementsOf(Parameters.columns());
    }
  }

  /** Messages list them so. */
  @Test
  void viewsStandInTheOrderInWhichTheyAreTold() {
    assertThat(String.join(" ", Views.NAMES))
        .isEqualTo(
            "trials curves alignments ood learners weights transitions falls rollouts sensitivities"
                + " spectra functions quantiles position_losses stationary distances population"
                + " loss_errors integrated_losses learner_positions spectroscopy few_shot compressed linearised probes attention_lags lag_sensitivities mesa_heads provided heads blocks theory valleys survival phases"
                + " records");
  }
}
