package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.iclsweep.engine.HeldDirectory;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between two looks, and how much time goes by, is played by the test. */
class PageWatchTest {
  private static final Storage STORAGE = new Storage(Map.of());
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** Of the played clock, between two looks. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  @TempDir Path directory;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Deque<Step> whileWriting = new ArrayDeque<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now = -EVERY.toNanos(); // a clock may say anything
  private PageWatch watching;

  /** What happens while it waits. */
  private interface Step {
    void run() throws IOException;
  }

  @Test
  void aPageFollowsTheRowsOfARunAndIsWrittenOnceMoreAtItsEnd() throws IOException, StudyException {
    running();
    HeldDirectory held = HeldDirectory.take(STORAGE, directory.toString());
    steps.add(() -> files.add("a"));
    steps.add(() -> {}); // 8 s since the look that saw no file
    steps.add(() -> {}); // 12 s: the first page
    steps.add(() -> files.add("b"));
    steps.add(() -> {});
    steps.add(() -> {}); // 12 s later: the second
    steps.add(() -> {});
    steps.add(() -> {});
    steps.add(() -> {}); // the same rows: none
    steps.add(() -> files.add("c"));
    steps.add(
        () -> {
          ended(3);
          held.close();
        });

    assertThat(code()).isZero();
    assertThat(steps).isEmpty();
    assertThat(written).containsExactly("early [a]", "early [a, b]", "last [a, b, c]");
    assertThat(Ran.text(err)).startsWith("waiting for the end of the run by process ");
  }

  @Test
  void rowsThatComeWhileAPageIsWrittenAreOnTheNext() throws IOException, StudyException {
    running();
    HeldDirectory held = HeldDirectory.take(STORAGE, directory.toString());
    files.add("a");
    whileWriting.add(() -> files.add("b"));
    steps.add(() -> {});
    steps.add(() -> {});
    steps.add(() -> {});
    steps.add(() -> {});
    steps.add(
        () -> {
          ended(0);
          held.close();
        });

    code();
    assertThat(written).containsExactly("early [a]", "early [a, b]", "last [a, b]");
  }

  @Test
  void withoutARunThePageIsWrittenOnceAndStays() throws IOException, StudyException {
    ended(0);
    files.add("a");

    assertThat(code()).isZero();
    assertThat(written).containsExactly("last [a]");
    assertThat(Ran.text(err))
        .isEqualTo("no run is on; the last one ended at 2026-01-01T00:01:00Z\n");
  }

  @Test
  void theFirstRunIsWaitedFor() throws IOException, StudyException {
    HeldDirectory[] held = new HeldDirectory[1];
    steps.add(() -> held[0] = HeldDirectory.take(STORAGE, directory.toString()));
    steps.add(this::running);
    steps.add(() -> files.add("a"));
    steps.add(
        () -> {
          ended(0);
          held[0].close();
        });

    assertThat(code()).isZero();
    assertThat(written).endsWith("last [a]");
    assertThat(Ran.text(err)).startsWith("waiting for a run into " + directory + " to start...\n");
  }

  @Test
  void thePageOfARunThatIsGoneIsWrittenAndThatIsTold() throws IOException, StudyException {
    running();
    files.add("a");

    assertThat(code()).isZero();
    assertThat(written).containsExactly("last [a]");
    assertThat(Ran.text(err)).contains("the run of it by process 7 on h is gone");
  }

  @Test
  void whoStopsItHasAPageThatStays() throws IOException, StudyException {
    running();
    HeldDirectory held = HeldDirectory.take(STORAGE, directory.toString());
    files.add("a");
    steps.add(() -> watching.stop(130));

    assertThat(code()).isEqualTo(130);
    assertThat(written).containsExactly("early [a]", "last [a]");
    held.close();
  }

  @Test
  void whoStopsItBeforeThereIsARowHasNone() throws IOException, StudyException {
    steps.add(() -> watching.stop(143));

    assertThat(code()).isEqualTo(143);
    assertThat(written).isEmpty();
  }

  private int code() throws IOException, StudyException {
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    RunWatch run = new RunWatch(STORAGE, directory.toString(), console, this::pause, () -> now);
    watching = new PageWatch(run, new Pages(), EVERY, () -> now);
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
      play(whileWriting);
    }
  }

  private void pause() {
    now += PAUSE.toNanos();
    play(steps);
  }

  private static void play(Deque<Step> steps) {
    try {
      if (!steps.isEmpty()) {
        steps.remove().run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void running() throws IOException {
    RunWatchTest.write(directory, "running", "null");
  }

  private void ended(int code) throws IOException {
    RunWatchTest.write(directory, "finished", String.valueOf(code));
  }
}
