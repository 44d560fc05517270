package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageTest {

  @Test
  void roomsOverlapNeitherEachOtherNorTheEndOfTheirArray() {
    List<Storage> rooms = new ArrayList<>();
    for (int k = 0; k < 150; k++) {
      Storage room = Storage.zeros(1 + 7919 * (k % 11));
      assertThat(room.floats()).hasSize(1 + 7919 * (k % 11)).containsOnly(0f);
      Arrays.fill(room.data(), room.offset(), room.offset() + room.length(), k + 1f);
      rooms.add(room);
    }
    for (int k = 0; k < 150; k++) {
      assertThat(rooms.get(k).floats()).containsOnly(k + 1f);
    }
    assertThat(rooms.get(149).data()).isNotSameAs(rooms.get(0).data());
  }

  @Test
  void aRoomStartsAtTheEdgeOfALineWhereTheArrayDoes() {
    // 16 bytes before the first element
    for (int floats : new int[] {1, 16, 17, 5_000_000}) {
      assertThat((Storage.zeros(floats).offset() + 4) % 16).isZero();
    }
  }
}
