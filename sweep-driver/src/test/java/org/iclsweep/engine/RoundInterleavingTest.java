package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every interleaving of two drivers of one refinement, who ask for rounds of different sizes, and
 * of which one stands still: before and after each single thing that it does to files from the time
 * it holds the lease. At no step may a round be another than before, follow from fewer trials than
 * all of the rounds before it, or have a trial in the table while it is not kept.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RoundInterleavingTest {
  private static final DriverProcess ONE = new DriverProcess("one", 1, "", "", "");
  private static final DriverProcess OTHER = new DriverProcess("other", 1, "", "", "");
  private static final DriverProcess THIRD = new DriverProcess("third", 1, "", "", "");

  /** Of an heir every so manieth step; 1 for all, by hand: {@code -Dheirs.every=1}. */
  private static final int HEIRS_EVERY = Integer.getInteger("heirs.every", 6);

  /** Trials of the first round that are there before it is kept. */
  private static final int PREPARED = 7;

  private Path folder;
  private Path prepared;
  private Path directory;
  private Study pairs;
  private Study triples;
  private Rounds seen;
  private Set<String> planned;
  private String text;
  private int stops;

  @BeforeEach
  void prepareStudies() throws Exception {
    folder = QuickFolder.create("rounds");
    pairs = SampleRefinement.study(2);
    triples = SampleRefinement.study(3);
    prepared = folder.resolve("prepared");
    List<TransformerTrial> first = SampleRefinement.trials(pairs).limit(PREPARED).toList();
    var file = new org.apache.hadoop.fs.Path(prepared.resolve("trials/some.parquet").toUri());
    try (RowWriter writer = new RowWriter(new Storage(Map.of()), file)) {
      SampleRefinement.write(writer, first);
    }
  }

  @AfterEach
  void deleteAll() throws IOException {
    new Storage(Map.of()).delete(new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  @Test
  void aDriverThatIsFrozenAnywhereMakesNoOtherRound() throws Exception {
    List<String> steps = steps();
    for (int step = firstOfRounds(steps); step < steps.size(); step++) {
      fresh();
      FrozenDriver frozen = new FrozenDriver(step, this::look);
      frozen.freeze(storage -> run(storage, ONE, pairs));
      runToItsEnd(OTHER, triples, frozen.where());
      assertNothingComesOf(frozen, frozen.where());
      assertWhole(frozen.where());
      stops++;
    }
    System.out.println("rounds: " + stops + " stop points");
    assertThat(stops).isGreaterThanOrEqualTo(45);
  }

  /** The first has found a round and not kept it; its heir, who finds another, stops anywhere. */
  @Test
  void anHeirThatIsFrozenAnywhereMakesNoOtherRound() throws Exception {
    List<String> steps = steps();
    int found = steps.size() - 1;
    while (!steps.get(found).matches("before replace .*/rounds.json")) {
      found--;
    }
    for (int step = firstOfRounds(steps); step < steps.size(); step += HEIRS_EVERY) {
      fresh();
      FrozenDriver first = new FrozenDriver(found, this::look);
      FrozenDriver heir = new FrozenDriver(step, this::look);
      first.freeze(storage -> run(storage, ONE, pairs));
      heir.freeze(storage -> run(storage, OTHER, triples));
      String where = first.where() + ", heir " + heir.where();
      if (stops % 2 == 0) {
        assertNothingComesOf(first, where);
        assertThat(heir.wake()).as(where).isNull();
      } else {
        runToItsEnd(THIRD, pairs, where);
        assertNothingComesOf(heir, where);
        assertNothingComesOf(first, where);
      }
      assertWhole(where);
      stops++;
    }
    System.out.println("rounds with three drivers: " + stops + " pairs of stop points");
    assertThat(stops).isGreaterThanOrEqualTo(45 / HEIRS_EVERY);
  }

  private List<String> steps() throws Exception {
    fresh();
    List<String> steps = FrozenDriver.steps(storage -> run(storage, ONE, pairs), this::look);
    assertWhole("undisturbed");
    return steps;
  }

  /** The step of a driver that first looks at rounds; before that, it takes the lease. */
  private static int firstOfRounds(List<String> steps) {
    int first = 0;
    while (!steps.get(first).endsWith("rounds.json")) {
      first++;
    }
    return first;
  }

  /** It wakes, and changes neither rounds nor table. */
  private void assertNothingComesOf(FrozenDriver frozen, String where) throws Exception {
    String kept = text;
    List<String> there = new PlainReader(directory).identities();
    Throwable failure = frozen.wake();
    if (failure != null) {
      assertThat(failure)
          .as(where)
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("lost the lease of ");
    }
    look();
    assertThat(text).as(where).isEqualTo(kept);
    assertThat(new PlainReader(directory).identities())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(there);
  }

  /** A table with some trials of the first round, and no rounds. */
  private void fresh() throws IOException {
    directory = folder.resolve(UUID.randomUUID().toString());
    Files.createDirectories(directory.resolve("trials"));
    Files.copy(
        prepared.resolve("trials/some.parquet"),
        directory.resolve("trials/some.parquet"),
        StandardCopyOption.COPY_ATTRIBUTES); // so that what was read is known again
    text = null;
    seen = pairs.rounds().orElseThrow();
    planned = Set.copyOf(SampleRefinement.ids(pairs).subList(0, PREPARED)); // no round is kept
  }

  /** What anybody may see at any time. */
  private void look() {
    Path file = directory.resolve("_study/rounds.json");
    try {
      String there = Files.exists(file) ? Files.readString(file) : text;
      if (there != null && !there.equals(text)) {
        take(pairs.withRounds(Optional.of(there), "rounds"));
        text = there;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StudyException e) {
      throw new AssertionError(e);
    }
    List<String> there = new PlainReader(directory).identities();
    assertThat(planned).as("a trial of a round that is not kept").containsAll(there);
  }

  private void take(Study kept) {
    List<Round> rounds = kept.rounds().orElseThrow().rounds();
    assertThat(rounds).startsWith(seen.rounds().toArray(Round[]::new));
    for (int count = seen.rounds().size(); count < rounds.size(); count++) {
      Round next = rounds.get(count);
      assertThat(new PlainReader(directory).identities())
          .as("trials that round %d follows from", count + 1)
          .containsAll(planned);
      Study asking = next.points().size() == 2 ? pairs : triples;
      assertThat(SampleRefinement.next(asking, rounds.subList(0, count)))
          .as("round %d", count + 1)
          .contains(next);
    }
    seen = kept.rounds().orElseThrow();
    planned = Set.copyOf(SampleRefinement.ids(kept));
  }

  private void runToItsEnd(DriverProcess self, Study study, String where) {
    try {
      FrozenDriver.run(storage -> run(storage, self, study), this::look);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("while another one stands still " + where, e);
    }
  }

  /** Every trial of the rounds that are kept, each once. */
  private void assertWhole(String where) {
    look();
    assertThat(seen.rounds()).as(where).hasSize(2);
    assertThat(new PlainReader(directory).identities())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(planned);
  }

  private void run(Storage storage, DriverProcess self, Study study) throws IOException {
    SampleRefinement.run(StudyFolder.at(storage, directory.toString()), self, study);
  }
}
