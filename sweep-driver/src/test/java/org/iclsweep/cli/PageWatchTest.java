package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.iclsweep.engine.HeldDirectory;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between two looks, and how much time goes by, is played by the test. */
class PageWatchTest {
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** Of the played clock, between two looks. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  @TempDir Path directory;
  private PlayedRun run;
  private final Deque<PlayedRun.Step> whileWriting = new ArrayDeque<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private long now = -EVERY.toNanos(); // a clock may say anything
  private PageWatch watching;

  @BeforeEach
  void begin() {
    run = new PlayedRun(directory);
  }

  @Test
  void aPageFollowsTheRowsOfARunAndIsWrittenOnceMoreAtItsEnd() throws IOException, StudyException {
    run.running();
    HeldDirectory held = run.hold();
    run.then(() -> files.add("a"));
    run.then(() -> {}); // 8 s since the look that saw no file
    run.then(() -> {}); // 12 s: the first page
    run.then(() -> files.add("b"));
    run.then(() -> {});
    run.then(() -> {}); // 12 s later: the second
    run.then(() -> {});
    run.then(() -> {});
    run.then(() -> {}); // the same rows: none
    run.then(() -> files.add("c"));
    run.then(
        () -> {
          run.ended(3);
          held.close();
        });

    assertThat(code()).isZero();
    assertThat(run.isOver()).isTrue();
    assertThat(written).containsExactly("early [a]", "early [a, b]", "last [a, b, c]");
    assertThat(run.told()).startsWith("waiting for the end of the run by process ");
  }

  @Test
  void rowsThatComeWhileAPageIsWrittenAreOnTheNext() throws IOException, StudyException {
    run.running();
    HeldDirectory held = run.hold();
    files.add("a");
    whileWriting.add(() -> files.add("b"));
    run.then(() -> {});
    run.then(() -> {});
    run.then(() -> {});
    run.then(() -> {});
    run.then(
        () -> {
          run.ended(0);
          held.close();
        });

    code();
    assertThat(written).containsExactly("early [a]", "early [a, b]", "last [a, b]");
  }

  @Test
  void withoutARunThePageIsWrittenOnceAndStays() throws IOException, StudyException {
    run.ended(0);
    files.add("a");

    assertThat(code()).isZero();
    assertThat(written).containsExactly("last [a]");
    assertThat(run.told()).isEqualTo("no run is on; the last one ended at 2026-01-01T00:01:00Z\n");
  }

  @Test
  void theFirstRunIsWaitedFor() throws IOException, StudyException {
    HeldDirectory[] held = new HeldDirectory[1];
    run.then(() -> held[0] = run.hold());
    run.then(run::running);
    run.then(() -> files.add("a"));
    run.then(
        () -> {
          run.ended(0);
          held[0].close();
        });

    assertThat(code()).isZero();
    assertThat(written).endsWith("last [a]");
    assertThat(run.told()).startsWith("waiting for a run into " + directory + " to start...\n");
  }

  @Test
  void thePageOfARunThatIsGoneIsWrittenAndThatIsTold() throws IOException, StudyException {
    run.running();
    files.add("a");

    assertThat(code()).isZero();
    assertThat(written).containsExactly("last [a]");
    assertThat(run.told()).contains("the run of it by process 7 on h is gone");
  }

  @Test
  void whoStopsItHasAPageThatStays() throws IOException, StudyException {
    run.running();
    HeldDirectory held = run.hold();
    files.add("a");
    run.then(() -> watching.stop(130));

    assertThat(code()).isEqualTo(130);
    assertThat(written).containsExactly("early [a]", "last [a]");
    held.close();
  }

  @Test
  void whoStopsItBeforeThereIsARowHasNone() throws IOException, StudyException {
    run.then(() -> watching.stop(143));

    assertThat(code()).isEqualTo(143);
    assertThat(written).isEmpty();
  }

  private int code() throws IOException, StudyException {
    watching = new PageWatch(run.watch(this::pause, () -> now), new Pages(), EVERY, () -> now);
    return watching.end();
  }

  private final class Pages implements PageWatch.Watched {
    @Override
    public List<String> files() {
      return List.copyOf(files);
    }

    @Override
    public void write(boolean isLast) {
      written.add((isLast ? "last " : "early ") + files);
      PlayedRun.play(whileWriting);
    }
  }

  private void pause() {
    now += PAUSE.toNanos();
    run.play();
  }
}
