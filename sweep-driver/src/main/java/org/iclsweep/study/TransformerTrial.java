package org.iclsweep.study;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import org.iclsweep.trial.TrialSpec;

/**
 * One training run of a plan: all parameters that apply, and the same for the kernel. Nothing is
 * made before it is asked for, since most trials of a large plan are only counted. Trials with
 * equal values are equal; one is shipped as its values.
 */
public final class TransformerTrial implements Trial {

  private static final long serialVersionUID = 1L;

  public static final Map<String, String> KIND = Map.of("kind", "transformer");

  private static final Map<String, String> TRAINING = Map.of("kind", "training");

  private final transient Described source;
  private final transient long index;
  private transient Values values;
  private transient TrialSpec spec;

  /** One of some trials. */
  public TransformerTrial(Described source, long index) {
    this.source = source;
    this.index = index;
  }

  /** The trial with these values. */
  public static TransformerTrial of(Values values) {
    return new TransformerTrial(new Alone(values), 0);
  }

  /** What values say to the kernel. */
  public static TrialSpec spec(Values values) {
    return new TrialSpec(
        values.get(Parameters.SEED),
        ModelSection.spec(values),
        TaskSection.spec(values),
        TrainingSection.spec(values),
        MeasureSection.spec(values));
  }

  /**
   * What a row of the table was trained by; empty where its columns are such as no study writes.
   *
   * @param row its parameters by column; {@code null} or missing where the table shows nothing
   */
  public static Optional<TrialSpec> spec(Map<String, ?> row) {
    try {
      return Optional.of(spec(Values.shown(row).applying()));
    } catch (ClassCastException
        | NoSuchElementException
        | IllegalArgumentException
        | IllegalStateException noTrial) { // rows may come from anywhere
      return Optional.empty();
    }
  }

  /**
   * What a study of one trial alone writes of it, by path: what is not at its default. Empty where
   * a row's columns are such as no study writes, or do not give its identity.
   *
   * @param row its parameters by column; {@code null} or missing where the table shows nothing
   */
  public static Optional<SortedMap<String, String>> written(String id, Map<String, ?> row) {
    if (spec(row).isEmpty()) {
      return Optional.empty();
    }
    Values values = Values.shown(row).applying();
    return Identity.of(values, KIND).equals(id)
        ? Optional.of(values.withoutDefaults().texts())
        : Optional.empty();
  }

  /**
   * What a row of the table is of; empty where its columns are such as no study writes. It is not
   * said that the row has its identity.
   *
   * @param row its parameters by column; {@code null} or missing where the table shows nothing
   */
  public static Optional<TransformerTrial> ofRow(Map<String, ?> row) {
    return spec(row).map(spec -> of(Values.shown(row).applying()));
  }

  /** The trial of the same training that is measured as another. */
  public TransformerTrial measuredAs(Values measures) {
    return of(values().only(each -> !each.ofMeasures()).with(measures.byPath()));
  }

  /** What is measured of it. */
  public Values measures() {
    return values().only(Parameter::ofMeasures);
  }

  /**
   * The measures by which its row is not told by the weights and the row that another trial of the
   * same training has left; empty where it is.
   */
  public List<Parameter<?>> untoldBy(TransformerTrial trained) {
    if (spec().isToldBy(trained.spec())) {
      return List.of();
    }
    List<Parameter<?>> changed = measures().differing(trained.measures());
    List<Parameter<?>> alone =
        changed.stream().filter(each -> !isToldWithOnly(each, trained)).toList();
    return alone.isEmpty() ? changed : alone;
  }

  /** Whether a trial would be told that differs from another in a parameter alone, or is none. */
  private boolean isToldWithOnly(Parameter<?> changed, TransformerTrial trained) {
    Object value = values().byPath().getOrDefault(changed.path(), changed.defaultValue());
    Values one =
        Values.defaults()
            .with(trained.values().byPath())
            .with(Map.of(changed.path(), value))
            .applying();
    try {
      return spec(one).isToldBy(trained.spec());
    } catch (IllegalArgumentException | IllegalStateException noTrial) {
      return true;
    }
  }

  /** All parameters that apply. */
  public Values values() {
    if (values == null) {
      values = new Values(source.values(index));
    }
    return values;
  }

  /** The same, for the kernel. */
  public TrialSpec spec() {
    if (spec == null) {
      spec = source.spec(index);
    }
    return spec;
  }

  @Override
  public String id() {
    return source.id(index);
  }

  /**
   * The identity of what is trained, as {@link #id} has 32 digits: equal for trials that differ in
   * what is measured alone, whose weights are equal at every step.
   */
  public String trainingId() {
    return Identity.of(values().training(), TRAINING);
  }

  @Override
  public Map<String, Object> parameters() {
    return values().columns();
  }

  /** What it is held against, in the order of {@code measure.against}. */
  public List<LearnerTrial> learners() {
    return spec().measure().against().stream().map(kind -> LearnerTrial.of(kind, this)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransformerTrial trial && values().equals(trial.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return id() + " " + values().withoutDefaults().texts();
  }

  private Object writeReplace() {
    return new Shipped(values());
  }

  private record Shipped(Values values) implements Serializable {
    private Object readResolve() {
      return of(values);
    }
  }

  /** The description of one trial. */
  private record Alone(Values of) implements Described {
    @Override
    public SortedMap<String, Object> values(long index) {
      return of.byPath();
    }

    @Override
    public TrialSpec spec(long index) {
      return TransformerTrial.spec(of);
    }

    @Override
    public String id(long index) {
      return Identity.of(of, KIND);
    }
  }
}
