package org.iclsweep.spi;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/** Linear regression as the program has it, from outside. */
public final class PlainRegression implements TaskProvider {

  @Override
  public String name() {
    return "plain-regression";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public java.util.List<Setting> settings() {
    return java.util.List.of(
        Setting.real("range", 0.5, "Half-width of the range of inputs."),
        Setting.flag("fail", false, "Whether it fails."));
  }

  @Override
  public void check(Settings settings, int context, int dim) {
    if (dim > 7) {
      throw new IllegalArgumentException("dim is " + dim + ", must be at most 7");
    }
  }

  @Override
  public double draws(Settings settings, int context, int dim) {
    return 100 * dim + context;
  }

  @Override
  public PairTasks tasks(Settings settings, PairBlock block) {
    return new Drawn(settings, block);
  }

  private static final class Drawn implements PairTasks {
    private final Settings settings;
    private final PairBlock block;
    private final LaneMatrix teacher;
    private final Operation labels;
    private final Operation answer;

    Drawn(Settings settings, PairBlock block) {
      LaneKernels kernels = Lanes.kernels();
      this.settings = settings;
      this.block = block;
      teacher = LaneMatrix.zeros(1, block.dim());
      labels = kernels.contract(block.labels(), block.inputs(), teacher.transposed(), false);
      answer = kernels.contract(block.target(), block.query(), teacher.transposed(), false);
    }

    @Override
    public void draw(LaneDraws draws) {
      if (settings.flag("fail")) {
        throw new IllegalStateException("as it was told");
      }
      draws.normal(teacher, 1);
      draws.uniform(block.inputs(), settings.real("range"));
      draws.uniform(block.query(), settings.real("range"));
      labels.run();
    }

    @Override
    public void answer() {
      answer.run();
    }
  }
}
