package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskSpec;

/**
 * The residual stream of a network as it enters the first layer and behind each of them, by layers
 * that are computed as the network's own are but each of them whole: a network leaves out of the
 * last one what no answer is read of.
 *
 * <p><b>Shapes</b> (T tokens, model width m): [T, m, 16].
 *
 * <p><b>Writes.</b> Nothing of the network.
 */
public final class Streams {

  private final Stack stack;
  private final List<LaneMatrix> streams = new ArrayList<>();

  Streams(ModelSpec spec, TaskSpec task, Parameters parameters, LaneMatrix tokens) {
    stack = new Stack(SublayerList.whole(spec.depth(), spec, task), parameters, tokens);
    for (int l = 0; l <= spec.depth(); l++) {
      streams.add(stack.stream(SublayerList.whole(l, spec, task).sublayers().size()));
    }
  }

  /** Number of layers. */
  public int layers() {
    return streams.size() - 1;
  }

  /** Takes up the network's present parameters. */
  public void prepare() {
    stack.prepare();
  }

  /** Runs all layers on the network's block. */
  public void forward() {
    stack.forward();
  }

  /** What the stream is behind so many layers; valid after {@link #forward}. */
  public LaneMatrix behind(int layers) {
    return streams.get(layers);
  }
}
