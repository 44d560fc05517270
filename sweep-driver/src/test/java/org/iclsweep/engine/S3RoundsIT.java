package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Round;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rounds of a refinement on S3, where what a dead driver has sent may come at any time. */
class S3RoundsIT {
  private static final DriverProcess ONE = new DriverProcess("one", 1, "", "", "");
  private static final DriverProcess OTHER = new DriverProcess("other", 1, "", "", "");

  private final String directory = S3Server.directory("rounds-" + UUID.randomUUID());
  private S3Server server;
  private StudyFolder folder;
  private Study pairs;
  private Study triples;

  @BeforeEach
  void openFolder() throws Exception {
    server = S3Server.shared();
    Storage storage = server.storage();
    folder = StudyFolder.at(storage, directory);
    pairs = SampleRefinement.study(2);
    triples = SampleRefinement.study(3);
  }

  @AfterEach
  void resetServer() {
    server.reset();
  }

  @Test
  void aRoundIsKeptBeforeItsTrialsAndTheNextFollowsFromThem() throws Exception {
    List<List<Round>> before = new ArrayList<>();
    List<List<String>> trials = new ArrayList<>();
    server.setFate(
        request -> {
          if (isSecondRound(request)) {
            before.add(rounds());
            trials.add(ids());
          }
          return server.forward(request);
        });
    SampleRefinement.run(folder, ONE, pairs);

    assertThat(before).containsExactly(rounds().subList(0, 1));
    assertThat(trials.get(0)).containsExactlyInAnyOrderElementsOf(SampleRefinement.ids(pairs));
    assertWhole(pairs);
  }

  @Test
  void aRoundOfADeadDriverThatComesAfterThatOfItsHeirIsRefused() throws Exception {
    LateWrite late = new LateWrite();
    CompletableFuture<SweepResult> one = begin(late);
    SampleRefinement.run(folder, OTHER, triples);
    List<Round> kept = rounds();
    late.end();

    assertLost(one);
    assertThat(late.status()).isEqualTo(412);
    assertThat(rounds()).isEqualTo(kept);
    assertWhole(triples);
  }

  /** The heir has read the rounds, and the late one comes before its own: it is the round then. */
  @Test
  void aRoundOfADeadDriverThatComesBeforeThatOfItsHeirIsRun() throws Exception {
    LateWrite late = new LateWrite();
    CompletableFuture<SweepResult> one = begin(late);
    server.setFate(
        request -> {
          if (isSecondRound(request)) {
            late.end();
          }
          return server.forward(request);
        });
    SampleRefinement.run(folder, OTHER, triples);

    assertLost(one);
    assertThat(late.status()).isEqualTo(200);
    assertWhole(pairs);
  }

  /** The heir finds the round good enough that there is. */
  @Test
  void aRoundOfADeadDriverThatComesAfterAllIsRunByTheNext() throws Exception {
    LateWrite late = new LateWrite();
    CompletableFuture<SweepResult> one = begin(late);
    SampleRefinement.run(folder, OTHER, SampleRefinement.study(2, 5));
    late.end();
    assertLost(one);
    assertThat(late.status()).isEqualTo(200);
    assertThat(ids()).hasSize(5 * SampleRefinement.SEEDS);

    SampleRefinement.run(folder, OTHER, triples);
    assertWhole(pairs);
  }

  @Test
  void anAnswerThatIsLostLosesNoRound() throws Exception {
    AtomicReference<String> lost = new AtomicReference<>();
    server.setFate(
        request -> {
          S3Server.Answer answer = server.forward(request);
          boolean isLost = isSecondRound(request) && lost.compareAndSet(null, "once");
          return isLost ? S3Server.Answer.internalError() : answer;
        });
    SampleRefinement.run(folder, ONE, pairs);

    assertThat(lost.get()).isNotNull();
    assertWhole(pairs);
  }

  private CompletableFuture<SweepResult> begin(LateWrite late) throws IOException {
    server.setFate(late);
    CompletableFuture<SweepResult> one =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return SampleRefinement.run(folder, ONE, pairs);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    one.whenComplete((result, failure) -> late.begun.countDown());
    late.awaitBegin();
    assertThat(one).as("it writes a second round").isNotDone();
    server.reset();
    return one;
  }

  private static void assertLost(CompletableFuture<SweepResult> driver) {
    assertThatThrownBy(driver::join)
        .hasCauseInstanceOf(SweepException.class)
        .hasMessageContaining("lost the lease of ");
  }

  /** Two rounds, of which the second is what the first one shows, with all of their trials. */
  private void assertWhole(Study asked) throws Exception {
    List<Round> rounds = rounds();
    assertThat(rounds).hasSize(2);
    assertThat(SampleRefinement.next(asked, rounds.subList(0, 1))).contains(rounds.get(1));
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(
            SampleRefinement.ids(folder.table().withRounds(asked)));
    assertThat(Lease.holder(folder)).isEmpty();
  }

  private List<Round> rounds() {
    try {
      return folder.table().withRounds(pairs).rounds().orElseThrow().rounds();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> ids() {
    try (var rows = folder.table().rows()) {
      return rows.map(row -> row.trialId()).toList();
    }
  }

  private static boolean isSecondRound(S3Server.Request request) {
    return request.method().equals("PUT")
        && request.target().getPath().endsWith("/_study/rounds.json")
        && new String(request.body(), StandardCharsets.UTF_8).split("input-range\" :").length > 7;
  }

  /** The writing of the second round, which the store begins, and ends when it is told to. */
  private final class LateWrite implements S3Server.Fate {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<S3Server.Request> held = new AtomicReference<>();
    private volatile S3Server.Answer answer;

    @Override
    public S3Server.Answer of(S3Server.Request request) throws IOException {
      if (!isSecondRound(request) || !held.compareAndSet(null, request)) {
        return server.forward(request);
      }
      begun.countDown();
      await(ended);
      return answer;
    }

    void awaitBegin() throws IOException {
      await(begun);
    }

    /** Lets it happen, once. */
    synchronized void end() throws IOException {
      if (answer == null) {
        answer = server.forward(held.get());
        ended.countDown();
      }
    }

    int status() {
      return answer.status();
    }

    private static void await(CountDownLatch latch) throws IOException {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
