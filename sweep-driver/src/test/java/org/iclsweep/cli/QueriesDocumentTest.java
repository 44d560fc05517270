package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.results.PythonScript;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The questions of docs/queries.md, answered by Spark and, where they are installed, by DuckDB and
 * Polars: {@code pip install duckdb polars}, and {@code -Dtest.python=...} for another Python.
 */
class QueriesDocumentTest {
  private static final int QUESTIONS = 13;

  /** Those that Spark alone answers, behind the others. */
  private static final int OF_SPARK = 1;

  private static final Path DOCUMENT = Path.of("../docs/queries.md");

  /** Sums over trials are taken in another order. */
  private static final double ROUNDING = 1e-13;

  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String STUDY =
      """
      study = asked
      task { dim = 3, context = 5 }
      training { steps = 40, batch = 64, optimizer.learning-rate = 3e-2 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd, "gd++", least-squares] }
      sweep.blocks.usual.grid {
        seed = "0..2", model.heads = [1, 2], model.init.kind = [fan-in-variance, standard-deviation]
      }
      sweep.blocks.merged.grid {
        seed = "10..12", task.inputs = [normal], model.weights = [merged], model.pattern = [blocks],
        measure { against = [[gd, class-s]], distances = [true], population = [true], errors = [true], integrate = [true] }
      }
      sweep.blocks.diverging.grid { seed = "0..2", model.heads = [1, 2], training.optimizer.learning-rate = [1e18] }
      """;

  @TempDir static Path folder;
  private static Path results;
  private static List<List<JsonNode>> ours;

  @BeforeAll
  static void runAStudy() throws IOException {
    SharedSpark.settings();
    Path study = Files.writeString(folder.resolve("asked.conf"), STUDY);
    results = folder.resolve("results");
    assertThat(Ran.of("run", study.toString(), "--out", results.toString()).code()).isZero();
    leaveWhatMayBeLeft();
    ours = sparkAnswers();
  }

