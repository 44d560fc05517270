package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.sql.SparkSession;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.results.ClusterDefaults;
import org.iclsweep.results.ClusterSize;
import org.iclsweep.results.SparkSettings;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Spark, started when there is work; a chunk is a task, told of as soon as it is done. */
final class SparkJobs implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SparkJobs.class.getName());

  /** Cores that are counted before they are there: more chunks than these need would be small. */
  private static final int MOST_COMING = 1000;

  private static final int LOOKS = 100;
  private static final long PAUSE_NANOS = 20_000_000;
  private static final ClassTag<Ran> RESULT = ClassTag$.MODULE$.apply(Ran.class);

  /** A function that Spark can ship: a lambda of Scala's own type would not be serializable. */
  private interface TaskFunction
      extends Function2<TaskContext, Iterator<Chunk>, Ran>, Serializable {}

  private interface ResultHandler extends Function2<Object, Ran, BoxedUnit> {}

  /**
   * What a task sends back.
   *
   * @param slowHost the machine, if the executor lacks the vector module; {@code null} otherwise
   */
  private record Ran(StagedChunk chunk, String slowHost) implements Serializable {}

  private final boolean ownsSession = !SparkSettings.isRunning();
  private final String group = "icl-sweep-" + UUID.randomUUID();
  private final SparkSession session;
  private final JavaSparkContext context;
  private final ClusterSize size;
  private boolean warned; // in Spark's event loop alone

  SparkJobs(SparkSettings settings) {
    session = settings.session();
    context = JavaSparkContext.fromSparkContext(session.sparkContext());
    size = ClusterSize.of(context.getConf());
  }

  /** Spark's name for this run. */
  String application() {
    return session.sparkContext().applicationId();
  }

  /** Address of Spark's own pages; {@code null} if there are none. */
  String ui() {
    return session.sparkContext().uiWebUrl().getOrElse(() -> null);
  }

  /** Cores that tasks run on, as far as Spark knows, or will if all executors come. */
  int cores() {
    return size.cores(context.defaultParallelism(), MOST_COMING);
  }

  /**
   * Runs chunks in their order, as far as there are cores, until all are done.
   *
   * @param done takes each finished chunk once; called in Spark's own event loop, it must return at
   *     once
   * @param waiting told what is waited for where there is no executor, and of nothing afterwards
   */
  void run(
      String description,
      List<Chunk> chunks,
      ChunkTask task,
      Consumer<StagedChunk> done,
      Consumer<Optional<String>> waiting)
      throws SparkException {
    Broadcast<ChunkTask> shipped = context.broadcast(task);
    JavaRDD<Chunk> tasks = context.parallelize(chunks, chunks.size());
    TaskFunction runChunk = (context, chunk) -> runChunk(shipped, chunk.next(), context);
    ResultHandler handler =
        (partition, ran) -> {
          warnOfSlowHost(ran.slowHost());
          done.accept(ran.chunk());
          return BoxedUnit.UNIT;
        };
    context.setJobGroup(group, description, true);
    context.setCallSite(description); // the name of its stage
    ChunkExceptions exceptions = new ChunkExceptions(mostExceptions(), this::cancel);
    session.sparkContext().addSparkListener(exceptions);
    try (ExecutorWatch watch = watch(waiting)) {
      session.sparkContext().runJob(tasks.rdd(), runChunk, partitions(chunks), handler, RESULT);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      if (exceptions.reason().isPresent()) {
        throw exceptions.reason().get();
      }
      throw e;
    } finally {
      session.sparkContext().removeSparkListener(exceptions);
      awaitTasks();
      context.clearJobGroup();
      context.clearCallSite();
    }
  }

  /** Cancels what runs, and what would be run from here on. */
  void cancel() {
    session.sparkContext().cancelJobGroupAndFutureJobs(group);
  }

  /**
   * A job that is cancelled is over before its tasks are, which still need what it has and tell
   * Spark of their end. A trial that does not come to its own end soon is left behind. Asked of the
   * scheduler: Spark's status is told of a task some time after it has started.
   */
  private void awaitTasks() {
    for (int look = 0; look < LOOKS && isAtWork(); look++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isAtWork() {
    return tasksByExecutor().values().stream().anyMatch(tasks -> !tasks.equals(0));
  }

  private Map<String, Object> tasksByExecutor() {
    return session.sparkContext().taskScheduler() instanceof TaskSchedulerImpl scheduler
        ? CollectionConverters.asJava(scheduler.runningTasksByExecutors())
        : Map.of();
  }

  /** In local mode this process is the executor. */
  private ExecutorWatch watch(Consumer<Optional<String>> waiting) {
    IntSupplier executors = () -> context.isLocal() ? 1 : tasksByExecutor().size();
    return new ExecutorWatch(executors, size.waiting(), waiting, System::nanoTime).started();
  }

  /** Where Spark's own number is the user's, it counts exceptions, too. */
  private int mostExceptions() {
    return context.getConf().getInt(ClusterDefaults.TASK_EXCEPTIONS, Integer.MAX_VALUE);
  }

  private static Ran runChunk(Broadcast<ChunkTask> task, Chunk chunk, TaskContext context) {
    try {
      StagedChunk staged = task.value().run(chunk, context);
      return new Ran(staged, lacksVectorModule() ? LeaseHolder.hostName() : null);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** By default, that is: a kernel that was chosen by name is nobody's mistake. */
  private static boolean lacksVectorModule() {
    return System.getProperty(Lanes.PROPERTY) == null
        && !ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** Executors warn in logs that few read; in local mode they are this process. */
  private void warnOfSlowHost(String host) {
    if (host == null || warned || context.isLocal()) {
      return;
    }
    warned = true;
    LOG.warning(
        "Executors, one on "
            + host
            + " among them, lack the module jdk.incubator.vector, so they train on the scalar"
            + " kernels: the same numbers, several times slower. Give them the module:"
            + " --conf spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector, and a"
            + " JDK that has it.");
  }

  private static Seq<Object> partitions(List<Chunk> chunks) {
    List<Object> indices = IntStream.range(0, chunks.size()).<Object>mapToObj(i -> i).toList();
    return CollectionConverters.asScala(indices).toSeq();
  }

  @Override
  public void close() {
    if (ownsSession) {
      // a trial that was left behind may end while Spark is stopping, and its task then reports to
      // a scheduler and gives blocks back to a store that are no more, which Spark calls errors
      Configurator.setLevel(TaskSchedulerImpl.class.getName(), Level.OFF);
      Configurator.setLevel(TaskContextImpl.class.getName(), Level.OFF);
      session.sparkContext().stop();
    }
  }
}
