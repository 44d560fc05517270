package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Values;

/**
 * The rounds of a refinement, from the first on. Point number k of all of them has the seeds k s,
 * ..., k s + s - 1, where s is the number of seeds of a point: no seed is used at two points, so
 * that trials are independent.
 *
 * @param of what they refine
 * @param rounds at least one
 */
public record Rounds(Refinement of, List<Round> rounds) implements Serializable {

  /** What the blocks of a plan are called, with the number of the round behind it. */
  private static final String NAME = "round-";

  public Rounds {
    rounds = List.copyOf(rounds);
  }

  /** These and one more. */
  public Rounds with(Round next) {
    return new Rounds(of, Stream.concat(rounds.stream(), Stream.of(next)).toList());
  }

  /** The first of them. */
  public Rounds first(int count) {
    return new Rounds(of, rounds.subList(0, count));
  }

  /** All points in their order. */
  public List<List<Object>> points() {
    return rounds.stream().flatMap(round -> round.points().stream()).toList();
  }

  /** Number of trials. */
  public long trials() {
    return (long) points().size() * of.seedsARound();
  }

  /** The point that a trial is of, by its seed. */
  public int point(long seed) {
    return (int) (seed / of.seedsARound());
  }

  /**
   * Their trials: a round is a block whose axes and seeds are walked in step.
   *
   * @param one a plan of one block or more that has the values of all other parameters
   */
  public Plan plan(Plan one) {
    Values fixed = one.blocks().get(0).fixed();
    List<Block> blocks = new ArrayList<>();
    int point = 0;
    for (Round round : rounds) {
      AxisGroup group = group(round, point);
      point += round.points().size();
      Values others = fixed.only(parameter -> !group.has(parameter));
      blocks.add(new Block(NAME + (blocks.size() + 1), others, List.of(group), List.of()));
    }
    return Plan.of(blocks);
  }

  /**
   * The trials of a round.
   *
   * @param before number of points of earlier ones
   */
  private AxisGroup group(Round round, int before) {
    int seeds = of.seedsARound();
    int size = round.points().size() * seeds;
    List<Axis> axes = new ArrayList<>();
    for (int a = 0; a < of.axes().size(); a++) {
      int axis = a;
      List<Object> values =
          IntStream.range(0, size).mapToObj(i -> round.points().get(i / seeds).get(axis)).toList();
      axes.add(new Axis(of.axes().get(a).parameter(), values));
    }
    long first = (long) before * seeds;
    List<Object> all =
        IntStream.range(0, size).mapToObj(i -> (Object) Long.valueOf(first + i)).toList();
    axes.add(new Axis(Parameters.SEED, all));
    return new AxisGroup(axes);
  }
}
