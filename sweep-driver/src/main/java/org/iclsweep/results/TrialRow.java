package org.iclsweep.results;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.iclsweep.spec.Column;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.BlockMean;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.HeadMeasures;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Theory;
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialSpec;

/**
 * One row of the table.
 *
 * @param trialId identity of the trial
 * @param kind {@code transformer} or {@code learner}
 * @param learner label of the learner, for a learner's row; {@code null} otherwise
 * @param parameters typed values by column name, without those that do not apply
 * @param record what the trial left, and what follows from that: where that is missing, as in files
 *     of before it was kept, it is computed here
 * @param provenance where the row comes from
 */
public record TrialRow(
    String trialId,
    String kind,
    @Column(optional = true) String learner,
    Map<String, Object> parameters,
    TrialRecord record,
    Provenance provenance)
    implements Serializable {

  /** The kind of a trained model's row. */
  public static final String TRANSFORMER = "transformer";

  /** The kind of a fitted learner's row. */
  public static final String LEARNER = "learner";

  public TrialRow {
    parameters = new LinkedHashMap<>(parameters);
    parameters.values().removeIf(Objects::isNull);
    parameters = Collections.unmodifiableMap(parameters);
    record = kind.equals(TRANSFORMER) ? whole(record, parameters) : record;
  }

  /** The same with {@link Measures#DERIVED}. */
  private static TrialRecord whole(TrialRecord record, Map<String, Object> parameters) {
    TrialRecord whole = record;
    if (record.measured(Measures.FALLS).isEmpty()) {
      whole = whole.with(Measures.FALLS, Falls.of(record.curve()));
    }
    if (record.measured(Measures.HEADS).isEmpty() && !record.weights().isEmpty()) {
      TrialSpec spec = TransformerTrial.spec(parameters).orElse(null);
      List<HeadProducts> heads = HeadProducts.of(record.weights(), spec);
      boolean plain = spec != null && spec.isPlain();
      whole = whole.with(Measures.HEADS, HeadMeasures.of(heads, plain));
    }
    if (record.measured(Measures.BLOCKS).isEmpty() && !record.weights().isEmpty()) {
      whole = whole.with(Measures.BLOCKS, blocks(record, parameters));
    }
    if (record.measured(Measures.THEORY).isEmpty()) {
      List<Prediction> theory =
          Theory.beside(
              record.finalLoss(), record.finalLossStandardError(), SettingTheory.of(parameters));
      whole = whole.with(Measures.THEORY, theory);
    }
    return whole;
  }

  private static List<BlockMean> blocks(TrialRecord record, Map<String, Object> parameters) {
    return TransformerTrial.spec(parameters)
        .filter(spec -> spec.model().readsObservations(spec.task()))
        .map(spec -> BlockMean.of(HeadProducts.of(record.weights(), spec), spec.task().slots()))
        .orElse(List.of());
  }
}
