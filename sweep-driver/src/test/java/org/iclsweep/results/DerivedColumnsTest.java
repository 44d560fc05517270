package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.engine.Compaction;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What follows from a row's columns is kept with it: in a file that has it, in one that is older,
 * in a table of both, and in what is made of these.
 */
class DerivedColumnsTest {
  private static final String STUDY =
      """
      study = s
      task { dim = 2, context = 6, input-range = 1 }
      training { steps = 800, batch = 48 }
      measure {
        every = 10, eval-tasks = 256, against = [], alpha { input-range = [], teacher-scale = [] }
      }
      sweep.grid { model.heads = [2], seed = "0..1" }
      """;
  private static final String ADAM = "training.optimizer.learning-rate = 3e-3\n";
  private static final String TOO_FAST =
      "training.optimizer { kind = sgd, learning-rate = 40 }, training.clip-norm = off";

  private static final String FALLS =
      "SELECT trial_id, kind, loss, number, step, from_loss, to_loss, begins, ends FROM falls";
  private static final String HEADS =
      "SELECT trial_id, layer, head, key_query_diagonal, key_query_off_diagonal, value_label,"
          + " product, value_input_diagonal, rank_ratio, role FROM heads";

  /** As functions of SQL told them when it was asked, by another singular value decomposition. */
  private static final String TOLD_FALLS =
      """
      depth-0 transformer evaluation 1 6.38366e+01 3.40704e-01 9.19114e-02 4.73731e+01 7.60689e+01
      depth-0 transformer evaluation 2 5.56126e+02 5.79898e-02 3.64729e-02 5.33275e+02 6.19174e+02
      depth-0 transformer training 1 8.30965e+01 3.18456e-01 7.34683e-02 5.80757e+01 1.51796e+02
      depth-1 transformer evaluation 1 6.57795e+01 3.41083e-01 1.06526e-01 4.87681e+01 7.76057e+01
      depth-1 transformer evaluation 2 1.03841e+02 1.06526e-01 8.49076e-02 9.31889e+01 1.15790e+02
      depth-1 transformer training 1 7.84236e+01 3.17395e-01 6.33697e-02 5.62997e+01 1.83778e+02
      linear-0 transformer evaluation 1 9.07996e+01 3.40930e-01 8.18721e-02 6.19866e+01 1.09519e+02
      linear-0 transformer training 1 9.34452e+01 3.31480e-01 8.06073e-02 6.89044e+01 1.13248e+02
      linear-1 transformer evaluation 1 7.87506e+01 3.40231e-01 1.52877e-01 5.18753e+01 9.99973e+01
      linear-1 transformer evaluation 2 1.97007e+02 1.52877e-01 8.15868e-02 1.61470e+02 2.23794e+02
      softmax-0 transformer evaluation 1 2.44315e+02 3.41693e-01 1.40494e-01 1.61878e+02 3.26965e+02
      softmax-1 transformer evaluation 1 3.32041e+02 2.59100e-01 1.80043e-01 2.68744e+02 3.97157e+02
      """;

  /** Diverged models too; of softmax attention the rank alone. */
  private static final String TOLD_HEADS =
      """
      depth-0 0 0 4.20564e-01 1.00915e-01 -3.77334e-01 -1.58693e-01 -5.81404e-02 7.36041e-01 descent
      depth-0 0 1 4.19462e-01 1.49406e-01 -4.90269e-01 -2.05649e-01 -4.65407e-03 7.15434e-01 descent
      depth-0 1 0 -5.26670e-02 2.69356e+00 1.09556e-01 -5.76997e-03 -8.31770e-03 2.01713e-02 swapped
      depth-0 1 1 6.17420e-01 1.23944e-01 -5.77520e-01 -3.56572e-01 4.79759e-04 7.18438e-01 descent
      depth-1 0 0 -3.30539e-02 2.03456e+00 1.83763e-02 -6.07406e-04 3.75431e-03 6.07714e-02 swapped
      depth-1 0 1 3.76105e-02 1.04174e+00 -2.15594e-02 -8.10861e-04 -2.49191e-02 1.01266e-03 swapped
      depth-1 1 0 5.93561e-01 1.63599e-01 -6.63430e-01 -3.93786e-01 2.32700e-03 6.75750e-01 descent
      depth-1 1 1 -9.83189e-02 7.27259e-01 1.50365e-01 -1.47837e-02 -5.59778e-03 6.34980e-02 other
      diverged-0 0 0 6.22181e+11 2.76566e+00 -5.70530e+13 -3.54973e+25 1.27564e+04 2.78393e-02 idle
      diverged-0 0 1 2.05737e+29 1.28253e+00 -4.74096e+30 -9.75391e+59 2.05765e+12 1.22423e-04 other
      diverged-1 0 0 1.68352e+12 1.55955e+00 6.71749e+12 1.13090e+25 8.09489e+03 4.74519e-05 other
      diverged-1 0 1 3.43146e+08 1.55968e+00 4.46041e+07 1.53057e+16 6.46272e+01 7.10463e-05 idle
      linear-0 0 0 3.50056e-01 9.00305e-02 -4.88218e-01 -1.70904e-01 -2.01018e-03 7.82411e-01 descent
      linear-0 0 1 3.92949e-01 6.98215e-02 -5.29572e-01 -2.08095e-01 -1.07858e-03 8.30264e-01 descent
      linear-1 0 0 2.45963e-03 5.05463e+00 -1.10017e-02 -2.70600e-05 -6.14375e-03 3.62149e-02 swapped
      linear-1 0 1 -5.56627e-03 2.82702e+00 1.37185e-04 -7.63610e-07 -7.09484e-03 5.35088e-04 swapped
      softmax-0 0 0 null null null null null 8.11086e-01 null
      softmax-0 0 1 null null null null null 5.54915e-01 null
      softmax-1 0 0 null null null null null 7.53194e-01 null
      softmax-1 0 1 null null null null null 1.10118e-03 null
      """;

