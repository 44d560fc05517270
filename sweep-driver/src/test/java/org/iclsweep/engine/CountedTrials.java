package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;

/**
 * Trials of which it is known how many executors have begun, also by those that are dead.
 *
 * @param folder of a file for each JVM, with a byte for each trial that it has begun
 * @param trials what they are
 */
record CountedTrials(String folder, TrialFunction trials) implements TrialFunction {
  private static final long serialVersionUID = 1;

  /** Trials that end by what is no fault of theirs. */
  record Broken() implements TrialFunction {
    private static final long serialVersionUID = 1;

    @Override
    public TrialRecord run(Trial trial, List<TrialRecord> learners) {
      throw new SweepException("not of the trial");
    }

    @Override
    public String kernel() {
      return "sample";
    }
  }

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    Path file = Path.of(folder, String.valueOf(ProcessHandle.current().pid()));
    try {
      Files.write(file, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return trials.run(trial, learners);
  }

  /** How many have been begun so far. */
  static long count(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String kernel() {
    return trials.kernel();
  }
}
