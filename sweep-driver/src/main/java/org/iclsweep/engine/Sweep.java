package org.iclsweep.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.engine.Progress.Phase;
import org.iclsweep.engine.Progress.State;
import org.iclsweep.results.CodeVersion;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;

/**
 * Runs what a results directory lacks of a study: first the learners, then the trials that are held
 * against them. The table is the only state; whatever ends a run, the next one goes on from there.
 *
 * <p>A failed learner fails the trials that need it, each in its own row that names it. Failed rows
 * count as done, until a run with {@link SweepOptions#retryFailed} removes them; those of trials
 * that had not enough memory do not, and every run removes them.
 */
public final class Sweep {

  private final TrialFunction function;
  private final SweepOptions options;
  private volatile int stoppedWith;
  private SparkJobs jobs;
  private StatusFile status;

  public Sweep(TrialFunction function, SweepOptions options) {
    this.function = function;
    this.options = options;
  }

  /**
   * Runs a study into a directory on any Hadoop file system.
   *
   * @throws SweepException if another driver runs there, or something other than a trial failed
   * @throws org.iclsweep.results.DamagedTableException if there are files that cannot be read;
   *     {@link SetAside} moves them away
   * @throws org.iclsweep.results.DoubledRowsException if there are several rows of a trial; {@link
   *     SetAsideDoubled} moves all but one away
   */
  public SweepResult run(Study study, String directory, Progress progress) {
    long start = System.nanoTime();
    StudyFolder folder = StudyFolder.at(options.spark().storage(), directory);
    LeaseTerms terms = LeaseTerms.standard(this::isCancelled);
    try (Lease lease = Lease.take(folder, terms)) {
      lease.whenLost(this::cancelJobs);
      return lease.holding(() -> run(study, folder, lease, progress, start));
    } catch (LeaseTerms.CancelledException e) {
      return new SweepResult(
          study.plan().size(), 0, 0, 0, 0, 0, 0, Duration.ZERO, List.of(), stoppedWith);
    } catch (IOException e) {
      throw StopReason.ofRun(directory, e);
    }
  }

  private SweepResult run(
      Study study, StudyFolder folder, Lease lease, Progress progress, long start)
      throws IOException {
    List<TrialFile> files = folder.table().sound();
    DoubledRows.requireNone(folder.table(), files);
    KeptRounds rounds = KeptRounds.of(study, folder, lease);
    lease.write(folder.study(), study.resolved());
    status = new StatusFile(folder, lease, study.name(), options.spark().options(), progress);
    try {
      Adoption adoption = new Adoption(folder, lease, options.adopted(), this::isCancelled);
      SweepResult result =
          study.rounds().isPresent()
              ? rounds(rounds, folder, lease, adoption, files, start)
              : new Run(study, folder, lease, adoption, options.retryFailed()).result(files, start);
      status.end(result);
      return result;
    } catch (IOException | RuntimeException | Error e) {
      status.broken(e);
      throw e;
    } finally {
      closeJobs();
    }
  }

  private SweepResult rounds(
      KeptRounds rounds,
      StudyFolder folder,
      Lease lease,
      Adoption adoption,
      List<TrialFile> files,
      long start)
      throws IOException {
    return new RefinementRun(folder, rounds, this::isCancelled, status::round)
        .result(
            (known, isFirst) ->
                new Run(known, folder, lease, adoption, isFirst && options.retryFailed())
                    .result(isFirst ? files : folder.table().contents(), start))
        .endedWith(stoppedWith);
  }

  /**
   * Stops a run from another thread, soon: what is committed stays, what is being computed is lost,
   * {@link #run} returns with {@link SweepResult#interrupted}.
   *
   * @param exitCode what the process will end with; not 0
   */
  public void cancel(int exitCode) {
    stoppedWith = exitCode;
    cancelJobs();
  }

  private boolean isCancelled() {
    return stoppedWith != 0;
  }

  private synchronized void cancelJobs() {
    if (jobs != null) {
      jobs.cancel();
    }
  }

  private synchronized SparkJobs jobs() {
    if (jobs == null) {
      jobs = startSpark();
      status.sparkStarted(jobs.application(), jobs.ui());
      if (isCancelled()) {
        jobs.cancel();
      }
    }
    return jobs;
  }

  private SparkJobs startSpark() {
    try {
      return new SparkJobs(options.spark());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw new SweepException("cannot start Spark: " + e.getMessage(), e);
    }
  }

  private synchronized void closeJobs() {
    if (jobs != null) {
      jobs.close();
      jobs = null;
    }
  }

  /** One run, with the lease in hand. */
  private final class Run {
    private final Study study;
    private final StudyFolder folder;
    private final Lease lease;
    private final Adoption adoption;
    private final boolean retryFailed;
    private final List<LearnerTrial> learners;
    private final Path staging;
    private CoreSpeed speed;

    Run(Study study, StudyFolder folder, Lease lease, Adoption adoption, boolean retryFailed) {
      this.study = study;
      this.folder = folder;
      this.lease = lease;
      this.adoption = adoption;
      this.retryFailed = retryFailed;
      learners = study.plan().learners().stream().map(LearnerTrial.class::cast).toList();
      staging = lease.staging();
    }

