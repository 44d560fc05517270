package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;

/** Studies on an S3 that now and then, or always, asks for patience, or has another time. */
class S3RefusalsIT extends S3Case {
  private static final int SEEDS = 6;
  private static final int EACH = 10;
  private static final TrialFunction TRIALS = new SampleTrials(0);
  private static final DateTimeFormatter SIGNED =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
  private static final Duration MOST_SKEW = Duration.ofMinutes(15);

  /** As often as a client asks again by default. */
  private static final Map<String, String> PATIENT =
      Map.of(
          "fs.s3a.attempts.maximum", "5",
          "fs.s3a.retry.throttle.limit", "20",
          "fs.s3a.retry.throttle.interval", "10ms");

  private static final Map<String, String> IMPATIENT =
      Map.of("fs.s3a.retry.throttle.limit", "1", "fs.s3a.retry.throttle.interval", "10ms");

  @Test
  void aStoreThatAsksToSlowDownNowAndThenHasEveryTrialOnce() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    server.setFate(
        request ->
            requests.incrementAndGet() % EACH == 0
                ? S3Server.Answer.slowDown()
                : server.forward(request));
    Study study = SampleTrials.study(SEEDS);

    assertThat(sweep(TRIALS, study, PATIENT).missing()).isZero();

    assertWholeAndClean(TRIALS, study, PATIENT);
    assertThat(requests).hasValueGreaterThan(10 * EACH);
  }

  @Test
  void aStoreThatAsksToSlowDownWithoutEndEndsTheRunWithWhatToDo() throws Exception {
    Study study = SampleTrials.study(SEEDS);
    AtomicInteger copies = new AtomicInteger();
    server.setFate(
        request ->
            request.copiesTo("/trials/") && copies.incrementAndGet() > LEARNERS
                ? S3Server.Answer.slowDown()
                : server.forward(request));
    assertThatThrownBy(() -> sweep(TRIALS, study, IMPATIENT))
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith("the store asks for fewer requests: ")
        .hasMessageContaining("Please reduce your request rate")
        .hasMessageContaining("What is committed is safe: ")
        .hasMessageContaining("are in " + directory + "/trials; ")
        .hasMessageEndingWith(
            "the same command goes on from there, with fewer requests by a longer --chunk-time, or"
                + " with more patience by --conf spark.hadoop.fs.s3a.retry.throttle.limit=100");

    server.setFate(request -> S3Server.Answer.slowDown());
    assertThatThrownBy(() -> sweep(TRIALS, study, IMPATIENT))
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith("the store asks for fewer requests: ")
        .hasMessageContaining("What is in the table is safe; the same command goes on from there");

    server.reset();
    assertThat(sweep(TRIALS, study, IMPATIENT).missing()).isZero();
    assertWholeAndClean(TRIALS, study, IMPATIENT);
  }

  @Test
  void aStoreWhoseClockIsFortyMinutesOffIsBelieved() throws Exception {
    assumeTrue(TestHost.hasClocks(), "libfaketime is not installed (Debian: faketime)");
    AtomicInteger refused = new AtomicInteger();
    server.setFate(
        request -> {
          if (isSkewed(request)) {
            refused.incrementAndGet();
            return S3Server.Answer.error(403, "RequestTimeTooSkewed", "other time");
          }
          return server.forward(request);
        });

    Process driver = drive(TestHost.loopback(1).withClock("+40m"), SEEDS, "0", PATIENT);

    assertThat(driver.waitFor()).as(Files.readString(disk.resolve("driver.log"))).isZero();
    assertThat(refused).hasPositiveValue();
    assertWholeAndClean(TRIALS, SampleTrials.study(SEEDS), Map.of());
  }

  private static boolean isSkewed(S3Server.Request request) {
    String signed = request.headers().get("x-amz-date").get(0);
    Duration apart =
        Duration.between(LocalDateTime.parse(signed, SIGNED), LocalDateTime.now(ZoneOffset.UTC));
    return apart.abs().compareTo(MOST_SKEW) > 0;
  }
}
