package org.iclsweep.study.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.iclsweep.random.Stream;
import org.iclsweep.random.Threefry4x32;
import org.iclsweep.study.Identity;

/** Independent uniform draws: a stream for each seed and name. */
final class RandomUnits implements Units {

  private final int[] key;
  private final int nameHigh;
  private final int nameLow;

  RandomUnits(long seed, String name) {
    key = new int[] {(int) seed, (int) (seed >>> 32), Stream.SWEEP.number(), 0};
    ByteBuffer hash = ByteBuffer.wrap(Identity.hash(name.getBytes(StandardCharsets.UTF_8)));
    nameHigh = hash.getInt();
    nameLow = hash.getInt();
  }

  @Override
  public double at(int index) {
    return Units.middle(bits(index));
  }

  /** 52 random bits. */
  long bits(int index) {
    int[] words = {index, 0, nameHigh, nameLow};
    Threefry4x32.apply(key, words);
    return ((long) words[0] << 32 | words[1] & 0xFFFFFFFFL) >>> 64 - BITS;
  }
}