    SweepResult result(List<TrialFile> files, long start) throws IOException {
      Trials learnerTrials = Trials.of(learners);
      Trials trials = Trials.of(study);
      List<Trials> asked = List.of(learnerTrials, trials);
      Holdings held = Holdings.of(folder.table(), files, asked);
      if (FailedRows.remove(folder, lease, held, asked, this::isToBeRunAgain)) {
        held = Holdings.of(folder.table(), folder.table().contents(), asked);
      }
      List<Adopted> adopted = adopt(learnerTrials, trials, held);
      if (!adopted.isEmpty()) {
        held = Holdings.of(folder.table(), folder.table().contents(), asked);
      }
      Inventory ofLearners = Inventory.of(learnerTrials, held, Sweep.this::isCancelled);
      Inventory ofTrials =
          Inventory.of(trials, held, Sweep.this::isCancelled, new FunctionCost(function));
      speed = CoreSpeed.of(held.files(), TrialRow.TRANSFORMER);
      State fitted = run(Phase.LEARNERS, learnerTrials, ofLearners, new FittedLearners());
      boolean needsLearners = ofTrials.backlog().size() > 0 && !isCancelled();
      FittedLearners all = needsLearners ? fittedLearners() : new FittedLearners();
      State trained = run(Phase.TRIALS, trials, ofTrials, all);
      return new SweepResult(
          trained.total(),
          trained.done() - trained.fresh(),
          trained.fresh(),
          trained.failed(),
          trained.noMemory(),
          trained.diverged(),
          fitted.fresh(),
          Duration.ofNanos(System.nanoTime() - start),
          adopted,
          stoppedWith);
    }

    private List<Adopted> adopt(Trials learnerTrials, Trials trials, Holdings held)
        throws IOException {
      return adoption.isAsked()
          ? adoption.of(
              MissingTrials.ofLearners(learnerTrials, held),
              MissingTrials.ofModels(study, trials, held))
          : List.of();
    }

    private boolean isToBeRunAgain(Outcome outcome) {
      return !outcome.isDone() || retryFailed && outcome.isFailure();
    }

    private State run(
        Phase phase, Trials trials, Inventory inventory, FittedLearners fittedLearners)
        throws IOException {
      PhaseProgress counted = new PhaseProgress(phase, inventory, status);
      if (inventory.backlog().size() > 0 && !isCancelled()) {
        counted.begin();
        ChunkTask task =
            new ChunkTask(
                function,
                trials,
                fittedLearners,
                folder.storage(),
                options.trialTimeout(),
                staging.toString(),
                study.name(),
                CodeVersion.here().text());
        runChunks(phase, inventory.backlog(), task, counted);
      }
      return counted.state();
    }

    private void runChunks(Phase phase, Backlog backlog, ChunkTask task, PhaseProgress counted) {
      SparkJobs spark = jobs();
      List<Chunk> chunks = backlog.chunks(chunkCost(phase, backlog, spark.cores()), spark.cores());
      Committer committer = new Committer(folder, lease, counted, spark::cancel);
      RuntimeException stopped = null;
      try (committer) {
        spark.run(
            description(phase, backlog, chunks), chunks, task, committer::add, status::waiting);
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        stopped = StopReason.ofSpark(e, folder, counted);
      }
      if (committer.failure().isPresent()) {
        Throwable failure = committer.failure().get();
        throw StopReason.ofCommit(failure, folder, counted);
      }
      if (stopped != null && !isCancelled()) {
        throw stopped;
      }
    }

    private double chunkCost(Phase phase, Backlog backlog, int cores) {
      return switch (phase) {
        case LEARNERS -> Backlog.chunkCost(backlog.cost(), 0, cores);
        case TRIALS -> Backlog.chunkCost(backlog.cost(), speed.flops(options.chunkTime()), cores);
      };
    }

    private String description(Phase phase, Backlog backlog, List<Chunk> chunks) {
      String what =
          switch (phase) {
            case LEARNERS -> "fitting " + count(backlog.size(), "learner");
            case TRIALS ->
                (function.trains() ? "training " : "measuring ")
                    + count(backlog.size(), "trial")
                    + " in "
                    + count(chunks.size(), "chunk");
          };
      return "icl-sweep " + study.name() + ": " + what;
    }

    private static String count(int number, String noun) {
      return number + " " + noun + (number == 1 ? "" : "s");
    }

    private FittedLearners fittedLearners() {
      Map<String, LearnerTrial> wanted = new HashMap<>();
      learners.forEach(learner -> wanted.put(learner.id(), learner));
      FittedLearners fitted = new FittedLearners();
      if (!wanted.isEmpty()) {
        try (Stream<TrialRow> rows = folder.table().learnerRows()) {
          rows.filter(row -> wanted.containsKey(row.trialId()))
              .forEach(row -> fitted.add(wanted.get(row.trialId()), row.record()));
        }
      }
      return fitted;
    }
  }
}
