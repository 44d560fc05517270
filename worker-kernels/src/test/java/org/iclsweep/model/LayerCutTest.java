package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;
import org.junit.jupiter.api.Test;

class LayerCutTest {

  private static final Dynamics SEQUENCES =
      new Dynamics(3, 5, 42).withTransition(Transition.orthogonal());

  private static ModelSpec model(boolean tied, MlpSpec mlp, int embedding, double clip) {
    return new ModelSpec(
        3,
        tied,
        new AttentionSpec(Kind.SOFTMAX, 2, 4, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO),
        mlp,
        NormPlace.NONE,
        embedding,
        0,
        1,
        Update.TOKEN,
        clip,
        new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 1));
  }

  private static Network network(ModelSpec spec, TaskSpec task) {
    Network network = new Network(spec, task);
    Initialiser.initialise(network, 5);
    network.prepare();
    task.sampler(network.block()).draw(5, Stream.EVAL, 0, 0);
    network.forward();
    return network;
  }

  /** What stood in the place of the cut answers as the network does. */
  private static void assertSame(ModelSpec spec, TaskSpec task) {
    Network network = network(spec, task);
    LaneMatrix own = task.readOut().room();
    task.readOut().answer(own, network.output());
    for (int l = 0; l < spec.depth(); l++) {
      LayerCut cut = network.cut(l);
      cut.forward();
      cut.attend();
      cut.updated().copyFrom(cut.attended());
      assertClose(cut.answer(), own, 1e-5);
      // and another update answers otherwise
      cut.updated().copyFrom(cut.stream());
      assertThat(cut.answer().get(0, 0, 3)).isNotCloseTo(own.get(0, 0, 3), within(1e-3f));
    }
  }

  private static void assertClose(LaneMatrix answers, LaneMatrix own, double tolerance) {
    for (int t = 0; t < own.rows(); t++) {
      for (int i = 0; i < own.cols(); i++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          assertThat((double) answers.get(t, i, lane))
              .isCloseTo(own.get(t, i, lane), within(tolerance));
        }
      }
    }
  }

  @Test
  void aLayerInItsOwnPlaceChangesNothing() {
    MlpSpec after = new MlpSpec(MlpSpec.Place.AFTER, Nonlinearity.GELU, true, 2);
    assertSame(model(false, MlpSpec.NONE, 0, 0), SEQUENCES);
    assertSame(model(true, MlpSpec.NONE, 0, .8), SEQUENCES);
    assertSame(model(false, after, 7, 0), SEQUENCES.withTokens(SequenceTokens.RAW));
    assertSame(model(false, MlpSpec.NONE, 0, 0), new LinearRegression(3, 4, 1, 1));
  }

  /** Mesa layers, maps of answers, positions of keys, queries and keys of one length. */
  @Test
  void noLayerOfSequencesIsPassedOver() {
    List<Architecture> sequences =
        java.util.stream.Stream.concat(Architectures.mesa(), Architectures.raw())
            .filter(each -> each.model().norm() == NormPlace.NONE)
            .toList();
    assertThat(sequences).hasSizeGreaterThan(10);
    sequences.forEach(each -> assertSame(each.model(), each.task()));
  }

  @Test
  void thereIsNoLayerBehindTheLast() {
    Network network = network(model(false, MlpSpec.NONE, 0, 0), SEQUENCES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.cut(3))
        .withMessage("there is no layer 3");
  }
}
