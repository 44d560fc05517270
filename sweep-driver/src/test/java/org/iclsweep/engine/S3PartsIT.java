package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;

/** Chunks that go to S3 in parts of five megabytes, its least: a trial in two. */
class S3PartsIT extends S3Case {
  private static final int SEEDS = 1;
  private static final TrialFunction TRIALS = new LargeTrials();

  /** Parts are kept in memory until they are sent. */
  private static final Map<String, String> IN_MEMORY =
      Map.of(
          "fs.s3a.multipart.size", "5M",
          "fs.s3a.fast.upload.buffer", "bytebuffer");

  /** Parts are kept on a disk until they are sent. */
  private static final Map<String, String> ON_DISK =
      Map.of("fs.s3a.multipart.size", "5M", "fs.s3a.fast.upload.buffer", "disk");

  @Test
  void aFileOfPartsOfWhichEveryOtherFailsOnceIsWhole() throws Exception {
    AtomicInteger seconds = new AtomicInteger();
    server.setFate(
        request ->
            request.isPart(2) && seconds.getAndIncrement() % 2 == 0
                ? S3Server.Answer.internalError()
                : server.forward(request));
    Study study = SampleTrials.study(SEEDS);

    assertThat(sweep(TRIALS, study, IN_MEMORY).missing()).isZero();

    assertThat(seconds).as("two trials, each sent twice").hasValueGreaterThanOrEqualTo(2 * 2);
    server.reset();
    assertWholeAndClean(TRIALS, study, IN_MEMORY);
  }

  @Test
  void aPartThatFailsWithoutEndIsToldAndNothingOfItsFileIsSeen() throws Exception {
    server.setFate(
        request -> request.isPart(2) ? S3Server.Answer.internalError() : server.forward(request));
    Study study = SampleTrials.study(SEEDS);

    assertThatThrownBy(() -> sweep(TRIALS, study, ON_DISK))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(directory + "/_staging/");

    assertThat(folder(ON_DISK).table().files()).hasSize(LEARNERS);
    server.reset();
    assertThat(sweep(TRIALS, study, ON_DISK).missing()).isZero();
    assertWholeAndClean(TRIALS, study, ON_DISK);
  }

  @Test
  void anUploadThatAKilledDriverNeverCompletesIsNoFile() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    server.setFate(
        request -> {
          if (!request.isPart(2)) {
            return server.forward(request);
          }
          begun.countDown();
          await(killed);
          return server.forward(request); // it arrives, and nobody completes the file
        });
    Process driver = drive(TestHost.loopback(1), SEEDS, SampleDriver.LARGE, ON_DISK);
    try {
      while (!begun.await(1, TimeUnit.SECONDS)) {
        assertThat(driver.isAlive()).as("the driver lives").isTrue();
      }
    } finally {
      driver.destroyForcibly().waitFor();
      killed.countDown();
      server.reset();
    }
    StudyFolder folder = folder(ON_DISK);
    assertThat(folder.table().files()).hasSize(LEARNERS);
    String own = folder.storage().names(folder.staging()).get(0);
    assertThat(folder.storage().names(new org.apache.hadoop.fs.Path(folder.staging(), own)))
        .isEmpty();

    assertThat(sweep(TRIALS, SampleTrials.study(SEEDS), ON_DISK).missing()).isZero();
    assertWholeAndClean(TRIALS, SampleTrials.study(SEEDS), ON_DISK);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