  /**
   * Gives trials that diverged, and a learner, all the numbers that are none that rows may have.
   */
  private static void leaveWhatMayBeLeft() throws IOException {
    List<TrialRow> rows;
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> all = table.rows()) {
      rows = all.map(QueriesDocumentTest::withWhatMayBeLeft).toList();
    }
    try (Stream<Path> files = Files.list(results.resolve("trials"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Tables.write(results, "all", rows);
  }

  private static TrialRow withWhatMayBeLeft(TrialRow row) {
    TrialRecord of = row.record();
    boolean diverged = of.outcome() == Outcome.DIVERGED;
    if (!diverged && !"gd++".equals(row.learner())) {
      return row;
    }
    TrialRecord record =
        diverged
            ? of.with(
                    Measures.CURVE,
                    List.of(curve(0, 0.5), curve(10, Double.NaN), curve(20, INFINITE)))
                .with(Measures.ALIGNMENTS, List.of(alignment(0, 0.5), alignment(10, Double.NaN)))
                .with(Measures.OOD, List.of(ood(0.5, Double.NaN), ood(2, INFINITE)))
                .with(
                    Measures.WEIGHTS,
                    List.of(new WeightMatrix(0, 0, "key", 1, 2, List.of(Float.NaN, 1f))))
            : of.with(
                Measures.LEARNERS, of.learners().stream().map(QueriesDocumentTest::lost).toList());
    return new TrialRow(
        row.trialId(), row.kind(), row.learner(), row.parameters(), record, row.provenance());
  }

  private static CurvePoint curve(int step, double loss) {
    return new CurvePoint(step, null, loss, null);
  }

  private static Alignment alignment(int step, double cosine) {
    return new Alignment(step, LearnerKind.GD, 0.1, 0.1, cosine);
  }

  private static OodPoint ood(double alpha, double loss) {
    return new OodPoint(Shift.INPUT_RANGE, alpha, "transformer", loss);
  }

  private static FittedLearner lost(FittedLearner of) {
    return new FittedLearner(
        of.kind(), Double.NaN, of.lossStandardError(), of.learningRates(), of.gammas());
  }

  @Test
  void everyQuestionIsAskedInThreeLanguages() throws IOException {
    for (String language : List.of("sql spark", "sql duckdb", "python polars")) {
      assertThat(questions(language)).as(language).hasSize(QUESTIONS);
    }
    assertThat(Pattern.compile("(?m)^## ").matcher(Files.readString(DOCUMENT)).results())
        .hasSize(QUESTIONS + OF_SPARK);
  }

  /** Three seeds of one layer, whose points are one: each is at it or at none. */
  @Test
  void sparkAloneSaysAtWhichPointsSeedsEnded() throws IOException {
    List<String> questions = questions("sql spark-alone");
    assertThat(questions).hasSize(OF_SPARK);
    Ran ran = Ran.of("sql", results.toString(), questions.get(0), "--format", "json");
    assertThat(ran.code()).as(ran.err()).isZero();
    int seeds = 0;
    for (String line : ran.out().lines().toList()) {
      JsonNode row = JSON.readTree(line);
      seeds += row.get("seeds").asInt();
      assertThat(row.get("point").isNull() || row.get("point").asInt() == 1).isTrue();
      assertThat(row.get("loss").asDouble()).isPositive();
    }
    assertThat(seeds).isEqualTo(3);
  }

  @Test
  void trialsHaveDivergedAndLeftNumbersThatAreNone() {
    for (String query :
        List.of(
            "SELECT count(*) AS n FROM trials WHERE outcome = 'diverged' AND isnan(final_loss)",
            "SELECT count(*) AS n FROM trials WHERE outcome = 'completed'",
            "SELECT count(*) AS n FROM curves WHERE NOT eval_loss < double('infinity')",
            "SELECT count(*) AS n FROM alignments WHERE NOT cosine < double('infinity')",
            "SELECT count(*) AS n FROM ood WHERE NOT loss < double('infinity')",
            "SELECT count(*) AS n FROM learners WHERE isnan(loss)",
            "SELECT count(*) AS n FROM weights WHERE exists(values, v -> isnan(v))")) {
      Ran sql = Ran.of("sql", results.toString(), query, "--format", "csv");
      assertThat(sql.out()).as(query).matches("n\n[1-9][0-9]*\n");
    }
  }

  @Test
  void sparkAnswersEveryQuestion() {
    assertThat(ours).hasSize(QUESTIONS).allSatisfy(answer -> assertThat(answer).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "polars"})
  void otherToolsGiveTheSameAnswers(String tool) throws Exception {
    String language = (tool.equals("duckdb") ? "sql " : "python ") + tool;
    List<List<JsonNode>> theirs = answers(tool, questions(language));

    for (int q = 0; q < QUESTIONS; q++) {
      assertThat(theirs.get(q)).as("rows of question %d", q + 1).hasSameSizeAs(ours.get(q));
      for (int r = 0; r < ours.get(q).size(); r++) {
        assertSame(
            "question %d, row %d".formatted(q + 1, r), theirs.get(q).get(r), ours.get(q).get(r));
      }
    }
  }

  /** All but the eighth and the ninth, which have functions that Spark alone is asked. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13})
  void duckDbInsideThisProcessGivesTheSameAnswers(int question) throws IOException {
    List<JsonNode> theirs = answer(questions("sql spark").get(question - 1), "duckdb");

    assertThat(theirs).hasSameSizeAs(ours.get(question - 1));
    for (int r = 0; r < theirs.size(); r++) {
      assertSame("row " + r, theirs.get(r), ours.get(question - 1).get(r));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9})
  void sparkAloneIsAskedTheOthers(int question) throws IOException {
    String query = questions("sql spark").get(question - 1);

    Ran ran = Ran.of("sql", results.toString(), query, "--engine", "duckdb");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains("DuckDB is not asked this: it has a part that Spark alone is asked")
        .contains("leave --engine out, and Spark is");
  }

  private static void assertSame(String where, JsonNode theirs, JsonNode ours) {
    assertThat(theirs.size()).as(where).isEqualTo(ours.size());
    for (int c = 0; c < ours.size(); c++) {
      JsonNode expected = ours.get(c);
      if (expected.isNumber()) {
        double tolerance = ROUNDING * Math.abs(expected.doubleValue());
        assertThat(theirs.get(c).doubleValue())
            .as(where)
            .isCloseTo(expected.doubleValue(), within(tolerance));
      } else {
        assertThat(theirs.get(c)).as(where).isEqualTo(expected);
      }
    }
  }

  private static List<List<JsonNode>> sparkAnswers() throws IOException {
    List<List<JsonNode>> answers = new ArrayList<>();
    for (String question : questions("sql spark")) {
      answers.add(answer(question, "spark"));
    }
    return answers;
  }

  private static List<JsonNode> answer(String question, String engine) throws IOException {
    Ran ran = Ran.of("sql", results.toString(), question, "--format", "json", "--engine", engine);
    assertThat(ran.code()).as(ran.err()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      rows.add(JSON.valueToTree(JSON.readTree(line).valueStream().toList()));
    }
    return rows;
  }

  private static List<List<JsonNode>> answers(String tool, List<String> questions)
      throws Exception {
    String said =
        PythonScript.of("answer.py", results, tool, table(tool))
            .reading(JSON.writeValueAsString(questions))
            .said();
    List<List<JsonNode>> answers = new ArrayList<>();
    for (JsonNode answer : JSON.readTree(said)) {
      answers.add(answer.valueStream().toList());
    }
    return answers;
  }

  /** What makes the table in a tool. */
  private static String table(String tool) throws IOException {
    String language = (tool.equals("duckdb") ? "sql " : "python ") + tool + "-table";
    List<String> snippets = questions(language);
    assertThat(snippets).as(language).hasSize(1);
    return snippets.get(0);
  }

  private static List<String> questions(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)\n```")
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
