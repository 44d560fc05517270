package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.study;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

  private static String check(String content) {
    return "study = s\nchecks.loss {\n" + content + "\n}";
  }

  private static Expectation expected(String content) {
    return study(check("query = q, source = s, " + content)).checks().get(0).expected();
  }

  @Test
  void aCheckIsReadWithAllThatItSays() {
    String query = "SELECT median(final_loss)\nFROM trials WHERE heads = 1";
    Study study =
        study(
            check(
                "query = \"\"\"\n"
                    + query
                    + "\n\"\"\", expected = 0.2062, tolerance = 4e-3, source = \"closed form\""));
    assertThat(study.checks())
        .containsExactly(
            new Check("loss", query, new Expectation.Near(0.2062, 0.004), "closed form"));
  }

  @Test
  void checksKeepTheOrderOfTheFile() {
    String one = " { query = q, source = s, at-least = 1 }\n";
    Study study =
        study("study = s\nchecks {\nzebra" + one + "ant" + one + "\"two words\"" + one + "}");
    assertThat(study.checks()).extracting(Check::name).containsExactly("zebra", "ant", "two words");
  }

  @Test
  void checksAreNoPartOfTheTrials() {
    Study with = study(check("query = q, source = s, at-least = 1"));
    Study without = study("study = s");
    assertThat(with.plan()).isEqualTo(without.plan());
    assertThat(without.checks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'expected = 2, tolerance = 0.5', 1.5, true",
    "'expected = 2, tolerance = 0.5', 2.5, true",
    "'expected = 2, tolerance = 0.5', 2.51, false",
    "'expected = 2, tolerance = 0', 2, true",
    "'expected = 2, tolerance = 0', 2.0000001, false",
    "'at-least = 2', 2, true",
    "'at-least = 2', 1.99, false",
    "'at-least = 2', Infinity, true",
    "'at-most = 2', 2.01, false",
    "'at-most = 2', -Infinity, true",
    "'at-least = 1, at-most = 2', 1.5, true",
    "'at-least = 1, at-most = 2', 2.5, false",
    "'expected = 2, tolerance = 0.5', NaN, false",
    "'at-least = 2', NaN, false",
    "'at-most = 2', NaN, false",
  })
  void anExpectationHoldsWithinItsBounds(String content, double measured, boolean holds) {
    assertThat(expected(content).holds(measured)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "'expected = 0.2062, tolerance = 0.004', 0.2062 ± 0.004",
    "'at-least = 0.998', ≥ 0.998",
    "'at-most = 12', ≤ 12",
    "'at-least = -1, at-most = 1e-9', -1 to 1e-9",
  })
  void anExpectationIsToldInWords(String content, String text) {
    assertThat(expected(content).text()).isEqualTo(text);
  }

  @Test
  void whatIsWrongIsToldWithLineAndCure() {
    assertThat(problems(check("query = q\nsource = s\nat-least = \"1\"")))
        .containsExactly(
            "x.conf:5: checks.loss.at-least: is the text \"1\", must be a number."
                + " Write 1 without quotes.");
    assertThat(problems(check("query = q\nsource = s\natleast = 1")))
        .containsExactly("x.conf:5: checks.loss.atleast: unknown key. Did you mean at-least?");
    assertThat(problems(check("query = q\nsource = s\nexpected = 1")))
        .containsExactly(
            "x.conf:2: checks.loss: has to say what is expected. Give it expected and tolerance,"
                + " or at-least, at-most or both of these.");
    assertThat(problems(check("query = q\nsource = s\nexpected = 1\ntolerance = 1\nat-most = 3")))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: checks.loss: has to say what is expected.");
    assertThat(problems(check("query = q\nsource = s\nexpected = 1\ntolerance = -1")))
        .containsExactly("x.conf:6: checks.loss.tolerance: is -1, must be at least 0.");
    assertThat(problems(check("query = q\nsource = s\nat-least = 2\nat-most = 1")))
        .containsExactly("x.conf:5: checks.loss.at-least: is 2, must be at-most (1) or less.");
    assertThat(problems(check("query = 7\nsource = s\nat-least = 2")))
        .containsExactly("x.conf:3: checks.loss.query: is 7, must be text in quotes.");
    assertThat(problems(check("query = ${no.where}\nsource = s\nat-least = 2")))
        .containsExactly(
            "x.conf:3: checks.loss.query: refers to ${no.where}, which the study does not give.");
    assertThat(problems("study = s\nchecks = [1]"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: checks: is a list, must be a section, as in checks { ");
  }

  @Test
  void aCheckWithoutQueryOrSourceIsRefused() {
    List<String> problems = problems(check("at-least = 2"));
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).startsWith("x.conf:2: checks.loss: has no query. Write it as in ");
    assertThat(problems.get(1)).startsWith("x.conf:2: checks.loss: has no source.");
  }
}
