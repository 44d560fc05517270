package org.iclsweep.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.Rounds;

/**
 * What the largest trial of a plan takes of memory, held against the heap that there is.
 *
 * @param bytes of the largest trial, estimated
 * @param largest what it is, in the words of the table's columns; empty if all are alike
 * @param beyondJava whether it needs an array that is longer than any can be
 */
public record MemoryNeed(double bytes, String largest, boolean beyondJava) {

  /** Combinations of sizes that are looked at, so that a plan of any length is soon answered. */
  private static final int LOOKED_AT = 100_000;

  private static final List<String> SIZES =
      List.of(
          "model.",
          "task.kind",
          "task.tokens",
          "task.context",
          "task.dim",
          "task.draws",
          "task.length",
          "task.observed",
          "task.sequence-tokens",
          "task.stack",
          "training.batch",
          "training.dataset-size",
          "training.redraw-every",
          "training.keep",
          "training.integrate",
          "training.optimizer.",
          "measure.");
  private static final List<String> NONE =
      List.of("model.init.", "measure.every", "measure.eval-seed");

  private record Sized(TransformerTrial trial, double bytes) {}

  /**
   * Of a study: where rounds follow from results, of all that may come, which lie between the ends
   * of its axes.
   */
  public static MemoryNeed of(Study study) {
    return of(
        study
            .refinement()
            .map(of -> study.with(new Rounds(of, List.of(of.region(MemoryNeed::isSize)))))
            .orElse(study)
            .plan());
  }

  /** Of a plan. */
  public static MemoryNeed of(Plan plan) {
    Sized largest = null;
    Iterator<TransformerTrial> trials =
        plan.distinct(MemoryNeed::isSize).limit(LOOKED_AT).iterator();
    while (trials.hasNext()) {
      TransformerTrial trial = trials.next();
      double bytes = MemoryModel.bytes(trial);
      if (largest == null || bytes > largest.bytes()) {
        largest = new Sized(trial, bytes);
      }
    }
    Objects.requireNonNull(largest, "a plan has a trial");
    Map<String, Object> values = largest.trial().parameters();
    String words =
        plan.varied().stream()
            .filter(MemoryNeed::isSize)
            .map(Parameter::column)
            .filter(column -> values.get(column) != null)
            .map(column -> column.replace('_', ' ') + " " + values.get(column))
            .collect(Collectors.joining(", "));
    return new MemoryNeed(largest.bytes(), words, MemoryModel.isBeyondJava(largest.trial()));
  }

  private static boolean isSize(Parameter<?> parameter) {
    return SIZES.stream().anyMatch(parameter.path()::startsWith)
        && NONE.stream().noneMatch(parameter.path()::startsWith);
  }

  /** In words, as in "at most 13 MB a trial". */
  public String text() {
    return "at most about %s a trial%s"
        .formatted(MemoryModel.text(bytes), largest.isEmpty() ? "" : " (" + largest + ")");
  }

  /**
   * What has to be said of it before it is run.
   *
   * @param heap bytes of the heap that trials run in
   * @param cure what to type for a larger one
   */
  public Optional<String> warning(double heap, String cure) {
    String which = largest.isEmpty() ? "a trial" : "the trial with " + largest;
    if (beyondJava) {
      return Optional.of(
          which
              + " needs an array of more than 2,147,483,647 numbers, which Java does not have, and"
              + " will fail; choose smaller sizes");
    }
    if (bytes < heap) {
      return Optional.empty();
    }
    return Optional.of(
        "%s takes about %s of memory, and the heap has %s: it will end as no_memory, the others run; for more: %s"
            .formatted(which, MemoryModel.text(bytes), MemoryModel.text(heap), cure));
  }
}
