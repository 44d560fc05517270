package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialSpec;

/**
 * What trials save that stop before their last step, as the curves tell of trials that there are:
 * of the same model, task and training, whatever their seed, and whether they stop or not.
 */
public final class EarlyEnds implements Inventory.Cost {

  /** More curves than this tell no more. */
  static final int MOST = 20_000;

  private record Trained(ModelSpec model, TaskSpec task, TrainingSpec training) {

    static Trained of(TrialSpec spec) {
      TrainingSpec training = spec.training();
      return new Trained(spec.model(), spec.task().ofAllTrials(), training.upTo(training.steps()));
    }
  }

  private record Stopped(Trained trained, LearntRule rule) {}

  private final Map<Trained, List<TrialRecord>> records = new HashMap<>();
  private final Map<Stopped, OptionalDouble> steps = new HashMap<>();
  private long stopping;
  private long told;
  private double whole;
  private double expected;

  /** As some rows tell. */
  EarlyEnds(Stream<TrialRow> rows) {
    rows.filter(row -> !row.record().outcome().isFailure()).limit(MOST).forEach(this::add);
  }

  private void add(TrialRow row) {
    TransformerTrial.spec(row.parameters())
        .map(Trained::of)
        .ifPresent(
            trained ->
                records.computeIfAbsent(trained, any -> new ArrayList<>()).add(row.record()));
  }

  @Override
  public double flops(Trial trial, int count) {
    double flops = CostModel.flops(trial);
    if (!(trial instanceof TransformerTrial transformer)) {
      return flops;
    }
    TrialSpec spec = transformer.spec();
    Optional<LearntRule> rule = spec.training().stops();
    if (rule.isEmpty()) {
      return flops;
    }
    stopping += count;
    OptionalDouble step = meanStep(new Stopped(Trained.of(spec), rule.get()));
    if (step.isEmpty()) {
      return flops;
    }
    double shorter = CostModel.flops(spec.upTo((int) Math.ceil(step.getAsDouble())));
    told += count;
    whole += count * flops;
    expected += count * shorter;
    return shorter;
  }

  /** Empty, too, where some have stopped by a rule that tells nothing of this one. */
  private OptionalDouble meanStep(Stopped stopped) {
    return steps.computeIfAbsent(
        stopped,
        each -> {
          List<OptionalInt> last =
              records.getOrDefault(each.trained, List.of()).stream()
                  .map(record -> lastStep(record, each))
                  .toList();
          return last.stream().allMatch(OptionalInt::isPresent)
              ? last.stream().mapToInt(OptionalInt::getAsInt).average()
              : OptionalDouble.empty();
        });
  }

  /** The last step of a trial if it were stopped by a rule; empty where that is not known. */
  private static OptionalInt lastStep(TrialRecord record, Stopped stopped) {
    OptionalInt learnt =
        record
            .events(stopped.rule)
            .flatMap(events -> Optional.ofNullable(events.learnt()))
            .map(moment -> firstPoint(record, moment.by() + stopped.rule.lasting()))
            .orElse(OptionalInt.empty());
    if (learnt.isPresent()) {
      return learnt;
    }
    if (record.outcome() == Outcome.DIVERGED) {
      return OptionalInt.of(record.outcomeStep());
    }
    return record.stoppedStep() == null
        ? OptionalInt.of(stopped.trained.training.steps())
        : OptionalInt.empty();
  }

  private static OptionalInt firstPoint(TrialRecord record, int from) {
    return record.curve().stream().mapToInt(CurvePoint::step).filter(s -> s >= from).findFirst();
  }

  /**
   * What was found of the trials that were asked about.
   *
   * @param trials those that stop once they have learnt
   * @param told of which there are trials of the same settings
   * @param share of their cost without stopping that these are expected to have; 1 where there are
   *     none
   */
  public record Saving(long trials, long told, double share) {}

  Saving saving() {
    return new Saving(stopping, told, told == 0 ? 1 : expected / whole);
  }
}
