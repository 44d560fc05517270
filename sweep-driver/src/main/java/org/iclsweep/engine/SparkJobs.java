package org.iclsweep.engine;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.sql.SparkSession;
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

  private static final ClassTag<StagedChunk> RESULT = ClassTag$.MODULE$.apply(StagedChunk.class);

  /** A function that Spark can ship: a lambda of Scala's own type would not be serializable. */
  private interface TaskFunction
      extends Function2<TaskContext, Iterator<Chunk>, StagedChunk>, Serializable {}

  private interface ResultHandler extends Function2<Object, StagedChunk, BoxedUnit> {}

  private final boolean ownsSession = !SparkSettings.isRunning();
  private final String group = "icl-sweep-" + UUID.randomUUID();
  private final SparkSession session;
  private final JavaSparkContext context;

  SparkJobs(SparkSettings settings) {
    session = settings.session();
    context = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** Spark's name for this run. */
  String application() {
    return session.sparkContext().applicationId();
  }

  /** Address of Spark's own pages; {@code null} if there are none. */
  String ui() {
    return session.sparkContext().uiWebUrl().getOrElse(() -> null);
  }

  /** Cores that tasks run on, as far as Spark knows. */
  int cores() {
    return context.defaultParallelism();
  }

  /**
   * Runs chunks in their order, as far as there are cores, until all are done.
   *
   * @param done takes each finished chunk once; called in Spark's own event loop, it must return at
   *     once
   */
  void run(String description, List<Chunk> chunks, ChunkTask task, Consumer<StagedChunk> done) {
    Broadcast<ChunkTask> shipped = context.broadcast(task);
    JavaRDD<Chunk> tasks = context.parallelize(chunks, chunks.size());
    TaskFunction runChunk = (context, chunk) -> runChunk(shipped, chunk.next(), context);
    ResultHandler handler =
        (partition, chunk) -> {
          done.accept(chunk);
          return BoxedUnit.UNIT;
        };
    context.setJobGroup(group, description, true);
    try {
      session.sparkContext().runJob(tasks.rdd(), runChunk, partitions(chunks), handler, RESULT);
    } finally {
      context.clearJobGroup();
      shipped.destroy();
    }
  }

  /** Cancels what runs, and what would be run from here on. */
  void cancel() {
    session.sparkContext().cancelJobGroupAndFutureJobs(group);
  }

  private static StagedChunk runChunk(Broadcast<ChunkTask> task, Chunk chunk, TaskContext context) {
    try {
      return task.value().run(chunk, context);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Seq<Object> partitions(List<Chunk> chunks) {
    List<Object> indices = IntStream.range(0, chunks.size()).<Object>mapToObj(i -> i).toList();
    return CollectionConverters.asScala(indices).toSeq();
  }

  @Override
  public void close() {
    if (ownsSession) {
      // a task that was cancelled may report to a scheduler that is stopping, which calls it an
      // error
      Configurator.setLevel(TaskSchedulerImpl.class.getName(), Level.OFF);
      session.sparkContext().stop();
    }
  }
}
