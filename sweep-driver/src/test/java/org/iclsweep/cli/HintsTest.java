package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries that are printed for people to type answer what the line above them says. */
class HintsTest {
  private static final Pattern QUERY =
      Pattern.compile("(?m)icl-sweep sql \\S+ (?:'([^'\n]*)'|\"((?:[^\"\n]|\\\\\")*)\")");

  @TempDir static Path folder;
  private static Study study;
  private static Path file;
  private static Path results;

  /** A trial of each outcome. */
  @BeforeAll
  static void runAStudy() throws Exception {
    SharedSpark.settings();
    file =
        Files.writeString(
            folder.resolve("hints.conf"),
            """
            study = hints
            task { dim = 3, context = 5 }
            training { steps = 4, batch = 64 }
            measure { every = 2, eval-tasks = 64, alpha.tasks = 64, against = [] }
            sweep.grid { seed = "0..%d", model.heads = [1, 2], task.noise = [0.1, 0.2] }
            """
                .formatted(Outcome.values().length - 1));
    study = Study.read(file, List.of());
    results = folder.resolve("results");
    assertThat(Ran.of("run", file.toString(), "--out", results.toString()).code()).isZero();
    endInEveryWay();
  }

  private static void endInEveryWay() throws IOException {
    List<TrialRow> rows = Tables.models(results);
    try (Stream<Path> files = Files.list(results.resolve("trials"))) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Tables.write(results, "ended", rows.stream().map(HintsTest::ended).toList());
  }

  private static TrialRow ended(TrialRow row) {
    TrialRecord of = row.record();
    Outcome outcome = Outcome.values()[((Long) row.parameters().get("seed")).intValue()];
    TrialRecord record =
        of.changed()
            .outcome(outcome, of.outcomeStep())
            .failure(
                outcome == Outcome.FAILED ? "java.lang.IllegalStateException" : null,
                outcome.isFailure() ? "a reason" : null)
            .finalLoss(
                outcome == Outcome.DIVERGED ? Double.valueOf(Double.NaN) : of.finalLoss(),
                of.finalLossStandardError())
            .build();
    return new TrialRow(
        row.trialId(), row.kind(), row.learner(), row.parameters(), record, row.provenance());
  }

  @Test
  void whyTrialsFailedIsToldOfAllThatFailedAndOfNoOther() {
    long failures = Arrays.stream(Outcome.values()).filter(HintsTest::isCounted).count();
    List<String> why = answer(hints(4 * failures).get(0));

    assertThat(why).hasSize((int) (1 + 4 * failures));
    for (Outcome outcome : Outcome.values()) {
      assertThat(why.stream().filter(line -> line.contains("," + outcome.label() + ",")))
          .as(outcome.label())
          .hasSize(isCounted(outcome) ? 4 : 0);
    }
  }

  /** Of trials that were too large the line above speaks on its own. */
  private static boolean isCounted(Outcome outcome) {
    return outcome.isFailure() && outcome.isDone();
  }

  @Test
  void everyOtherQueryAnswersAllTrialsByWhatDiffers() {
    List<String> hints = hints(0);
    assertThat(hints).hasSize(1);
    List<String> rows = answer(hints.get(0));

    List<String> columns = List.of(rows.get(0).split(","));
    assertThat(columns).contains("heads", "noise");
    assertThat(rows).hasSize(1 + 4);
    assertThat(rows.subList(1, 5))
        .allSatisfy(
            row ->
                assertThat(row.split(",")[columns.indexOf("trials")])
                    .isEqualTo("" + Outcome.values().length));
  }

  @Test
  void anyParameterMayDiffer() {
    String columns = String.join(", ", Parameters.columns());
    String query =
        NextSteps.query(study).replaceFirst("SELECT .*, count", "SELECT " + columns + ", count");

    assertThat(query).contains(columns);
    assertThat(answer(query)).hasSizeGreaterThan(1);
  }

  @Test
  void theQueriesOfTheHelpAreRight() {
    for (String verb : List.of("sql", "")) {
      Ran help = verb.isEmpty() ? Ran.of("--help") : Ran.of(verb, "--help");
      List<String> queries = queries(help.out() + help.err());
      assertThat(queries).as(help.out()).isNotEmpty();
      queries.forEach(query -> assertThat(answer(query)).as(query).hasSizeGreaterThan(1));
    }
  }

  private static List<String> hints(long failed) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(Ran.stream(err), Ran.stream(err), false, 80, false, false);
    StudyArguments arguments = new StudyArguments();
    arguments.file = file.toString();
    NextSteps.tell(console, arguments, study, results.toString(), failed);
    return queries(Ran.text(err));
  }

  private static List<String> queries(String text) {
    return QUERY
        .matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  private static List<String> answer(String query) {
    Ran sql = Ran.of("sql", results.toString(), query, "--format", "csv");
    assertThat(sql.code()).as(query + "\n" + sql.err()).isZero();
    return sql.out().lines().toList();
  }
}
