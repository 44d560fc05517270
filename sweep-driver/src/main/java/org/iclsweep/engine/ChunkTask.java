package org.iclsweep.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.Pace;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;

/**
 * What an executor does: run the trials of a chunk and stage their rows in one file. What it sends
 * back is the file's name; until the driver has moved the file, nobody sees it.
 *
 * @param trialTimeout what a trial may take; {@code null} for no limit
 * @param study name of the study, for provenance
 * @param staging folder that this run of the study stages in
 */
record ChunkTask(
    TrialFunction function,
    Trials trials,
    FittedLearners learners,
    Storage storage,
    Duration trialTimeout,
    String staging,
    String study,
    String codeVersion)
    implements Serializable {

  StagedChunk run(Chunk chunk, TaskContext context) throws IOException {
    LongStream indices = chunk.indices().peek(index -> stopIfKilled(context));
    String key = StagedChunk.key(indices.mapToObj(index -> trials.trial(index).id()).iterator());
    String name = StagedChunk.fileName(key, context.partitionId(), context.taskAttemptId());
    Path file = new Path(staging, name);
    Set<Long> tooLarge = new HashSet<>();
    while (true) {
      try {
        return stage(chunk, file, key, context, tooLarge);
      } catch (OutOfMemoryError e) {
        // a row can be too large for the way to its file: the largest's, in all likelihood
        discard(file, e);
        tooLarge.add(largest(chunk, tooLarge, e));
      } catch (IOException | RuntimeException | Error e) {
        discard(file, e);
        throw e;
      }
    }
  }

  private long largest(Chunk chunk, Set<Long> tooLarge, OutOfMemoryError error) {
    return chunk
        .indices()
        .boxed()
        .filter(index -> !tooLarge.contains(index))
        .max(Comparator.comparingDouble(index -> MemoryModel.bytes(trials.trial(index))))
        .orElseThrow(() -> error);
  }

  private StagedChunk stage(
      Chunk chunk, Path file, String key, TaskContext context, Set<Long> tooLarge)
      throws IOException {
    PlanShare share = new PlanShare(trials.fingerprint());
    Map<String, Pace> paces = new HashMap<>();
    try (RowWriter writer = begin(file);
        TrialAlarm alarm = new TrialAlarm(trialTimeout)) {
      for (Chunk.Run run : chunk.runs()) {
        for (long index = run.from(); index < run.to(); index++) {
          Trial trial = trials.trial(index);
          TrialRow row =
              tooLarge.contains(index)
                  ? row(trial, noMemory(trial), provenance(0, key, null))
                  : row(trial, key, context, alarm);
          share.add(index, row.record().outcome());
          boolean isTimed = function.trains() || trial instanceof LearnerTrial;
          if (isTimed && row.record().outcome() == Outcome.COMPLETED) {
            double flops = CostModel.flops(trial, row.record().stoppedStep());
            Pace pace = Pace.of(flops, row.provenance().seconds());
            paces.merge(row.kind(), pace, Pace::plus);
          }
          writer.write(row);
        }
      }
      writer.declare(share);
      paces.forEach(writer::declare);
    }
    return new StagedChunk(
        key,
        file.toString(),
        chunk.size(),
        share.failed().getLongCardinality(),
        share.indices(Outcome.NO_MEMORY).getLongCardinality(),
        share.indices(Outcome.DIVERGED).getLongCardinality(),
        chunk.cost());
  }

  /** In the driver's folder, which nobody makes again when the driver has lost its lease. */
  private RowWriter begin(Path file) throws IOException {
    try {
      return RowWriter.inFolder(storage, file);
    } catch (IOException e) {
      if (!storage.exists(file.getParent())) {
        throw new IOException(
            "an executor on "
                + LeaseHolder.hostName()
                + " does not see "
                + file.getParent()
                + ", the driver's folder; put --out on a file system that all share",
            e);
      }
      throw e;
    }
  }

  /** With what others leave of the memory, then alone, then not at all. */
  private TrialRow row(Trial trial, String key, TaskContext context, TrialAlarm alarm) {
    double bytes = MemoryModel.bytes(trial);
    if (!MemoryRoom.OF_JVM.holds(bytes)) {
      return row(trial, tooLargeRecord(trial), provenance(0, key, null));
    }
    try (MemoryRoom.Part part = MemoryRoom.OF_JVM.take(bytes)) {
      return ran(trial, key, context, alarm);
    } catch (OutOfMemoryError e) {
      alarm.clear();
    } catch (InterruptedException e) {
      throw killed();
    }
    try (MemoryRoom.Part all = MemoryRoom.OF_JVM.takeAll()) {
      return ran(trial, key, context, alarm);
    } catch (OutOfMemoryError e) {
      alarm.clear();
      return row(trial, noMemory(trial), provenance(0, key, null));
    } catch (InterruptedException e) {
      throw killed();
    }
  }

  /** Of a trial that is not begun; what no machine can run is a failure of the trial. */
  private TrialRecord tooLargeRecord(Trial trial) {
    return MemoryModel.isBeyondJava(trial)
        ? TrialRecord.failed(
            new IllegalArgumentException(
                "it needs an array of more than 2,147,483,647 numbers, which Java does not have;"
                    + " choose smaller sizes"))
        : noMemory(trial);
  }

  private TrialRecord noMemory(Trial trial) {
    return noMemory(
        "takes about %s of memory, and the heap has %s"
            .formatted(
                MemoryModel.text(MemoryModel.bytes(trial)),
                MemoryModel.text(MemoryRoom.OF_JVM.heap())));
  }

  private TrialRow ran(Trial trial, String key, TaskContext context, TrialAlarm alarm) {
    stopIfKilled(context);
    long start = System.nanoTime();
    TrialRecord record;
    String stackTrace = null;
    alarm.set();
    try {
      record = function.run(trial, learners.of(trial));
      alarm.clear();
    } catch (SweepException e) { // not of the trial
      alarm.clear();
      throw e;
    } catch (Exception e) {
      boolean late = alarm.clear();
      stopIfKilled(context); // the kill may be what ended the trial
      boolean noMemory = e instanceof LearnerFailedException learner && learner.isOfMemory();
      record = late ? TrialRecord.timedOut(allowance()) : ended(e, noMemory);
      stackTrace = late || noMemory ? null : stackTrace(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return row(trial, record, provenance(seconds, key, stackTrace));
  }

  private TrialRecord ended(Exception e, boolean noMemory) {
    return noMemory ? noMemory(e.getMessage()) : TrialRecord.failed(e);
  }

  /** Where rows cannot be taken out of the table again, a failure like others. */
  private TrialRecord noMemory(String message) {
    try {
      return storage.isObjectStore(new Path(staging))
          ? TrialRecord.failed(new IllegalStateException(message))
          : TrialRecord.noMemory(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String allowance() {
    return "took longer than the " + Seconds.of(trialTimeout) + " s that a trial may take";
  }

  private static TrialRow row(Trial trial, TrialRecord record, Provenance provenance) {
    boolean isLearner = trial instanceof LearnerTrial;
    return new TrialRow(
        trial.id(),
        isLearner ? TrialRow.LEARNER : TrialRow.TRANSFORMER,
        isLearner ? ((LearnerTrial) trial).spec().kind().label() : null,
        trial.parameters(),
        record,
        provenance);
  }

  private Provenance provenance(double seconds, String key, String stackTrace) {
    return new Provenance(
        study,
        seconds,
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        LeaseHolder.hostName(),
        System.getProperty("java.version"),
        function.kernel(),
        Numerics.VERSION,
        codeVersion,
        key,
        stackTrace);
  }

  private void discard(Path file, Throwable cause) {
    try {
      storage.delete(file);
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static void stopIfKilled(TaskContext context) {
    if (context.isInterrupted()) {
      throw killed();
    }
  }

  private static TaskKilledException killed() {
    return new TaskKilledException("the sweep was stopped");
  }

  private static String stackTrace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
