package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrainingSpec;
import org.junit.jupiter.api.Test;

class TrainingSectionTest {

  private static TrainingSpec training(String text) {
    return trial(text).spec().training();
  }

  @Test
  void everyOptimizerGetsItsKeys() {
    assertThat(
            training(
                    """
                    training.optimizer { kind = adamw, learning-rate = 0.47, weight-decay = 0.53 }
                    training.optimizer { beta1 = 0.59, beta2 = 0.61, epsilon = 0.67 }
                    """)
                .optimizer())
        .isEqualTo(new OptimizerSpec.AdamW(0.47, 0.59, 0.61, 0.67, 0.53));
    assertThat(training("training.optimizer { kind = sgd, momentum = 0.71 }").optimizer())
        .isEqualTo(new OptimizerSpec.Sgd(0.001, 0.71));
    String lbfgs = "training { batch = 64, dataset-size = 64, optimizer.kind = lbfgs }\n";
    assertThat(training(lbfgs).optimizer()).isEqualTo(new OptimizerSpec.Lbfgs(0.001, 100, 20));
    assertThat(
            training(
                    lbfgs
                        + "training.optimizer { learning-rate = 0.47, memory = 600, iterations = 4 }")
                .optimizer())
        .isEqualTo(new OptimizerSpec.Lbfgs(0.47, 600, 4));
  }

  @Test
  void everyScheduleGetsItsKeys() {
    assertThat(training("training.schedule { kind = halving, halve-every = 73 }").schedule())
        .isEqualTo(new ScheduleSpec.Halving(73));
    assertThat(
            training(
                    """
                    training.schedule { kind = warmup-cosine, warmup-steps = 79, decay-steps = 83 }
                    training.schedule.final-fraction = 0.89
                    """)
                .schedule())
        .isEqualTo(new ScheduleSpec.WarmupCosine(79, 83, 0.89));
  }

  @Test
  void everyClippingGetsItsBound() {
    assertThat(training("training { clip-by = matrix-norm, clip-norm = 97 }").clip())
        .isEqualTo(new ClipSpec(ClipSpec.Kind.MATRIX_NORM, 97));
    assertThat(training("training { clip-by = head-matrix-norm, clip-norm = 97 }").clip())
        .isEqualTo(new ClipSpec(ClipSpec.Kind.HEAD_MATRIX_NORM, 97));
    assertThat(training("training { clip-by = value, clip-value = 101 }").clip())
        .isEqualTo(new ClipSpec(ClipSpec.Kind.VALUE, 101));
    assertThat(training("training { clip-by = matrix-norm, clip-norm = off }").clip())
        .isEqualTo(new ClipSpec(ClipSpec.Kind.MATRIX_NORM, 0));
  }

