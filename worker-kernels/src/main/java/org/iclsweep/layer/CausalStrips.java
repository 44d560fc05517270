package org.iclsweep.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/** Strips of tokens that look at tokens, head by head: see {@link CausalStrip}. */
final class CausalStrips {

  private CausalStrips() {}

  /**
   * Where strips have their scores.
   *
   * @param shares for those of one strip after another, which forms them again when it goes
   *     backward; null where each has its own
   * @param slopes alike
   * @param dScores for the gradient of one strip after another
   * @param decay by what scores fall with the distance; null where they do not
   */
  record Room(LaneMatrix shares, LaneMatrix slopes, LaneMatrix dScores, Decay decay) {

    /** Scores are kept until the backward pass. */
    static Room kept(LaneMatrix dScores) {
      return new Room(null, null, dScores, null);
    }

    static Room of(Scores scores, int tokens, boolean kept) {
      LaneMatrix dScores = strip(tokens);
      return kept
          ? kept(dScores)
          : new Room(strip(tokens), strip(scores.slopes() * tokens), dScores, null);
    }

    /** The same, where scores fall. */
    Room with(Decay decay) {
      return new Room(shares, slopes, dScores, decay);
    }

    private static LaneMatrix strip(int tokens) {
      return LaneMatrix.zeros(CausalStrip.HEIGHT, tokens);
    }

    CausalStrip strip(Scores scores, HeadTokens part) {
      int rows = part.looking();
      int cols = part.tokens();
      return new CausalStrip(
          scores,
          decay,
          part,
          part(shares, rows, cols),
          part(slopes, rows, scores.slopes() * cols),
          part(dScores, rows, cols));
    }

    private static LaneMatrix part(LaneMatrix room, int rows, int cols) {
      return room == null ? LaneMatrix.zeros(rows, cols) : room.rows(0, rows).cols(0, cols);
    }
  }

  /**
   * Of all heads.
   *
   * @param kept whether scores are kept until the backward pass, or formed there again
   */
  static CausalMix of(Scores scores, HeadTokens[] heads, boolean kept) {
    Room room = Room.of(scores, heads[0].tokens(), kept);
    return CausalMix.each(heads, head -> of(scores, head, 0, head.looking(), 0, room));
  }

  /** Of linear scores that fall with the distance, in each head by a decay of its own. */
  static CausalMix of(Decay[] decays, HeadTokens[] heads, boolean kept) {
    Room room = Room.of(Scores.LINEAR, heads[0].tokens(), kept);
    Iterator<Decay> next = Arrays.asList(decays).iterator();
    CausalMix mix =
        CausalMix.each(
            heads, head -> of(Scores.LINEAR, head, 0, head.looking(), 0, room.with(next.next())));
    Operation prepared = Operation.each(decays, decay -> decay::prepare);
    return new CausalMix(Operation.inOrder(prepared, mix.forward()), mix.backward());
  }

  /**
   * Of one head and some that look, from {@code from} (inclusive) to {@code to} (exclusive), at
   * tokens from {@code first} on.
   */
  static CausalMix of(Scores scores, HeadTokens head, int from, int to, int first, Room room) {
    List<Operation> forward = new ArrayList<>();
    List<Operation> backward = new ArrayList<>();
    for (int start = from; start < to; start += CausalStrip.HEIGHT) {
      int end = Math.min(start + CausalStrip.HEIGHT, to);
      CausalStrip strip = room.strip(scores, head.part(start, end, first));
      forward.add(strip.scoring());
      forward.add(strip.mixing());
      // the last strip looks at all tokens and comes first
      backward.add(0, strip.backward(end < to));
      if (room.shares() != null) {
        backward.add(0, strip.scoring());
      }
    }
    return new CausalMix(Operation.inOrder(forward), Operation.inOrder(backward));
  }
}
