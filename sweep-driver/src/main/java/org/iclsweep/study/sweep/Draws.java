package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.iclsweep.study.Parameter;

/** The values of a parameter in a sample, drawn whenever they are asked for. */
final class Draws extends AbstractList<Object> implements RandomAccess, Serializable {

  private static final long serialVersionUID = 1L;

  private final Parameter<?> parameter;
  private final Sample sample;
  private final Law law;
  private transient Units units;

  Draws(Parameter<?> parameter, Sample sample, Law law) {
    this.parameter = parameter;
    this.sample = sample;
    this.law = law;
  }

  Sample sample() {
    return sample;
  }

  Law law() {
    return law;
  }

  @Override
  public Object get(int index) {
    Objects.checkIndex(index, sample.count());
    if (units == null) {
      units = sample.units(parameter);
    }
    return law.value(units.at(index));
  }

  @Override
  public int size() {
    return sample.count();
  }

  /** As of any list, but draws from the same law need not be made. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Draws draws
            && parameter.path().equals(draws.parameter.path())
            && sample.equals(draws.sample)
            && law.equals(draws.law)
        || super.equals(other);
  }
}
