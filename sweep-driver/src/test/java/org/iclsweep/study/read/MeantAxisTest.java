package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes as other programs write them are answered with the line to type. */
class MeantAxisTest {

  private static final String RATE = "training.optimizer.learning-rate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-31 | 0..31",
        "0 to 31 | 0..31",
        "0...31 | 0..31",
        "0..=31 | 0..31",
        "range(0,32) | 0..31",
        "range(32) | 0..31",
        "range(start=0, stop=32, step=2) | 0..30 by 2",
        "range(0, 31, 2) | 0..30 by 2",
        "np.arange(0, 32) | 0..31",
        "0:32 | 0..31",
        "0:32:4 | 0..28 by 4",
        "0..32 step 2 | 0..32 by 2",
        "0-1000 step 5 | 0..1000 by 5"
      })
  void aRangeOfSeedsIsToldAsOne(String elsewhere, String here) {
    String message =
        "sweep.grid.seed: is the text \"%s\", must be a whole number, at least 0. Write "
            .formatted(elsewhere);
    assertThat(problems("study = s\nsweep.grid.seed = \"" + elsewhere + "\""))
        .containsExactly("x.conf:2: " + message + "sweep.grid.seed = \"" + here + "\".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0,1,2", "[0, 1, 2]", "(0, 1, 2)", "choice(0,1,2)", "tune.grid_search([0,1,2])"})
  void valuesAreToldAsAList(String elsewhere) {
    assertThat(problems("study = s\nsweep.grid.seed = \"" + elsewhere + "\""))
        .singleElement()
        .asString()
        .endsWith(" Write sweep.grid.seed = [0, 1, 2].");
  }

  @Test
  void wordsAreValuesToo() {
    assertThat(problems("study = s\nsweep.grid.model.attention = \"linear, softmax\""))
        .singleElement()
        .asString()
        .endsWith(" Write sweep.grid.model.attention = [linear, softmax].");
    assertThat(problems("study = s\nmeasure.against = \"gd,gd++\""))
        .singleElement()
        .asString()
        .endsWith(" Write measure.against = [gd, \"gd++\"].");
  }

  @Test
  void whatIsNoOutsideQuotesIsFoundWhereItStands() {
    assertThat(problems("study = s\nsweep.grid {\n  seed = range(0, 32)\n}"))
        .containsExactly(
            "x.conf:3: seed: is range(0, 32), which has to be written otherwise."
                + " Write seed = \"0..31\".");
    assertThat(problems("study = s # f(1)\nsweep.grid.seed = 0,1,2"))
        .containsExactly(
            "x.conf:2: sweep.grid.seed: is 0,1,2, which has to be written otherwise."
                + " Write sweep.grid.seed = [0, 1, 2].");
  }

  @Test
  void aListGivenToOneParameterIsToldAsItsAxis() {
    assertThat(problems("study = s\nmodel { depth = [1, 2] }"))
        .containsExactly(
            "x.conf:2: model.depth: is a list, must be a whole number, at least 1."
                + " To sweep it: sweep.grid.model.depth = [1, 2].");
    assertThat(problems("study = s\nsweep.blocks.a { seed = \"0..3\" }"))
        .singleElement()
        .asString()
        .endsWith(" To sweep it: sweep.blocks.a.grid.seed = \"0..3\".");
    assertThat(problems("study = s", "seed=0-3", "model.heads=[1,2]"))
        .containsExactly(
            "--set model.heads=[1,2]: model.heads: is a list, must be a whole number, at least 1."
                + " To sweep it: --set 'sweep.grid.model.heads=[1, 2]'.",
            "--set seed=0-3: seed: is the text \"0-3\", must be a whole number, at least 0."
                + " To sweep it: --set sweep.grid.seed=0..3.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loguniform(1e-4, 1e-1)",
        "tune.loguniform(1e-4, 1e-1)",
        "tag(log, interval(1e-4, 1e-1))",
        "suggest_loguniform(1e-4, 1e-1)"
      })
  void aDistributionIsToldAsWhatASampleIsDrawnFrom(String elsewhere) {
    String inGrid = "study = s\nsweep.grid." + RATE + " = \"" + elsewhere + "\"";
    String inSample = "study = s\nsweep.random { count = 5, " + RATE + " = \"" + elsewhere + "\" }";
    assertThat(problems(inGrid))
        .singleElement()
        .asString()
        .endsWith(
            " To draw from it: sweep.random { count = 100, " + RATE + " = \"1e-4..1e-1 log\" }.");
    assertThat(problems(inSample))
        .singleElement()
        .asString()
        .endsWith(" Write sweep.random." + RATE + " = \"1e-4..1e-1 log\".");
  }

  @Test
  void spacesOfNumbersAreRanges() {
    List<String> spaces =
        List.of("np.linspace(0.1, 1, 10)", "np.logspace(-4, -1, 7)", "np.geomspace(1e-4, 0.1, 7)");
    List<String> ranges = List.of("0.1..1 by 0.1", "1e-4..1e-1 log 7", "1e-4..0.1 log 7");
    for (int i = 0; i < spaces.size(); i++) {
      assertThat(problems("study = s\nsweep.grid." + RATE + " = \"" + spaces.get(i) + "\""))
          .singleElement()
          .asString()
          .endsWith(" = \"" + ranges.get(i) + "\".");
    }
  }

  @Test
  void anObjectOfASweepFileIsRead() {
    assertThat(problems("study = s\nsweep.grid.seed { values = [0, 1] }"))
        .singleElement()
        .asString()
        .endsWith(" Write sweep.grid.seed = [0, 1].");
    assertThat(problems("study = s\nsweep.random { count = 2, seed.values = [0] }"))
        .singleElement()
        .asString()
        .doesNotContain("Write sweep");
  }

  @Test
  void onlyWhatCanBeReadIsProposed() {
    assertThat(problems("study = s\nmodel.depth = [0, 1]"))
        .containsExactly("x.conf:2: model.depth: is a list, must be a whole number, at least 1.");
    assertThat(problems("study = s\nsweep.grid.model.depth = \"0-3\""))
        .singleElement()
        .asString()
        .doesNotContain("Write");
    assertThat(problems("study = s\nsweep.grid.seed = \"a - b\""))
        .containsExactly(
            "x.conf:2: sweep.grid.seed: is the text \"a - b\", must be a whole number, at least"
                + " 0.");
  }
}
