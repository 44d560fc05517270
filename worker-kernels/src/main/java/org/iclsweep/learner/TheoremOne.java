package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.learner.NormalRegression.Beside;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;

/**
 * One layer of linear attention at its optimum for linear regression with inputs N(0, Σ) and N
 * examples: a step of gradient descent with a preconditioner, Σ = U diag(λ) Uᵀ.
 *
 * <pre>
 *   ŷ = (1/N) Σ_i y_i ⟨x_i, A x⟩,   A = U diag(a) Uᵀ
 *   teachers N(0, I):    a_i = 1 / (((N+1) λ_i + Σ_k λ_k) / N),    E (y* - ŷ)² = Σ_i λ_i (1 - λ_i a_i)
 *   teachers N(0, Σ⁻¹):  a_i = N / ((N + d + 1) λ_i),              E (y* - ŷ)² = d (d+1) / (N + d + 1)
 * </pre>
 *
 * <p>Also where N is less than d. A loss of ours is half of it, times the teacher's scale squared.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorem 1</a>
 */
public record TheoremOne() implements InContextLearner {

  /**
   * a for teachers N(0, I).
   *
   * @param spectrum λ
   * @param context N
   */
  static List<Double> preconditioner(List<Double> spectrum, int context) {
    double trace = 0;
    for (double eigenvalue : spectrum) {
      trace += eigenvalue;
    }
    List<Double> rates = new ArrayList<>();
    for (double eigenvalue : spectrum) {
      rates.add(context / ((context + 1) * eigenvalue + trace));
    }
    return rates;
  }

  /** a for teachers N(0, Σ⁻¹). */
  static List<Double> preconditionerOfWhitened(List<Double> spectrum, int context) {
    double whitened = context / (context + spectrum.size() + 1.0);
    return spectrum.stream().map(eigenvalue -> whitened / eigenvalue).toList();
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return NormalRegression.unknown(task, label(), Beside.ANY);
  }

  @Override
  public boolean isTheoryOf(ModelSpec model, InContext task) {
    return model.depth() == 1 && model.isTheorys(AttentionSpec.Kind.LINEAR, task);
  }

  @Override
  public OptionalDouble expectedLoss(InContext task) {
    NormalRegression known = known(task);
    List<Double> spectrum = known.variances();
    List<Double> rates = rates(known, spectrum);
    List<Double> labels = known.labelVariances();
    double loss = 0;
    for (int i = 0; i < rates.size(); i++) {
      loss += labels.get(i) * (1 - spectrum.get(i) * rates.get(i)) / 2;
    }
    return OptionalDouble.of(loss);
  }

  private static List<Double> rates(NormalRegression known, List<Double> spectrum) {
    return known.keepsLabels()
        ? preconditionerOfWhitened(spectrum, known.context())
        : preconditioner(spectrum, known.context());
  }

  @Override
  public String label() {
    return "theorem-1";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
  }

  @Override
  public TheoremOne beside(TrialSettings trial) {
    known(trial.inContext());
    return this;
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    known(task);
    return LearnerFit.NOTHING;
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new NetworkPredictor(network(task, fit).orElseThrow());
  }

  @Override
  public Optional<Network> network(InContext task, LearnerFit fit) {
    NormalRegression known = known(task);
    return Optional.of(network(task, known.turned(rates(known, known.variances()))));
  }

  /** A step with A as its preconditioner. */
  static Network network(InContext task, SharedMatrix preconditioner) {
    Network network = Construction.network(task, 1, 0, List.of(1.0), List.of());
    Construction.precondition(network, preconditioner);
    return network;
  }

  private NormalRegression known(InContext task) {
    return NormalRegression.of(task, label(), Beside.ANY);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.network();
  }
}
