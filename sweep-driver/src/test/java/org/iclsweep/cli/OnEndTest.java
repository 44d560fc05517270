package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.SparkSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OnEndTest {

  private static final String STUDY =
      """
      study = tiny
      note = "a note <b>"
      tags = [one, two]
      task { dim = 3, context = 5 }
      training { steps = 4, batch = 64 }
      measure { every = 2, eval-tasks = 64, alpha.tasks = 64, against = [] }
      """;

  private static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private Path out;
  private Path told;

  @BeforeEach
  void write() throws IOException {
    SharedSpark.settings();
    Files.writeString(folder.resolve("tiny.conf"), STUDY);
    out = folder.resolve("out");
    told = folder.resolve("told");
  }

  private Ran run(String command, String... more) {
    String[] words = new String[6 + more.length];
    String[] first = {
      "run", folder.resolve("tiny.conf").toString(), "--out", out.toString(), "--on-end", command
    };
    System.arraycopy(first, 0, words, 0, 6);
    System.arraycopy(more, 0, words, 6, more.length);
    return Ran.of(words);
  }

  @Test
  void itGetsTheStatusFileWhenAllIsDone() throws IOException {
    Ran ran = run("cp -t " + folder + " ");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).endsWith("--on-end ended with exit code 0: cp -t " + folder + " \n");
    assertThat(folder.resolve("status.json"))
        .hasSameTextualContentAs(out.resolve("_study/status.json"))
        .content()
        .contains("\"state\" : \"finished\"");
  }

  @Test
  void itsExitCodeIsToldAndChangesNothing() {
    Ran ran = run("echo to stdout; exit 7; :");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains("--on-end ended with exit code 7: ");
    assertThat(ran.out()).doesNotContain("to stdout");
  }

  @Test
  void itHasNothingToReadAndADirectoryMayHaveSpaces() throws IOException {
    out = folder.resolve("an out");

    assertThat(run("test -c /dev/stdin && cp -t " + folder).err()).contains("exit code 0: test ");
    assertThat(folder.resolve("status.json")).exists();
  }

  @Test
  void itIsRunHoweverTheRunOfThisProcessEnded() throws IOException {
    for (String state : List.of("broken", "interrupted", "finished")) {
      ended(state, ProcessHandle.current().pid(), Instant.now().plusSeconds(1));
      assertThat(told).as(state).exists();
      Files.delete(told);
    }
  }

  @Test
  void anotherProcessOrAnEarlierRunIsNotItsOwn() throws IOException {
    assertThat(ended("finished", ProcessHandle.current().pid() + 1, Instant.now().plusSeconds(1)))
        .contains("--on-end is not run: no run was begun");
    assertThat(ended("finished", ProcessHandle.current().pid(), Instant.now().minusSeconds(60)))
        .contains("--on-end is not run: no run was begun");
    assertThat(told).doesNotExist();
  }

  @Test
  void aRunOfTheSameSecondIsItsOwn() throws IOException {
    assertThat(ended("finished", ProcessHandle.current().pid(), BEGUN, BEGUN.plusMillis(900)))
        .contains("exit code 0");
    assertThat(ended("finished", ProcessHandle.current().pid(), BEGUN, BEGUN.plusMillis(1000)))
        .contains("no run was begun");
  }

  @Test
  void oneThatCannotBeRunIsToldAndNoMore() throws IOException {
    status("finished", ProcessHandle.current().pid(), BEGUN);

    assertThat(said(onEnd("true \0"), BEGUN)).startsWith("error: --on-end could not be run: ");
  }

  @Test
  void anInterruptionEndsTheWaitAndIsHandedOn() throws IOException {
    status("finished", ProcessHandle.current().pid(), BEGUN);
    Thread.currentThread().interrupt();
    String said = said(onEnd("sleep 5; true"), BEGUN);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(said).isEqualTo("error: --on-end was interrupted: sleep 5; true\n");
  }

  @Test
  void itCanBeTypedAgain() {
    assertThat(onEnd("echo 'a b'").words()).containsExactly("--on-end", "echo 'a b'");
    assertThat(new OnEnd().words()).isEmpty();
  }

  private static OnEnd onEnd(String command) {
    return CommandLine.populateCommand(new OnEnd(), "--on-end", command);
  }

  /** What is said at the end of a run that left this. */
  private String ended(String state, long pid, Instant startedAt) throws IOException {
    return ended(state, pid, startedAt, Instant.now());
  }

  private String ended(String state, long pid, Instant startedAt, Instant begun)
      throws IOException {
    status(state, pid, startedAt);
    return said(onEnd("touch " + told + "; true"), begun);
  }

  private void status(String state, long pid, Instant startedAt) throws IOException {
    Files.createDirectories(out.resolve("_study"));
    Files.writeString(
        out.resolve("_study/status.json"),
        """
        { "study": "s", "state": "%s", "exit_code": 1, "message": null, "planned": 1, "done": 0,
          "failed": 0, "diverged": 0, "trials_per_second": 0, "remaining_seconds": null,
          "started_at": "%s", "updated_at": "%s", "host": "h", "pid": %d, "application": null,
          "spark_ui": null }
        """
            .formatted(state, startedAt, startedAt, pid));
  }

  private String said(OnEnd end, Instant begun) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    end.begin(begun);
    end.run(SparkSettings.local().storage(), out.toString(), console);
    return Ran.text(err);
  }

  @Test
  void itIsNotRunWhereNothingWasBegun() {
    Ran wrong = run("touch " + told + "; true", "--set", "training.steps=many");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(told).doesNotExist();
  }

  @Test
  void noStudyCanNameOne() throws IOException {
    Files.writeString(folder.resolve("tiny.conf"), STUDY + "on-end = \"touch " + told + "\"\n");

    assertThat(run("true").err()).contains("on-end: unknown key");
    assertThat(told).doesNotExist();
  }

  @Test
  void noteAndTagsAreShown() throws IOException {
    assertThat(run("true").code()).isZero();
    Ran status = Ran.of("status", out.toString());
    Ran plan = Ran.of("plan", folder.resolve("tiny.conf").toString(), "--out", out.toString());
    assertThat(Ran.of("report", out.toString()).code()).isZero();

    assertThat(status.out())
        .containsPattern("note +a note <b>\n")
        .containsPattern("tags +one, two\n")
        .containsPattern("median loss +\\S+  \\S+ at step 0, \\S+ at step 4\n");
    assertThat(plan.out()).containsPattern("note +a note <b>\n");
    assertThat(out.resolve("report.html"))
        .content()
        .contains("<p>note: a note &lt;b&gt;</p>", "<p>tags: one, two</p>");
  }
}
