package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.TaskEndReason;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Ends of tasks as Spark tells of them. */
class ChunkExceptionsTest {
  private int stops;
  private final ChunkExceptions exceptions = new ChunkExceptions(4, () -> stops++);

  @Test
  void aChunkThatFailsFourTimesStopsTheRunOnceAndTellsWhy() {
    end(0, 7, failure(), 3);
    assertThat(exceptions.reason()).isEmpty();
    end(0, 7, failure(), 3);

    assertThat(stops).isOne();
    assertThat(exceptions.reason().orElseThrow())
        .hasMessageStartingWith("a chunk failed 4 times, most recently on host7: ")
        .hasMessageContaining("java.io.IOException: no folder")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void otherChunksAndOtherStagesCountForThemselves() {
    end(0, 7, failure(), 3);
    end(0, 8, failure(), 3);
    end(1, 7, failure(), 3);

    assertThat(stops).isZero();
  }

  @Test
  void executorsThatAreLostAreNoExceptions() {
    end(0, 7, new ExecutorLostFailure("1", true, Option.apply("killed")), 31);
    end(0, 7, failure(), 3);

    assertThat(stops).isZero();
    assertThat(exceptions.reason()).isEmpty();
  }

  private void end(int stage, int chunk, TaskEndReason reason, int times) {
    for (int i = 0; i < times; i++) {
      TaskInfo task =
          new TaskInfo(
              i, chunk, i, chunk, 0, "1", "host" + chunk, TaskLocality.PROCESS_LOCAL(), false);
      exceptions.onTaskEnd(
          new SparkListenerTaskEnd(stage, 0, "ResultTask", reason, task, null, null));
    }
  }

  private static ExceptionFailure failure() {
    Seq<AccumulableInfo> none = CollectionConverters.asScala(List.<AccumulableInfo>of()).toSeq();
    return new ExceptionFailure(new IOException("no folder"), none);
  }
}
