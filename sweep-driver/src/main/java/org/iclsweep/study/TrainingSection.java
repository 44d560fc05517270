package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.Interval.UNIT;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.trial.TrainingSpec;

/** What a study says of the training, and the kernel's description made of it. */
final class TrainingSection {

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter STEPS =
      ALWAYS.own("training.steps", "steps", whole(0), "5000", "Optimizer steps.");
  static final Parameter BATCH =
      ALWAYS.own("training.batch", "batch", whole(1), "2048", "Tasks a step.");
  static final Parameter DATASET_SIZE =
      ALWAYS.own(
          "training.dataset-size",
          "dataset_size",
          whole(1, "endless"),
          "endless",
          "Number of distinct training tasks, cycled through in order.");
  static final Parameter OPTIMIZER =
      ALWAYS.own(
          "training.optimizer.kind", "optimizer", choice("adam"), "adam", "The update rule.");
  static final Parameter LEARNING_RATE =
      ALWAYS.own(
          "training.optimizer.learning-rate",
          "learning_rate",
          real(POSITIVE),
          "0.001",
          "Learning rate, constant.");

  private static final Declarations ADAM = ALWAYS.when(OPTIMIZER, "adam");
  static final Parameter BETA1 =
      ADAM.own(
          "training.optimizer.beta1",
          "beta1",
          real(UNIT),
          "0.9",
          "Decay of the mean of the gradients.");
  static final Parameter BETA2 =
      ADAM.own(
          "training.optimizer.beta2",
          "beta2",
          real(UNIT),
          "0.999",
          "Decay of the mean of their squares.");
  static final Parameter EPSILON =
      ADAM.own(
          "training.optimizer.epsilon",
          "epsilon",
          real(POSITIVE),
          "1e-8",
          "Added to the root of the mean of squares.");

  static final Parameter CLIP_NORM =
      ALWAYS.own(
          "training.clip-norm",
          "clip_norm",
          real(POSITIVE, "off"),
          "10",
          "Bound on the global norm of the gradient.");

  private TrainingSection() {}

  static List<Parameter> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(DATASET_SIZE, BATCH),
            TrainingSection::spec,
            "Cycling through a dataset takes whole batches: choose a multiple of the batch, or less"
                + " than one."));
  }

  static TrainingSpec spec(Values values) {
    return new TrainingSpec(
        values.whole(STEPS),
        values.whole(BATCH),
        values.whole(DATASET_SIZE),
        optimizer(values),
        new ScheduleSpec.Constant(),
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, values.real(CLIP_NORM)));
  }

  private static OptimizerSpec optimizer(Values values) {
    return new OptimizerSpec.Adam(
        values.real(LEARNING_RATE), values.real(BETA1), values.real(BETA2), values.real(EPSILON));
  }
}
