package org.iclsweep.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.engine.Progress.State;
import org.iclsweep.results.FaultText;

/** Why a run or a compaction stopped, for the person who started it, and what to do. */
final class StopReason {

  private static final String QUOTA = "(?:DiskSpace|NameSpace) quota .*is exceeded.*";

  private static final String NO_ROOM =
      "No space left on device|[Dd]isk quota exceeded|"
          + QUOTA
          + "|not enough space on the disk|could only be (?:replicated|written) to 0";

  /** With the file, as our own writers tell it; else whatever line says so. */
  private static final Pattern FILE_WITHOUT_ROOM =
      Pattern.compile("cannot write .*?(?:" + NO_ROOM + ")");

  private static final Pattern WITHOUT_ROOM = Pattern.compile("(?m)^.*(?:" + NO_ROOM + ")");

  /** With all that a file system has to say, which may be several lines, and no trace. */
  private static final Pattern NOT_WRITTEN = Pattern.compile("cannot write \\S+: .*(?:\\n\\S.*)*");

  private static final Pattern NOT_SHARED =
      Pattern.compile("an executor on \\S+ does not see .*? that all share");

  private static final String A_QUOTA = "a quota is used up: ";
  private static final String GO_ON = "the same command goes on from there";
  private static final String MAKE_ROOM = "make room, then " + GO_ON;

  /** Of S3, and of stores that speak its protocol. */
  private static final Pattern TOO_MANY_REQUESTS =
      Pattern.compile("(?m)^.*(?:Status Code: 503|SlowDown|Slow Down|reduce your request rate).*$");

  private static final Pattern LOST_EXECUTORS =
      Pattern.compile("failed (\\d+) times, .*?ExecutorLostFailure (\\(.*)");

  private static final String STEADIER =
      GO_ON
          + "; where machines come and go, with smaller chunks by a shorter --chunk-time, or with"
          + " more patience by --conf spark.task.maxFailures=100; where trials take more memory"
          + " than their container has, with more by --conf spark.executor.memory=4g";

  private static final String THE_CLUSTER =
      "the cluster has ended the application, which tells why in its own log: ";

  /** Spark says no more, where the cluster manager ends an application. */
  private static final Pattern ENDED = Pattern.compile(".*SparkContext was shut down.*");

  private static final String FEWER_REQUESTS =
      GO_ON
          + ", with fewer requests by a longer --chunk-time, or with"
          + " more patience by --conf spark.hadoop.fs.s3a.retry.throttle.limit=100";

  private StopReason() {}

  /** Of a run that never came to its trials. */
  static SweepException ofRun(String directory, IOException failure) {
    return new SweepException(
        toDo(failure, "What is in the table is safe; ")
            .orElse("cannot write to " + directory + ": " + FaultText.of(failure)),
        failure);
  }

  /** Of a job that Spark gave up, after it had tried a task as often as it does. */
  static SweepException ofSpark(Exception failure, StudyFolder folder, PhaseProgress progress) {
    return new SweepException(
        toDo(failure, safe(folder, progress) + "; ")
            .or(() -> find(NOT_SHARED, failure))
            .or(
                () ->
                    find(NOT_WRITTEN, failure)
                        .map(why -> why + ". " + safe(folder, progress) + "; " + GO_ON))
            .orElse("Spark stopped the sweep: " + failure.getMessage()),
        failure);
  }

  /** Of a commit that failed, and with it the run. */
  static SweepException ofCommit(Throwable failure, StudyFolder folder, PhaseProgress progress) {
    if (failure instanceof SweepException known) {
      return known;
    }
    String safe = safe(folder, progress) + "; ";
    return new SweepException(
        toDo(failure, safe)
            .orElse(
                "cannot commit to "
                    + folder.table().folder()
                    + ": "
                    + FaultText.of(failure)
                    + ". "
                    + safe
                    + GO_ON),
        failure);
  }

  static SweepException ofCompaction(String directory, Exception failure) {
    return new SweepException(
        noRoom(failure)
                .map(
                    full ->
                        full + ". The table is as it was; make room for a second one, and compact")
                .orElse(
                    "cannot compact "
                        + directory
                        + ": "
                        + FaultText.of(failure)
                        + ". Nothing is lost;")
            + " again with the same command",
        failure);
  }

  private static String safe(StudyFolder folder, PhaseProgress progress) {
    State state = progress.state();
    return "What is committed is safe: %d of %d %s are in %s"
        .formatted(state.done(), state.total(), state.phase().label(), folder.table().folder());
  }

  /** What was wrong, what is safe, and what to do, of what is known. */
  private static Optional<String> toDo(Throwable failure, String safe) {
    return noRoom(failure)
        .map(full -> full + ". " + safe + MAKE_ROOM)
        .or(
            () ->
                find(TOO_MANY_REQUESTS, failure)
                    .map(
                        line ->
                            "the store asks for fewer requests: %s. %s%s"
                                .formatted(line, safe, FEWER_REQUESTS)))
        .or(() -> lostExecutors(failure).map(lost -> lost + ". " + safe + STEADIER))
        .or(() -> find(ENDED, failure).map(end -> THE_CLUSTER + end + ". " + safe + GO_ON));
  }

  private static Optional<String> lostExecutors(Throwable failure) {
    Matcher lost = LOST_EXECUTORS.matcher(String.valueOf(failure.getMessage()));
    return lost.find()
        ? Optional.of(
            "%s executors were lost that had the same chunk in hand, the last one %s"
                .formatted(lost.group(1), lost.group(2)))
        : Optional.empty();
  }

  /** What tells that a disk is full, and which file it was. */
  private static Optional<String> noRoom(Throwable failure) {
    return find(FILE_WITHOUT_ROOM, failure)
        .or(() -> find(WITHOUT_ROOM, failure))
        .map(found -> (found.matches(".*" + QUOTA) ? A_QUOTA : "the disk is full: ") + found);
  }

  private static Optional<String> find(Pattern pattern, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher found = pattern.matcher(String.valueOf(cause.getMessage()));
      if (found.find()) {
        return Optional.of(found.group());
      }
    }
    return Optional.empty();
  }
}
