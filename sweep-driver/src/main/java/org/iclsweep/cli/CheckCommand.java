package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.iclsweep.analysis.Verdict;
import org.iclsweep.engine.Outlook;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryResult.Column;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.Check;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds results against what their study expects of them. */
@Command(
    name = "check",
    abbreviateSynopsis = true,
    header = "Holds the results against what is expected.",
    description = {
      "Holds the results against what the study expects of them, its section checks, and ends with"
          + " exit code 4 if one check fails or trials of the plan are missing."
    },
    footer = {
      "  icl-sweep check results/paper1-fig02",
      "  icl-sweep check results/paper1-fig02 --study conf/paper1/fig02.conf   by a file, not by"
          + " what was run"
    })
final class CheckCommand extends TableCommand {

  @Mixin private StudyOfTable ofTable;
  @Mixin private AskedRows asked;

  @Mixin private AnswerFormat answer;

  @Mixin private CheckLimit limit;

  @Override
  public Integer call() throws StudyException {
    SparkSettings settings = SparkSettings.local();
    Storage storage = settings.storage();
    ResultTable.open(directory).close(); // says what to do if there are no results
    Study study = study(storage);
    try (ResultTable table = asked.open(directory, settings, Optional.of(study))) {
      if (study.checks().isEmpty()) {
        throw new ResultException(
            "the study "
                + study.name()
                + " has no checks; they stand in a section checks of its"
                + " file, and sql asks the table anything");
      }
      table.requireNoneDoubled();
      AskedRows.notes(table, directory).forEach(program.console()::say);
      List<Verdict> verdicts = Verdict.of(study.checks(), table.within(limit.time));
      answer.format.print(rows(verdicts), program.console().out());
      study.lossUnit().ofQueries().ifPresent(program.console()::say);
      boolean passed = tell(verdicts, asked.words(storage, directory, ofTable, study));
      boolean whole = isWhole(Outlook.of(study, storage, directory));
      if (verdicts.stream().anyMatch(Verdict::refused)) {
        return ExitCode.USAGE;
      }
      return passed && whole ? ExitCode.DONE : ExitCode.FAILED_CHECKS;
    }
  }

  private Study study(Storage storage) throws StudyException {
    String missing = "there is no %s; name the study with --study";
    return ofTable
        .read(storage, directory)
        .orElseThrow(() -> new ResultException(missing.formatted(StoredStudy.file(directory))));
  }

  private static QueryResult rows(List<Verdict> verdicts) {
    List<Column> columns =
        List.of(
            new Column("result", "string"),
            new Column("check", "string"),
            new Column("measured", "double"),
            new Column("expected", "string"),
            new Column("source", "string"));
    return new QueryResult(columns, verdicts.stream().map(CheckCommand::row).toList());
  }

  private static List<Object> row(Verdict verdict) {
    return Arrays.asList(
        verdict.passed() ? "pass" : "FAIL",
        verdict.check().name(),
        verdict.measured().isPresent() ? (Object) verdict.measured().getAsDouble() : null,
        verdict.check().expected().text(),
        verdict.check().source());
  }

  private boolean tell(List<Verdict> verdicts, List<String> sameRows) {
    List<Verdict> failed = verdicts.stream().filter(each -> !each.passed()).toList();
    String all = Words.count(verdicts.size(), "check");
    program.console().say("");
    if (failed.isEmpty()) {
      program.console().say("all of " + all + " passed");
      return true;
    }
    program.console().complain("%d of %s failed".formatted(failed.size(), all));
    failed.stream()
        .filter(each -> !each.fault().isEmpty())
        .forEach(each -> program.console().say("  " + each.check().name() + ": " + each.fault()));
    failed.stream()
        .filter(each -> !each.refused())
        .findFirst()
        .ifPresent(each -> tellHowToLook(each.check(), sameRows));
    return false;
  }

  private void tellHowToLook(Check check, List<String> sameRows) {
    program.console().say("to look into one:");
    List<String> query = new ArrayList<>(List.of("sql", directory));
    query.add(check.query());
    query.addAll(sameRows);
    program.console().say("  " + Words.command(query));
  }

  private boolean isWhole(Outlook outlook) {
    long failed = outlook.failed();
    if (outlook.missing() == 0 && failed == 0) {
      return true;
    }
    program
        .console()
        .complain(
            "the table is not whole: %d of %s are missing, %d failed; to go on: %s"
                .formatted(
                    outlook.missing(),
                    Words.count(outlook.planned(), "trial"),
                    failed,
                    Words.command(resume())));
    return false;
  }

  @Override
  public List<String> resume() {
    return ofTable.resume(directory);
  }
}
