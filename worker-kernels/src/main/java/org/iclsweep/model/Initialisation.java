package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.spec.Labelled;

/**
 * How weights start: matrices by a normal distribution, biases at zero, where perceptrons are no
 * exception.
 *
 * @param kind what {@code scale} means
 * @param scale a variance to be divided by the fan-in, or a standard deviation
 * @param perceptrons how those of the model start
 * @param law what the normal distribution is cut at
 * @param rates of the steps that constructed linear layers take, one a layer; empty for others
 */
public record Initialisation(
    Kind kind, double scale, Perceptrons perceptrons, Law law, List<Double> rates)
    implements Serializable {

  /** What the scale of an initialisation means. */
  public enum Kind implements Labelled {
    /**
     * Standard deviation {@code sqrt(scale / fanIn)}, after truncation: what the released code did.
     */
    FAN_IN_VARIANCE,
    /** Standard deviation {@code scale}, after truncation: what the paper's text says. */
    STANDARD_DEVIATION,
    /**
     * Standard deviation {@code scale}, or 0, of what is added to weights that solve sequences in
     * their context.
     *
     * @see SequenceConstruction
     */
    CONSTRUCTED
  }

  /** What the normal distribution is cut at. */
  public enum Law implements Labelled {
    /** At two standard deviations, of which what is left has less: it is scaled up for that. */
    TRUNCATED_NORMAL,
    /** At nothing. */
    NORMAL
  }

  /** How perceptrons start. */
  public enum Perceptrons implements Labelled {
    /** As all other weights do. */
    AS_MODEL,
    /**
     * Weights and biases of a layer uniform within {@code 1 / sqrt(fanIn)}, of as many inputs as
     * the layer has, as <a
     * href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html">torch.nn.Linear</a>
     * does.
     */
    FAN_IN_UNIFORM
  }

  public Initialisation {
    if (kind != Kind.CONSTRUCTED || scale != 0) {
      positive("scale", scale);
    }
    rates = List.copyOf(rates);
    rates.forEach(rate -> positive("rate", rate));
    require(
        rates.isEmpty() || kind == Kind.CONSTRUCTED,
        "rates",
        rates.size(),
        "0 where weights are drawn");
  }

  /**
   * Constructed weights.
   *
   * @param rates of the steps of linear layers; empty for a mesa layer
   * @param noise standard deviation of normal draws that are added to them; 0 for none
   */
  public static Initialisation constructed(List<Double> rates, double noise) {
    return new Initialisation(Kind.CONSTRUCTED, noise, Perceptrons.AS_MODEL, Law.NORMAL, rates);
  }

  /** Of weights that are drawn. */
  public Initialisation(Kind kind, double scale, Perceptrons perceptrons, Law law) {
    this(kind, scale, perceptrons, law, List.of());
  }

  /** By a truncated normal distribution. */
  public Initialisation(Kind kind, double scale, Perceptrons perceptrons) {
    this(kind, scale, perceptrons, Law.TRUNCATED_NORMAL);
  }

  /** Perceptrons as all else. */
  public Initialisation(Kind kind, double scale) {
    this(kind, scale, Perceptrons.AS_MODEL);
  }

  /** Standard deviation of a matrix whose inputs number {@code fanIn}. */
  public double standardDeviation(int fanIn) {
    return switch (kind) {
      case FAN_IN_VARIANCE -> Math.sqrt(scale / fanIn);
      case STANDARD_DEVIATION, CONSTRUCTED -> scale;
    };
  }
}
