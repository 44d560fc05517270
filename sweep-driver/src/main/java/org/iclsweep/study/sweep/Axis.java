package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.RealRange;
import org.iclsweep.study.WholeRange;
import org.iclsweep.study.WholeType;

/**
 * One swept parameter.
 *
 * @param parameter the parameter that it sweeps
 * @param values in the order of their positions; distinct unless they are drawn; not to be modified
 */
public record Axis(Parameter<?> parameter, List<Object> values) implements Serializable {

  /** An axis of the parameter of this path. */
  public static Axis of(String path, List<Object> values) {
    return new Axis(Parameters.at(path).orElseThrow(), values);
  }

  /** An axis of the parameter of this path, whose values are drawn. */
  public static Axis drawn(String path, Sample sample, Law law) {
    Parameter<?> parameter = Parameters.at(path).orElseThrow();
    return new Axis(parameter, new Draws(parameter, sample, law));
  }

  /** The path of the parameter. */
  public String path() {
    return parameter.path();
  }

  /**
   * The values as a study file would write them: whole numbers at even steps as a range, draws as
   * what they are drawn from.
   */
  public String text() {
    if (values instanceof Draws draws) {
      return draws.law().text();
    }
    if (values instanceof RealRange range) {
      return range.text();
    }
    if (parameter.type() instanceof WholeType && values.size() > 2 && isEven()) {
      String by = step(1) == 1 ? "" : " by " + step(1);
      return "\"" + values.get(0) + ".." + values.get(values.size() - 1) + by + "\"";
    }
    return values.stream().map(parameter.type()::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private boolean isEven() {
    boolean wordFirst = parameter.type().inTable(values.get(0)) == null;
    return !wordFirst
        && step(1) > 0
        && (values instanceof WholeRange
            || IntStream.range(1, values.size()).allMatch(i -> step(i) == step(1)));
  }

  private long step(int i) {
    return whole(i) - whole(i - 1);
  }

  private long whole(int i) {
    return ((Number) values.get(i)).longValue();
  }
}
