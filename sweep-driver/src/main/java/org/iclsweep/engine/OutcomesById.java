package org.iclsweep.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.iclsweep.trial.Outcome;

/**
 * Which trials a table has, and how they ended: a hash table with open addressing of 128-bit
 * identities, some forty bytes a trial. Identities are hashes already, so their low bits will do.
 */
final class OutcomesById {
  private static final int DIGITS = 32;
  private static final byte FREE = 0;

  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private byte[] state = new byte[1024];
  private int size;

  /** Adds a trial or replaces its outcome. */
  void put(String id, Outcome outcome) {
    if (2 * size >= state.length) {
      grow();
    }
    put(high(id), low(id), (byte) (1 + outcome.ordinal()));
  }

  /** How a trial ended, if it is there. */
  Optional<Outcome> get(String id) {
    byte found = state[slot(high(id), low(id))];
    return found == FREE ? Optional.empty() : Optional.of(Outcome.values()[found - 1]);
  }

  /** Whether a trial is there; what is no identity is none. */
  boolean has(String id) {
    return id.length() == DIGITS
        && id.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)
        && get(id).isPresent();
  }

  /** Whether a trial ended in one of some ways. */
  boolean any(Predicate<Outcome> which) {
    for (byte each : state) {
      if (each != FREE && which.test(Outcome.values()[each - 1])) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return size;
  }

  private void put(long idHigh, long idLow, byte newState) {
    int slot = slot(idHigh, idLow);
    size += state[slot] == FREE ? 1 : 0;
    high[slot] = idHigh;
    low[slot] = idLow;
    state[slot] = newState;
  }

  /** Where an identity is, or the free place where it would go. */
  private int slot(long idHigh, long idLow) {
    int mask = state.length - 1;
    int slot = (int) idLow & mask;
    while (state[slot] != FREE && (low[slot] != idLow || high[slot] != idHigh)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    byte[] oldState = state;
    int capacity = Math.multiplyExact(oldState.length, 2);
    high = new long[capacity];
    low = new long[capacity];
    state = new byte[capacity];
    Arrays.fill(state, FREE);
    size = 0;
    for (int slot = 0; slot < oldState.length; slot++) {
      if (oldState[slot] != FREE) {
        put(oldHigh[slot], oldLow[slot], oldState[slot]);
      }
    }
  }

  private static long high(String id) {
    if (id.length() != DIGITS) {
      throw new IllegalArgumentException(
          "trial identity '" + id + "' must be " + DIGITS + " hexadecimal digits");
    }
    return Long.parseUnsignedLong(id, 0, DIGITS / 2, 16);
  }

  private static long low(String id) {
    return Long.parseUnsignedLong(id, DIGITS / 2, DIGITS, 16);
  }
}