  @Test
  void recordedDefaultsOfWhatAppliesUnderACondition() {
    TrainingSpec first =
        training("training { optimizer.kind = adamw, schedule.kind = halving, clip-by = value }");
    assertThat(first.optimizer()).isEqualTo(new OptimizerSpec.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01));
    assertThat(first.schedule()).isEqualTo(new ScheduleSpec.Halving(2000));
    assertThat(first.clip()).isEqualTo(new ClipSpec(ClipSpec.Kind.VALUE, 1));
    TrainingSpec second =
        training("training { optimizer.kind = sgd, schedule.kind = warmup-cosine }");
    assertThat(second.optimizer()).isEqualTo(new OptimizerSpec.Sgd(1e-3, 0));
    assertThat(second.schedule()).isEqualTo(new ScheduleSpec.WarmupCosine(1000, 0, 0));
  }

  @Test
  void whatDoesNotApplyIsNullInTheTable() {
    assertThat(trial("training { optimizer.kind = sgd, clip-by = value }").parameters())
        .containsEntry("optimizer", "sgd")
        .containsEntry("momentum", 0.0)
        .containsEntry("beta1", null)
        .containsEntry("weight_decay", null)
        .containsEntry("halve_every", null)
        .containsEntry("clip_norm", null)
        .containsEntry("clip_value", 1.0);
  }

  @Test
  void keyOfAnotherKindIsRefused() {
    assertThat(problems("study = s\ntraining { optimizer.momentum = 0.9, clip-value = 1 }"))
        .containsExactly(
            "x.conf:2: training.clip-value: has no effect: it applies when training.clip-by is"
                + " value, and here it is global-norm."
                + " Remove it or set training.clip-by = value.",
            "x.conf:2: training.optimizer.momentum: has no effect: it applies when"
                + " training.optimizer.kind is sgd, and here it is adam."
                + " Remove it or set training.optimizer.kind = sgd.");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThat(
            problems(
                """
                study = s
                training.optimizer { kind = adamw, weight-decay = -1 }
                training.schedule { kind = warmup-cosine, final-fraction = 1.5 }
                """))
        .containsExactly(
            "x.conf:2: training.optimizer.weight-decay: is -1, must be a number, at least 0.",
            "x.conf:3: training.schedule.final-fraction: is 1.5, must be a number in [0, 1].");
  }

  @Test
  void freshTasksAreRedrawnAsOftenAsIsSaid() {
    assertThat(training("training.redraw-every = 103").redrawEvery()).isEqualTo(103);
    assertThat(training("").redrawEvery()).isEqualTo(1);
    assertThat(training("training.dataset-size = 107").redrawEvery()).isEqualTo(1);
    assertThat(problems("study = s\ntraining { dataset-size = 64, redraw-every = 100 }"))
        .containsExactly(
            "x.conf:2: training.redraw-every: has no effect: it applies when training.dataset-size"
                + " is endless, and here it is 64. Remove it or set training.dataset-size ="
                + " endless.");
  }

  @Test
  void lossIsIntegratedWhereAnswersAreBilinear() {
    String blocks = "model { weights = merged, pattern = sparse, ";
    assertThat(training(blocks + "depth = 2 }, training.integrate = true").integrate()).isTrue();
    assertThat(training(blocks + "depth = 2 }").integrate()).isFalse();
    assertThat(problems("study = s\ntraining.integrate = true\n" + blocks + "attention = relu }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: training.integrate: is true, which does not go with")
        .contains("model.attention = relu", "but attention is relu")
        .endsWith("Set training.integrate = false.");
  }

  @Test
  void lbfgsIsRefusedWhereTasksChange() {
    String refused =
        "x.conf:2: training.optimizer.kind: is lbfgs, which does not go with training.dataset-size ="
            + " %s and training.batch = 2048: datasetSize is %d, must be from 1 to the batch (2048),"
            + " since the optimizer compares gradients of one batch. Set training.dataset-size to"
            + " the batch, or choose another optimizer.";
    assertThat(problems("study = s\ntraining.optimizer.kind = lbfgs"))
        .containsExactly(refused.formatted("endless", 0));
    assertThat(problems("study = s\ntraining { optimizer.kind = lbfgs, dataset-size = 4096 }"))
        .containsExactly(refused.formatted("4096", 4096));
  }

  @Test
  void theBestWeightsAreKeptWhereItIsAskedFor() {
    assertThat(training("").bestOfLast()).isZero();
    String best = "training.keep = best-of-last, measure.validation-tasks = 113\n";
    assertThat(training(best).bestOfLast()).isEqualTo(20);
    assertThat(training(best + "training.keep-last = 109").bestOfLast()).isEqualTo(109);
    MeasureSpec measure = trial(best + "measure.validation-seed = 127").spec().measure();
    assertThat(measure.validationTasks()).isEqualTo(113);
    assertThat(measure.validationSeed()).isEqualTo(127);
    assertThat(trial("").spec().measure().validationTasks()).isZero();
  }

  @Test
  void theBestWeightsAreRefusedWithoutValidationTasks() {
    assertThat(problems("study = s\ntraining.keep = best-of-last"))
        .containsExactly(
            "x.conf:2: training.keep: is best-of-last, which does not go with"
                + " measure.validation-tasks = off: the best weights are those with the least loss"
                + " on validation tasks. Set measure.validation-tasks to a number, as in 20000, or"
                + " training.keep = last.");
    assertThat(problems("study = s\nmeasure.validation-tasks = 100"))
        .containsExactly(
            "x.conf:2: measure.validation-tasks: has no effect: it applies when training.keep is"
                + " best-of-last, and here it is last. Remove it or set training.keep ="
                + " best-of-last.");
  }

  @Test
  void decayThatEndsWithinItsWarmUpIsRefused() {
    assertThat(
            problems(
                """
                study = s
                training.schedule { kind = warmup-cosine, warmup-steps = 500 }
                sweep.grid.training.schedule.decay-steps = [2000, 500]
                """))
        .containsExactly(
            "x.conf:3: training.schedule.decay-steps: is 500, which does not go with"
                + " training.schedule.warmup-steps = 500: decaySteps is 500, must be more than"
                + " warmupSteps (500), or 0 for all steps. The warm-up is part of these steps:"
                + " choose more, or training-steps.");
  }

  @Test
  void warmUpMayBeLongerThanTheTraining() {
    assertThat(
            training("training { steps = 200, schedule.kind = warmup-cosine }")
                .schedule()
                .factor(200, 200))
        .isEqualTo(0.199);
  }

  @Test
  void aGridOfKindsSweepsEachKeyWhereItApplies() {
    Plan plan =
        plan(
            """
            sweep.grid.training {
              optimizer { kind = [adam, sgd], momentum = [0, 0.9], beta2 = [0.98, 0.999] }
              schedule { kind = [constant, halving], halve-every = [100, 200, 300] }
            }
            """);
    assertThat(plan.size()).isEqualTo((2 + 2) * (1 + 3));
  }
}
