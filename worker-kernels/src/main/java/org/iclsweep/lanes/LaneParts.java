package org.iclsweep.lanes;

import java.util.List;

/**
 * Matrices of a block whose values are kept for many blocks: those of a block side by side in one
 * array, blocks one behind the other.
 *
 * <p><b>Writes.</b> The array, or the matrices; nothing is allocated.
 */
public final class LaneParts {

  private final LaneMatrix[] parts;
  private final int floats;

  public LaneParts(List<LaneMatrix> matrices) {
    parts = matrices.toArray(LaneMatrix[]::new);
    floats = matrices.stream().mapToInt(LaneParts::floats).sum();
  }

  private static int floats(LaneMatrix matrix) {
    return matrix.rows() * matrix.cols() * LaneMatrix.LANES;
  }

  /** Floats of a block. */
  public int floats() {
    return floats;
  }

  /** Copies the matrices to where block {@code block}, from 0, lies in an array. */
  public void copyTo(float[] all, int block) {
    int at = block * floats;
    for (LaneMatrix part : parts) {
      part.copyTo(all, at);
      at += floats(part);
    }
  }

  /** Copies a block of an array to the matrices. */
  public void copyFrom(float[] all, int block) {
    int at = block * floats;
    for (LaneMatrix part : parts) {
      part.copyFrom(all, at);
      at += floats(part);
    }
  }
}
