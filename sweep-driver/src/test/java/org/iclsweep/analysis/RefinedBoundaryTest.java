package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.refine.SampleRounds;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.RefinedAxis;
import org.junit.jupiter.api.Test;

class RefinedBoundaryTest {

  private static double falling(List<Object> point) {
    return 1 / (1 + Math.pow((Double) point.get(0) / 0.7, 12));
  }

  private static RefinedBoundary of(Study study, int rounds) {
    return new RefinedBoundary(SampleRounds.rounds(study, RefinedBoundaryTest::falling, rounds));
  }

  @Test
  void placeAndBandAreToldInTheUnitsOfTheAxis() {
    RefinedBoundary boundary = of(SampleRounds.oneAxis(), 30);
    RefinedAxis axis = boundary.results().refinement().axes().get(0);
    Matcher told =
        Pattern.compile(
                "50 % of seeds learn at task.input-range = (\\S+) \\(95 % band (\\S+) to (\\S+)\\)\\.")
            .matcher(boundary.sentences().get(0));
    assertThat(told.matches()).as(boundary.sentences().get(0)).isTrue();
    double middle = Double.parseDouble(told.group(1));
    double low = Double.parseDouble(told.group(2));
    double high = Double.parseDouble(told.group(3));
    assertThat(0.7).isBetween(low, high);
    assertThat(middle).isBetween(low, high);
    // as wide as the band by which the rounds ended, to the digits
    assertThat(axis.place(high) - axis.place(low))
        .isBetween(0.0, boundary.results().boundary().uncertain() + 0.003)
        .isGreaterThan(boundary.results().boundary().uncertain() - 0.003);
    assertThat(boundary.sentences().get(1))
        .matches("The side of \\S+ % of the region is not known, within the tolerance of 5 %\\.");
  }

  @Test
  void trialsAreHeldAgainstAGridAsDense() {
    RefinedBoundary boundary = of(SampleRounds.oneAxis(), 30);
    RoundResults results = boundary.results();
    double open = 0;
    for (int i = 0; i <= 256; i++) {
      double above = results.boundary().above(List.of(i / 256.0));
      open += above > 0.001 && above < 0.999 ? 1 : 0;
    }
    long near =
        8
            * results.points().stream()
                .map(p -> results.boundary().above(results.refinement().places(p.values())))
                .filter(above -> above > 0.001 && above < 0.999)
                .count();
    Matcher told =
        Pattern.compile(
                "This took (\\d+) trials; a grid that is as dense everywhere as these are where the boundary may lie has about (\\d+)\\.")
            .matcher(boundary.sentences().get(2));
    assertThat(told.matches()).as(boundary.sentences().get(2)).isTrue();
    assertThat(Long.parseLong(told.group(1))).isEqualTo(results.rounds().trials());
    double dense = near * 257 / open;
    assertThat(Double.parseDouble(told.group(2))).isBetween(0.94 * dense, 1.06 * dense);
    assertThat(dense).isGreaterThan(1.2 * results.rounds().trials());
  }

  @Test
  void aRoundToComeIsToldAndOneThatTheBudgetForbids() {
    assertThat(of(SampleRounds.oneAxis(), 1).end())
        .matches(
            "The side of \\S+ % of the region is not known, above the tolerance of 5 %: another"
                + " round of 32 trials is to come\\.");
    assertThat(of(SampleRounds.oneAxis("sweep.refine.budget=71"), 9).end())
        .endsWith(": another round of 32 trials would exceed the budget of 71.");
  }

  @Test
  void whereThereIsNoBoundaryThatIsSaid() {
    RoundResults above = SampleRounds.rounds(SampleRounds.oneAxis(), p -> 1, 30);
    assertThat(new RefinedBoundary(above).end())
        .matches(
            "There is no boundary: in the whole region more than 50 % of seeds learn \\(there is"
                + " none with (a probability above 0.999|probability 0.\\d{3})\\)\\.");
    RoundResults below = SampleRounds.rounds(SampleRounds.oneAxis(), p -> 0, 30);
    assertThat(new RefinedBoundary(below).end()).contains("less than 50 %");
    assertThat(new RefinedBoundary(below).sentences()).hasSize(2);
  }

  @Test
  void ofTwoAxesItIsToldAtThreePlacesOfTheFirst() {
    RoundResults results =
        SampleRounds.rounds(
            SampleRounds.twoAxes(),
            p -> (Double) p.get(0) < 0.2 + (Double) p.get(1) ? 0.95 : 0.05,
            12);
    List<String> sentences = new RefinedBoundary(results).sentences();
    assertThat(sentences)
        .anySatisfy(
            each ->
                assertThat(each)
                    .matches(
                        "50 % of seeds learn at training.optimizer.beta1 = 0.\\d+ at"
                            + " task.input-range = 0.4472 \\(95 % band 0.\\d+ to 0.\\d+\\)\\."));
  }

  @Test
  void howFarItIsTakesOneLine() {
    assertThat(of(SampleRounds.oneAxis(), 2).soFar())
        .matches(
            "2 rounds, 9 points, 72 of 72 trials; the side of \\S+ % of the region is not known"
                + " \\(tolerance 5 %\\)");
    assertThat(RefinedBoundary.question(SampleRounds.twoAxes().refinement().orElseThrow()))
        .isEqualTo(
            "where 50 % of seeds learn, over task.input-range = 0.1..2 log and"
                + " training.optimizer.beta1 = 0.1..0.9");
    assertThat(
            RefinedBoundary.question(
                SampleRounds.oneAxis("sweep.refine.event=crossed").refinement().orElseThrow()))
        .isEqualTo(
            "where 50 % of seeds come half-way to their goal, over task.input-range = 0.1..2 log");
  }

  @Test
  void whatIsLeftOutIsTold() {
    RefinedBoundary untold = new RefinedBoundary(SampleRounds.untold(SampleRounds.oneAxis()));
    assertThat(untold.sentences())
        .containsExactly(
            "Of no trial it can be told whether it learnt.",
            "1 failed trial left out.",
            "39 trials left out of which it cannot be told whether they learn.");
  }
}
