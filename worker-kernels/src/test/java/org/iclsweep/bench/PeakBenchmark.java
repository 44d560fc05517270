package org.iclsweep.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The most fused multiply-adds that this core can do: twelve independent chains that stay in
 * registers, which covers a latency of 4 to 6 cycles at two a cycle.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PeakBenchmark {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ROUNDS = 10_000;

  /** Fused multiply-adds of one call. */
  static final double MULTIPLY_ADDS = 12.0 * ROUNDS * SPECIES.length();

  private final float[] values = new float[SPECIES.length()];

  /** Twelve chains. */
  @Benchmark
  public float[] peak() {
    FloatVector m = FloatVector.fromArray(SPECIES, values, 0);
    FloatVector a = m, b = m, c = m, d = m, e = m, f = m;
    FloatVector g = m, h = m, i = m, j = m, k = m, l = m;
    for (int round = 0; round < ROUNDS; round++) {
      a = a.fma(m, m);
      b = b.fma(m, m);
      c = c.fma(m, m);
      d = d.fma(m, m);
      e = e.fma(m, m);
      f = f.fma(m, m);
      g = g.fma(m, m);
      h = h.fma(m, m);
      i = i.fma(m, m);
      j = j.fma(m, m);
      k = k.fma(m, m);
      l = l.fma(m, m);
    }
    FloatVector first = a.add(b).add(c).add(d).add(e).add(f);
    first.add(g).add(h).add(i).add(j).add(k).add(l).intoArray(values, 0);
    return values;
  }
}
