package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {

  private static final long HEAP = 1_000_000_000;

  private final MemoryRoom room = new MemoryRoom(HEAP);

  @Test
  void partsThatFitAreTakenAtOnce() throws Exception {
    try (MemoryRoom.Part first = room.take(3e8);
        MemoryRoom.Part second = room.take(3e8)) {
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void whatDoesNotFitWaits() throws Exception {
    AtomicBoolean taken = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              begun.countDown();
              try (MemoryRoom.Part part = room.take(5e8)) {
                taken.set(true);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    try (MemoryRoom.Part part = room.take(5e8)) {
      other.start();
      begun.await();
      while (other.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(taken).isFalse();
    }
    other.join();
    assertThat(taken).isTrue();
  }

  @Test
  void whatNeedsMoreThanAllRunsAlone() throws Exception {
    try (MemoryRoom.Part all = room.take(9.9e8)) {
      assertThat(all).isNotNull();
    }
    try (MemoryRoom.Part all = room.takeAll()) {
      assertThat(all).isNotNull();
    }
  }

  @Test
  void whatNeedsMoreThanTheHeapIsHopeless() {
    assertThat(room.holds(HEAP - 1)).isTrue();
    assertThat(room.holds(HEAP)).isFalse();
  }
}
