package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.iclsweep.engine.Chunk.Run;
import org.junit.jupiter.api.Test;

class BacklogTest {

  @Test
  void chunksAreRunsOfIndicesOfAboutOneCost() {
    Backlog backlog = new Backlog();
    LongStream.of(0, 1, 2, 3, 7, 8, 9).forEach(index -> backlog.add(index, 1));

    assertThat(backlog.size()).isEqualTo(7);
    assertThat(backlog.cost()).isEqualTo(7);
    assertThat(backlog.chunks(3, 0))
        .containsExactly(
            new Chunk(List.of(new Run(0, 3)), 3),
            new Chunk(List.of(new Run(3, 4), new Run(7, 9)), 3),
            new Chunk(List.of(new Run(9, 10)), 1));
  }

  @Test
  void aTrialAboveTheCostIsAChunkAndTheHeaviestComeFirst() {
    Backlog backlog = new Backlog();
    backlog.add(0, 1);
    backlog.add(1, 50);
    backlog.add(2, 1);
    backlog.add(5, 20);

    assertThat(backlog.chunks(3, 0))
        .containsExactly(
            new Chunk(List.of(new Run(1, 2)), 50),
            new Chunk(List.of(new Run(5, 6)), 20),
            new Chunk(List.of(new Run(0, 1)), 1),
            new Chunk(List.of(new Run(2, 3)), 1));
  }

  @Test
  void everyIndexIsInOneChunkWhateverTheGapsAndCosts() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      Backlog backlog = new Backlog();
      long[] indices = LongStream.range(0, 500).filter(i -> random.nextInt(3) > 0).toArray();
      LongStream.of(indices).forEach(index -> backlog.add(index, 1 + random.nextInt(9)));

      assertThat(
              backlog.chunks(random.nextInt(40), 0).stream()
                  .flatMap(chunk -> chunk.runs().stream())
                  .flatMapToLong(run -> LongStream.range(run.from(), run.to()))
                  .sorted())
          .containsExactly(LongStream.of(indices).boxed().toArray(Long[]::new));
    }
  }

  @Test
  void theLastChunksAreSmallSoThatAllCoresEndTogether() {
    Backlog backlog = new Backlog();
    LongStream.range(0, 60).forEach(index -> backlog.add(index, 1));

    List<Chunk> chunks = backlog.chunks(7.5, 2);
    assertThat(chunks).extracting(Chunk::cost).startsWith(7.0, 7.0, 7.0, 7.0).endsWith(1.0, 1.0);
    double[] busy = new double[2];
    for (Chunk chunk : chunks) {
      busy[busy[0] <= busy[1] ? 0 : 1] += chunk.cost();
    }
    assertThat(busy).containsExactly(30, 30);
  }

  @Test
  void seedsOfASettingTakeNoRoomHoweverMany() {
    Backlog backlog = new Backlog();
    backlog.add(0, Integer.MAX_VALUE, 1e9);

    double cost = Backlog.chunkCost(backlog.cost(), 1, 2);
    List<Chunk> chunks = backlog.chunks(cost, 2);
    assertThat(chunks).hasSizeBetween(4000, 5000);
    assertThat(chunks.stream().mapToLong(Chunk::size).sum()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void nothingMakesNoChunk() {
    assertThat(new Backlog().chunks(1, 0)).isEmpty();
  }

  @Test
  void indicesComeInOrder() {
    Backlog backlog = new Backlog();
    backlog.add(4, 1);

    assertThatThrownBy(() -> backlog.add(4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index 4 is not above the one before");
  }

  @Test
  void chunksCostWhatIsWantedButSomeAreThereForEachCoreAndNotTooManyInAll() {
    assertThat(Backlog.chunkCost(1000, 4, 2)).isEqualTo(4);
    assertThat(Backlog.chunkCost(16, 4, 2)).isEqualTo(2);
    assertThat(Backlog.chunkCost(400_000, 4, 2)).isEqualTo(100);
  }
}