  private static final String THEORY = "SELECT trial_id, kind, formula, value FROM theory";

  /** Answering 0 costs a² d/6 = 1/3, one step 9/39 of that. */
  private static final String TOLD_THEORY =
      """
      diverged-0 transformer gd-closed-form 7.69231e-02
      diverged-0 transformer swapped-heads-0 3.33333e-01
      diverged-0 transformer swapped-heads-1 2.05128e-01
      diverged-0 transformer swapped-heads-2 7.69231e-02
      diverged-1 transformer gd-closed-form 7.69231e-02
      diverged-1 transformer swapped-heads-0 3.33333e-01
      diverged-1 transformer swapped-heads-1 2.05128e-01
      diverged-1 transformer swapped-heads-2 7.69231e-02
      linear-0 transformer gd-closed-form 7.69231e-02
      linear-0 transformer swapped-heads-0 3.33333e-01
      linear-0 transformer swapped-heads-1 2.05128e-01
      linear-0 transformer swapped-heads-2 7.69231e-02
      linear-1 transformer gd-closed-form 7.69231e-02
      linear-1 transformer swapped-heads-0 3.33333e-01
      linear-1 transformer swapped-heads-1 2.05128e-01
      linear-1 transformer swapped-heads-2 7.69231e-02
      """;

  @TempDir static Path folder;
  private static Path whole;
  private static Path older;

  @BeforeAll
  static void train() throws IOException, StudyException {
    whole = folder.resolve("whole/trials/1.parquet");
    older = folder.resolve("older's/trials/1.parquet");
    try (RowWriter writer = writer(whole)) {
      write(writer, "linear", ADAM);
      write(writer, "softmax", ADAM + "model.attention = softmax");
      write(writer, "depth", ADAM + "model.depth = 2");
      write(writer, "diverged", TOO_FAST);
      TrialRecord failed = TrialRecord.failed(new IllegalStateException("boom"));
      writer.write(Samples.transformer("failed", 2, failed));
      writer.write(Samples.learner("learner"));
    }
    Files.createDirectories(older.getParent());
    OlderFile.write(whole, older, Set.of("falls", "head_measures", "theory"));
  }

  private static RowWriter writer(Path file) throws IOException {
    Storage storage = new Storage(Map.of());
    return new RowWriter(storage, storage.qualified(file.toString()));
  }

  private static void write(RowWriter writer, String name, String settings)
      throws IOException, StudyException {
    var plan = Study.parse(STUDY + settings, "x.conf", List.of()).plan();
    for (long k = 0; k < plan.size(); k++) {
      TransformerTrial trial = plan.trial(k);
      TrialRecord record = TrialRunner.run(trial.spec(), List.of());
      String id = name + "-" + k;
      writer.write(
          new TrialRow(
              id, TrialRow.TRANSFORMER, null, trial.parameters(), record, Samples.PROVENANCE));
    }
  }

  @Test
  void viewsTellWhatFunctionsToldWhenTheyWereAsked() {
    try (ResultTable table = open(whole)) {
      assertThat(told(table, FALLS)).isEqualTo(TOLD_FALLS);
      assertThat(told(table, HEADS)).isEqualTo(TOLD_HEADS);
      assertThat(told(table, THEORY)).isEqualTo(TOLD_THEORY);
    }
  }

