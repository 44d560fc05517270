package org.iclsweep.random;

/**
 * The counter-based generator Threefry-4x32 with 20 rounds: a keyed bijection of 128-bit counters.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon, Moraes, Dror, Shaw: Parallel
 *     random numbers: as easy as 1, 2, 3 (2011)</a>
 */
public final class Threefry4x32 {

  /** Rounds. */
  public static final int ROUNDS = 20;

  /** Rotation distances, two a round, repeating after eight rounds. */
  private static final int[] ROTATIONS = {
    10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20
  };

  /** The constant of the Skein key schedule. */
  public static final int PARITY = 0x1BD11BDA;

  private Threefry4x32() {}

  /** Rotation distance of round {@code round} for word pair {@code pair} (0 or 1). */
  public static int rotation(int round, int pair) {
    return ROTATIONS[2 * (round & 7) + pair];
  }

  /** Replaces the counter in {@code x} by its image under {@code key}; both have 4 words. */
  public static void apply(int[] key, int[] x) {
    int[] schedule = {key[0], key[1], key[2], key[3], PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3]};
    inject(schedule, 0, x);
    for (int round = 0; round < ROUNDS; round++) {
      // even rounds mix words (0,1) and (2,3), odd rounds (0,3) and (2,1)
      int partner = (round & 1) == 0 ? 1 : 3;
      mix(x, 0, partner, rotation(round, 0));
      mix(x, 2, 4 - partner, rotation(round, 1));
      if ((round & 3) == 3) {
        inject(schedule, (round >> 2) + 1, x);
      }
    }
  }

  private static void mix(int[] x, int a, int b, int distance) {
    x[a] += x[b];
    x[b] = Integer.rotateLeft(x[b], distance) ^ x[a];
  }

  private static void inject(int[] schedule, int number, int[] x) {
    for (int word = 0; word < 4; word++) {
      x[word] += schedule[(number + word) % 5];
    }
    x[3] += number;
  }
}
