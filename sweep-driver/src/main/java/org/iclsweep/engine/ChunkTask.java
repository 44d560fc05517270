package org.iclsweep.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
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
    String key = StagedChunk.key(chunk.indices().mapToObj(i -> trials.trial(i).id()).iterator());
    String name = StagedChunk.fileName(key, context.partitionId(), context.taskAttemptId());
    Path file = new Path(staging, name);
    try {
      return stage(chunk, file, key, context);
    } catch (IOException | RuntimeException | Error e) {
      discard(file, e);
      throw e;
    }
  }

  private StagedChunk stage(Chunk chunk, Path file, String key, TaskContext context)
      throws IOException {
    PlanShare share = new PlanShare(trials.fingerprint());
    Map<String, Pace> paces = new HashMap<>();
    try (RowWriter writer = begin(file);
        TrialAlarm alarm = new TrialAlarm(trialTimeout)) {
      for (Chunk.Run run : chunk.runs()) {
        for (long index = run.from(); index < run.to(); index++) {
          Trial trial = trials.trial(index);
          TrialRow row = row(trial, key, context, alarm);
          share.add(index, row.record().outcome());
          if (row.record().outcome() == Outcome.COMPLETED) {
            Pace pace = Pace.of(CostModel.flops(trial), row.provenance().seconds());
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

  private TrialRow row(Trial trial, String key, TaskContext context, TrialAlarm alarm) {
    stopIfKilled(context);
    long start = System.nanoTime();
    TrialRecord record;
    String stackTrace = null;
    alarm.set();
    try {
      record = function.run(trial, learners.of(trial));
      alarm.clear();
    } catch (Exception e) {
      boolean late = alarm.clear();
      stopIfKilled(context); // the kill may be what ended the trial
      record = late ? TrialRecord.timedOut(allowance()) : TrialRecord.failed(e);
      stackTrace = late ? null : stackTrace(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return row(trial, record, provenance(seconds, key, stackTrace));
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
      throw new TaskKilledException("the sweep was stopped");
    }
  }

  private static String stackTrace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
