package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Trials that one Spark task runs, as runs of indices.
 *
 * @param cost estimated floating-point operations
 */
record Chunk(List<Run> runs, double cost) implements Serializable {

  /** Indices from {@code from} to {@code to}, the latter not included. */
  record Run(long from, long to) implements Serializable {}

  Chunk {
    runs = List.copyOf(runs);
  }

  LongStream indices() {
    return runs.stream().flatMapToLong(run -> LongStream.range(run.from(), run.to()));
  }

  long size() {
    return runs.stream().mapToLong(run -> run.to() - run.from()).sum();
  }
}
