package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Preconditioned gradient descent against a table from another program. */
class PgdTest {

  /** Rates of the sum and mean squared errors; the last digit is not always rounded. */
  @ParameterizedTest
  @CsvSource({
    "1, .1429, 4.2857, .1207, 4.1652, .1048, 4.1187, .0927, 4.0947",
    "2, .1250, 3.7500, .1090, 3.4935, .0964, 3.3832, .0863, 3.3221",
    "3, .1111, 3.3333, .0989, 2.9582, .0887, 2.7873, .0802, 2.6886",
    "4, .1000, 3.0000, .0903, 2.5301, .0819, 2.3098, .0747, 2.1798",
    "5, .0909, 2.7273, .0830, 2.1848, .0760, 1.9277, .0698, 1.7749",
    "6, .0833, 2.5000, .0768, 1.9035, .0708, 1.6209, .0655, 1.4532",
    "7, .0769, 2.3077, .0714, 1.6718, .0662, 1.3732, .0616, 1.1973",
    "8, .0714, 2.1429, .0667, 1.4792, .0622, 1.1719, .0581, 0.9929",
    "9, .0667, 2.0000, .0626, 1.3175, .0586, 1.0069, .0550, 0.8288",
    "10, .0625, 1.8750, .0589, 1.1806, .0554, 0.8708, .0522, 0.6962",
    "11, .0588, 1.7647, .0556, 1.0637, .0526, 0.7577, .0497, 0.5884",
    "12, .0556, 1.6667, .0527, 0.9632, .0500, 0.6630, .0474, 0.5003",
    "13, .0526, 1.5790, .0501, 0.8761, .0476, 0.5832, .0452, 0.4277",
    "14, .0500, 1.5000, .0477, 0.8003, .0455, 0.5155, .0433, 0.3676",
    "15, .0476, 1.4286, .0456, 0.7338, .0435, 0.4578, .0415, 0.3176",
    "16, .0454, 1.3636, .0436, 0.6752, .0417, 0.4083, .0399, 0.2756",
    "17, .0435, 1.3043, .0418, 0.6234, .0401, 0.3657, .0384, 0.2403",
    "18, .0417, 1.2500, .0401, 0.5772, .0385, 0.3287, .0370, 0.2104",
    "19, .0400, 1.2000, .0386, 0.5360, .0371, 0.2965, .0357, 0.1850",
    "20, .0385, 1.1539, .0371, 0.4990, .0358, 0.2683, .0345, 0.1633"
  })
  void rateAndLossAreTheTables(
      int context,
      double rate1,
      double loss1,
      double rate2,
      double loss2,
      double rate3,
      double loss3,
      double rate4,
      double loss4) {
    double[] rates = {rate1, rate2, rate3, rate4};
    double[] losses = {loss1, loss2, loss3, loss4};
    WishartSpectrum spectrum = new WishartSpectrum(5, context);
    for (int steps = 1; steps <= 4; steps++) {
      double rate = Pgd.rate(spectrum, steps);
      assertThat(rate / context).isCloseTo(rates[steps - 1], within(1e-4));
      double[] all = new double[steps];
      Arrays.fill(all, rate);
      assertThat(ClassSLoss.sparse(spectrum, steps).at(all))
          .isCloseTo(losses[steps - 1], within(1e-4));
    }
  }

  /** η = N / (N + d + 1). */
  @Test
  void oneStepIsTheClosedForm() {
    assertThat(Pgd.rate(new WishartSpectrum(5, 20), 1)).isCloseTo(20 / 26.0, within(1e-15));
    assertThat(Pgd.rate(new WishartSpectrum(7, 3), 1)).isCloseTo(3 / 11.0, within(1e-15));
  }

  @Test
  void theLearnerHasTheLossOfItsTask() {
    LinearRegression task =
        new LinearRegression(5, 10, 1, 3)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));
    Pgd learner = new Pgd(2);
    LearnerFit fit = learner.fit(task, 0);
    Loss loss =
        Evaluator.loss(
            learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, 1, 100_000));
    assertThat(loss.mean()).isCloseTo(1.1806 * 9 * 0.25 / 2, within(4 * loss.standardError()));
    assertThat(fit.learningRates()).hasSize(1);
    assertThat(fit.learningRates().get(0)).isCloseTo(0.589 / 0.25, within(4e-3));
  }

  /** Teachers without a preferred direction see the mean of the eigenvalues, .6625. */
  @ParameterizedTest
  @CsvSource({"INVERSE_COVARIANCE, 1", "ISOTROPIC, .6625"})
  void besideACovarianceItsRateIsTheSame(TeacherLaw teacher, double share) {
    List<Double> skewed = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
    LinearRegression flat =
        new LinearRegression(5, 10, 1, 3)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));
    LinearRegression task = flat.withCovariance(new Covariance(skewed, teacher, true, 2));
    Pgd learner = new Pgd(2);
    LearnerFit fit = learner.fit(task, 0);
    Loss loss =
        Evaluator.loss(
            learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, 1, 100_000));
    assertThat(loss.mean())
        .isCloseTo(share * 1.1806 * 9 * 0.25 / 2, within(4 * loss.standardError()));
    assertThat(loss.standardError()).isLessThan(.01 * loss.mean());
    assertThat(fit).isEqualTo(learner.fit(flat, 0));
  }
}
