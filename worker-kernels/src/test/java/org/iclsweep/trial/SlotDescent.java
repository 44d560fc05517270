package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;

/**
 * K layers of two heads on (0, s_t, s_t, s_{t-1}) that are K steps of gradient descent.
 *
 * <pre>
 *   both heads:  key s_{j-1}, query r of slot 2;   slot 0 += a s_j,   slot 2 -= a s_{j-1}
 *   slot 0 = a_1 B s + a_2 B (I - a_1 A) s + ..
 * </pre>
 */
final class SlotDescent {

  static final Initialisation INITIAL =
      new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.1);

  private SlotDescent() {}

  static Dynamics task(int dim, int length) {
    return new Dynamics(dim, length, 42).withTransition(Transition.orthogonal());
  }

  static ModelSpec model(Kind kind, int depth, int heads, int keySize) {
    return new ModelSpec(
        depth,
        false,
        new AttentionSpec(kind, heads, keySize, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO),
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        INITIAL);
  }

  /** Of so many steps of training. */
  static TrialSpec trial(ModelSpec model, TaskSpec task, int steps, MeasureSpec measure) {
    TrainingSpec training =
        new TrainingSpec(
            steps,
            64,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));
    return new TrialSpec(3, model, task, training, measure);
  }

  /** Writes it into a network of two heads with keys of n features. */
  static void write(Network network, int dim, List<Double> rates) {
    for (int l = 0; l < rates.size(); l++) {
      AttentionWeights layer = network.weights().get(l);
      for (int h = 0; h < 2; h++) {
        for (int i = 0; i < dim; i++) {
          for (int slot = 0; slot < 4; slot++) {
            layer.weight(Name.QUERY, h).set(slot * dim + i, i, slot == 2 ? 1 : 0);
            layer.weight(Name.KEY, h).set(slot * dim + i, i, slot == 3 ? 1 : 0);
            layer.weight(Name.VALUE, h).set(slot * dim + i, i, slot == 1 + 2 * h ? 1 : 0);
            float rate = (float) (h == 0 ? rates.get(l) : -rates.get(l));
            layer.weight(Name.PROJECTION, h).set(i, slot * dim + i, slot == 2 * h ? rate : 0);
          }
        }
      }
    }
    network.prepare();
  }
}
