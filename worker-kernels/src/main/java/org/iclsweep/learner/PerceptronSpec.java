package org.iclsweep.learner;

import java.io.Serializable;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;

/**
 * What a perceptron with gradient descent on its output layer is trained as.
 *
 * @param model a perceptron before one head of linear attention to the context, and nothing else
 * @param steps optimizer steps
 * @param batch tasks a step
 */
public record PerceptronSpec(ModelSpec model, int steps, int batch) implements Serializable {

  public PerceptronSpec {
    if (model.mlp().place() != MlpSpec.Place.BEFORE) {
      throw new IllegalArgumentException(
          "mlp-gd descends on what a perceptron before the layers puts out, but the model's is "
              + model.mlp().place().label());
    }
  }

  /**
   * That of a model: its embedding, its perceptron and its depth, with gradient descent in the
   * place of its attention.
   */
  public static PerceptronSpec of(ModelSpec model, int steps, int batch) {
    return new PerceptronSpec(
        new ModelSpec(
            model.depth(),
            // all steps have one rate
            true,
            AttentionSpec.linear(1, 0),
            model.mlp(),
            NormPlace.NONE,
            model.embedding(),
            0,
            1,
            Update.TOKEN,
            model.tokenClip(),
            model.initialisation()),
        steps,
        batch);
  }
}
