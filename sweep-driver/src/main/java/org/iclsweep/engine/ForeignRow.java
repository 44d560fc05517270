package org.iclsweep.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/** Whether rows that come from elsewhere are what they say. */
final class ForeignRow {

  private ForeignRow() {}

  static boolean isOfOtherNumerics(Described row) {
    return row.provenance().numericsVersion() != Numerics.VERSION;
  }

  /** What is wrong with a trained model's identity; empty where its parameters give it. */
  static Optional<String> problem(Described row) {
    Optional<TransformerTrial> trial = TransformerTrial.ofRow(row.parameters());
    return trial.isEmpty()
        ? Optional.of("its parameters are such as no study has")
        : trial
            .map(Trial::id)
            .filter(id -> !id.equals(row.trialId()))
            .map(id -> "its parameters are those of trial " + id);
  }

  /** What is wrong with a row that has the identity of a trial; empty where nothing is. */
  static Optional<String> problem(TrialRow row, Trial trial) {
    String kind = trial instanceof LearnerTrial ? TrialRow.LEARNER : TrialRow.TRANSFORMER;
    return row.kind().equals(kind)
        ? problem(row.parameters(), trial.parameters()).or(() -> problem(row.record()))
        : Optional.of("its kind is " + row.kind());
  }

  private static Optional<String> problem(Map<String, Object> found, Map<String, Object> known) {
    for (Parameter<?> parameter : Parameters.all()) {
      String column = parameter.column();
      Object wanted = known.get(column);
      boolean isOlder =
          found.get(column) == null && Objects.equals(wanted, parameter.defaultInTable());
      if (!isOlder && !Objects.equals(found.get(column), wanted)) {
        return Optional.of(
            "its %s is %s, and a trial of this identity has %s"
                .formatted(column, found.get(column), wanted));
      }
    }
    return Optional.empty();
  }

  /** The final loss of a model is that of its curve, at the weights that it kept. */
  private static Optional<String> problem(TrialRecord record) {
    if (record.outcome() != Outcome.COMPLETED || record.curve().isEmpty()) {
      return Optional.empty();
    }
    Integer kept = record.keptStep();
    double last =
        record.curve().stream()
            .filter(point -> kept == null || point.step() == kept)
            .reduce((one, later) -> later)
            .map(CurvePoint::evalLoss)
            .orElse(Double.NaN);
    return record.finalLoss() != null && Double.compare(last, record.finalLoss()) == 0
        ? Optional.empty()
        : Optional.of(
            "its final_loss is %s, and that of its curve %s".formatted(record.finalLoss(), last));
  }

  /** The same with what follows from the rest worked out here, since no digest counts it. */
  static TrialRow withOwnDerived(TrialRow row) {
    TrialRecord record = row.record();
    for (Measure<?> derived : Measures.DERIVED) {
      record = record.with(derived, List.of());
    }
    return new TrialRow(
        row.trialId(), row.kind(), row.learner(), row.parameters(), record, row.provenance());
  }
}
