package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.engine.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files on S3. */
class S3StorageIT {
  private static final int THREADS = 8;

  private final String directory = S3Server.directory("storage-" + UUID.randomUUID());
  private S3Server server;
  private Storage storage;

  @BeforeEach
  void openStorage() throws IOException {
    server = S3Server.shared();
    storage = server.storage();
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    for (int round = 0; round < 3; round++) {
      Path file = path("created-" + round);
      List<Boolean> created = atOnce(i -> () -> storage.conditional(file).create("creator " + i));

      assertThat(created).containsOnlyOnce(true);
      assertThat(storage.read(file)).isEqualTo("creator " + created.indexOf(true));
    }
  }

  @Test
  void ofManyWhoReplaceATextOneWins() throws Exception {
    for (int round = 0; round < 3; round++) {
      Path file = path("replaced-" + round);
      storage.write(file, "old");
      List<Boolean> replaced =
          atOnce(i -> () -> storage.conditional(file).replace("old", "new " + i));

      assertThat(replaced).containsOnlyOnce(true);
      assertThat(storage.read(file)).isEqualTo("new " + replaced.indexOf(true));
    }
  }

  @Test
  void aTextThatIsAnotherOrGoneIsNotReplaced() throws IOException {
    storage.write(path("other"), "other");

    assertThat(storage.conditional(path("other")).replace("old", "new")).isFalse();
    assertThat(storage.read(path("other"))).isEqualTo("other");
    assertThat(storage.conditional(path("gone")).replace("old", "new")).isFalse();
    assertThat(storage.exists(path("gone"))).isFalse();
  }

  @Test
  void whatIsWrittenIsSeenAndListedAtOnceAndLeavesNothingBeside() throws IOException {
    storage.makeFolder(new Path(directory));
    storage.write(path("one"), "1");
    storage.write(path("one"), "2");
    assertThat(storage.read(path("one"))).isEqualTo("2");
    assertThat(names()).containsExactly("one");

    storage.write(path("two"), "3");
    Moves.replace(storage, path("two"), path("one"));
    assertThat(storage.read(path("one"))).isEqualTo("3");
    assertThat(names()).containsExactly("one");

    assertThat(Moves.renameNew(storage, path("one"), path("three"))).isTrue();
    assertThat(names()).containsExactly("three");
    storage.delete(new Path(directory));
    assertThat(storage.exists(new Path(directory))).isFalse();
  }

  @Test
  void aNameThatIsTakenIsNotRenamedOver() throws IOException {
    storage.write(path("staged"), "new");
    storage.write(path("committed"), "old");

    assertThat(Moves.renameNew(storage, path("staged"), path("committed"))).isFalse();
    assertThat(storage.read(path("committed"))).isEqualTo("old");
  }

  @Test
  void withoutConditionalWritesNothingIsWritten() {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("fs.s3a.create.conditional.enabled", "false");
    settings.put("fs.s3a.impl.disable.cache", "true");
    Storage unconditional = new Storage(settings);

    assertThatThrownBy(() -> unconditional.conditional(path("file")).create("text"))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining(directory + "/file: writing to S3 needs conditional writes")
        .hasMessageContaining("leave fs.s3a.create.conditional.enabled on");
  }

  @Test
  void theSchemeOfOtherProgramsIsExplained() {
    assertThatThrownBy(() -> storage.qualified("s3://bucket/results"))
        .isInstanceOf(ResultException.class)
        .hasMessage("s3://bucket/results: Hadoop's name for S3 is s3a; write s3a://bucket/results");
  }

  private static <A> List<A> atOnce(IntFunction<Callable<A>> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<A> answers = new ArrayList<>();
      for (Future<A> answer :
          threads.invokeAll(IntStream.range(0, THREADS).mapToObj(task).toList())) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  private Path path(String name) {
    return new Path(directory, name);
  }

  private List<String> names() throws IOException {
    return storage.list(new Path(directory)).stream()
        .map(FileStatus::getPath)
        .map(Path::getName)
        .toList();
  }
}