  @Test
  void residualsAreOfTheTrialsOwnLoss() {
    try (ResultTable table = open(whole)) {
      assertThat(
              table
                  .sql(
                      "SELECT count(*) FROM theory JOIN trials t USING (trial_id) WHERE"
                          + " t.trial_id LIKE 'linear%' AND theory.final_loss = t.final_loss AND residual = t.final_loss - value AND"
                          + " z = residual / t.final_loss_standard_error")
                  .rows())
          .containsExactly(List.of(8L));
    }
  }

  @Test
  void javaReadsAnOlderFileAsOneThatHasThem() {
    try (ResultTable table = open(older);
        Stream<TrialRow> rows = table.rows();
        Stream<TrialRow> expected = open(whole).rows()) {
      assertThat(rows).containsExactlyElementsOf(expected.toList());
    }
  }

  @Test
  void digestsDoNotTellThemApart() {
    try (ResultTable table = open(older)) {
      assertThat(table.digest()).isEqualTo(open(whole).digest());
    }
  }

  @Test
  void anOlderFileIsNotTakenForOneWithoutFalls() {
    try (ResultTable table = open(older)) {
      for (String view : List.of("falls", "heads", "theory")) {
        assertThatThrownBy(() -> table.sql("SELECT count(*) FROM " + view))
            .isInstanceOf(ResultException.class)
            .hasMessage(
                "the table is older than the view %s: some of its files lack what follows from"
                    + " their columns; to have it computed, rows and digest staying the same:"
                    + " icl-sweep compact file:%s",
                view, older.getParent().getParent());
      }
      assertThat(
              table
                  .sql(
                      "SELECT count(*), count(falls), count(head_measures), count(theory) FROM records")
                  .rows())
          .containsExactly(List.of(10L, 0L, 0L, 0L));
    }
  }

  @Test
  void oneOlderFileIsEnoughAndWhatCompactingMakesOfBothIsWhole() throws IOException {
    Path mixed = folder.resolve("mixed/trials");
    Files.createDirectories(mixed);
    Files.copy(older, mixed.resolve("1.parquet"));
    try (RowWriter writer = writer(mixed.resolve("2.parquet"))) {
      writer.write(Samples.full("one more", 7));
    }
    String digest;
    try (ResultTable table = open(mixed.resolve("1.parquet"))) {
      assertThatThrownBy(() -> table.sql(FALLS))
          .hasMessageStartingWith("the table is older than the view falls: ");
      digest = table.digest();
    }

    Compaction.Result result = compact(mixed);

    assertThat(result.filled()).isEqualTo(10);
    assertThat(result.filesAfter()).isEqualTo(1);
    try (ResultTable table = open(mixed.resolve("1.parquet"))) {
      assertThat(told(table, FALLS)).isEqualTo(TOLD_FALLS);
      assertThat(told(table, HEADS)).isEqualTo(TOLD_HEADS);
      assertThat(told(table, THEORY)).isEqualTo(TOLD_THEORY);
      assertThat(table.digest()).isEqualTo(digest);
    }
  }

  /** It has a checksum: a copy would do for any other. */
  @Test
  void aSingleOlderFileIsWrittenAnewOnce() throws IOException {
    Path single = folder.resolve("single/trials");
    Files.createDirectories(single);
    Files.copy(older, single.resolve("1.parquet"));

    Compaction.Result first = compact(single);
    Compaction.Result second = compact(single);

    assertThat(List.of(first.filesBefore(), first.filesAfter(), first.filled()))
        .containsExactly(1L, 1L, 10L);
    assertThat(second.filled()).isZero();
    try (ResultTable table = open(single.resolve("1.parquet"))) {
      assertThat(told(table, HEADS)).isEqualTo(TOLD_HEADS);
    }
  }

  private static Compaction.Result compact(Path trials) {
    return Compaction.run(new Storage(Map.of()), trials.getParent().toString(), 1 << 27);
  }

  private static ResultTable open(Path file) {
    return ResultTable.open(file.getParent().getParent().toString(), SharedSpark.settings());
  }

  /** A row a line, numbers to six digits. */
  private static String told(ResultTable table, String query) {
    return table.sql(query).rows().stream()
        .map(row -> row.stream().map(DerivedColumnsTest::text).collect(Collectors.joining(" ")))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.5e", number)
        : String.valueOf(value);
  }
}
