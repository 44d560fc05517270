package example;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.spi.LaneDraws;
import org.iclsweep.spi.PairBlock;
import org.iclsweep.spi.PairTasks;
import org.iclsweep.spi.Setting;
import org.iclsweep.spi.Settings;
import org.iclsweep.spi.TaskProvider;

/**
 * Linear regression on inputs with heavy tails: a multivariate Student distribution.
 *
 * <pre>  w ~ N(0, I),   x = z √(ν / Σ_k g_k²),  z ~ N(0, I_d),  g ~ N(0, I_ν),   y = ⟨w, x⟩  </pre>
 */
public final class HeavyTails implements TaskProvider {

  @Override
  public String name() {
    return "heavy-tails";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.whole("degrees", 3, "Degrees of freedom ν; fewer are heavier tails."));
  }

  @Override
  public void check(Settings settings) {
    if (settings.whole("degrees") < 1) {
      throw new IllegalArgumentException(
          "degrees is " + settings.whole("degrees") + ", must be at least 1");
    }
  }

  @Override
  public double draws(Settings settings, int context, int dim) {
    return dim + (context + 1.0) * (dim + settings.whole("degrees"));
  }

  @Override
  public PairTasks tasks(Settings settings, PairBlock block) {
    return new Student(block, settings.whole("degrees"));
  }

  private static final class Student implements PairTasks {
    private final PairBlock block;
    private final int degrees;
    private final LaneMatrix teacher;
    private final LaneMatrix normals;

    Student(PairBlock block, int degrees) {
      this.block = block;
      this.degrees = degrees;
      teacher = LaneMatrix.zeros(1, block.dim());
      normals = LaneMatrix.zeros(1, degrees);
    }

    @Override
    public void draw(LaneDraws draws) {
      draws.normal(teacher, 1);
      for (int s = 0; s < block.context(); s++) {
        input(draws, block.inputs().row(s));
        label(block.inputs().row(s), block.labels().row(s));
      }
      input(draws, block.query());
    }

    @Override
    public void answer() {
      label(block.query(), block.target());
    }

    private void input(LaneDraws draws, LaneMatrix x) {
      draws.normal(x, 1);
      draws.normal(normals, 1);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float squares = 0;
        for (int k = 0; k < degrees; k++) {
          squares += normals.get(0, k, lane) * normals.get(0, k, lane);
        }
        float scale = (float) Math.sqrt(degrees / squares);
        for (int i = 0; i < block.dim(); i++) {
          x.set(0, i, lane, scale * x.get(0, i, lane));
        }
      }
    }

    private void label(LaneMatrix x, LaneMatrix y) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float sum = 0;
        for (int i = 0; i < block.dim(); i++) {
          sum += teacher.get(0, i, lane) * x.get(0, i, lane);
        }
        y.set(0, 0, lane, sum);
      }
    }
  }
}
