package org.iclsweep.trial;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.random.Stream;
import org.iclsweep.task.AmplitudePhase;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;

/**
 * Prints the kernels in use and a hash over some tasks of every family, for {@link TaskBitsTest}.
 */
public final class TaskHash {

  private static final int TASKS = 64;

  private TaskHash() {}

  /** Draws the tasks in this JVM. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Lanes.kernels().description());
    System.out.println(hash());
  }

  static String hash() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (TaskSpec task : families()) {
      TaskBlock block = new TaskBlock(task, 3);
      TaskSampler sampler = task.sampler(block);
      for (int step = 0; step < 5; step++) {
        List<float[][][]> blocks = new ArrayList<>();
        for (int first = 0; first < TASKS; first += LaneMatrix.LANES) {
          sampler.draw(11, Stream.TRAIN, step, 640 + first);
          blocks.add(new float[][][] {values(block.tokens()), values(block.targets())});
        }
        add(digest, blocks, 0);
        add(digest, blocks, 1);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<TaskSpec> families() {
    LinearRegression plain = new LinearRegression(3, 7, 0.5, 1.1);
    List<TaskSpec> families = new ArrayList<>();
    families.add(Disturbed.of(plain, 0.2, 2));
    families.add(Disturbed.distracted(plain, 7).laidOut(TokenLayout.INTERLEAVED));
    for (InputLaw law : EnumSet.range(InputLaw.UNIFORM, InputLaw.MIXTURE)) {
      families.add(plain.withInputs(new InputDistribution(law, 0.7, false)));
      families.add(plain.withInputs(new InputDistribution(law, 1.3, true)));
    }
    families.add(new Sine(7));
    families.add(new Sine(5, 9, 0.3, 2, AmplitudePhase.INDEPENDENT, TokenLayout.INTERLEAVED));
    return families;
  }

  /** All lanes of each element. */
  private static float[][] values(LaneMatrix matrix) {
    float[][] values = new float[matrix.rows() * matrix.cols()][LaneMatrix.LANES];
    for (int k = 0; k < values.length; k++) {
      matrix.copyTo(k / matrix.cols(), k % matrix.cols(), values[k], 0);
    }
    return values;
  }

  /** Element by element all tasks of all blocks, so that the size of a block is no part of it. */
  private static void add(MessageDigest digest, List<float[][][]> blocks, int which) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * TASKS);
    for (int element = 0; element < blocks.get(0)[which].length; element++) {
      bytes.clear();
      for (float[][][] block : blocks) {
        for (float value : block[which][element]) {
          bytes.putFloat(value);
        }
      }
      digest.update(bytes.array());
    }
  }
}
