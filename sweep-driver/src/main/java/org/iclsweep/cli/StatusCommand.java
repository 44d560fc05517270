package org.iclsweep.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iclsweep.engine.Outlook;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Study;
import org.iclsweep.study.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** How far a study is, by what is in its table; while it runs and from any machine, too. */
@Command(
    name = "status",
    abbreviateSynopsis = true,
    header = "Tells how far a study is.",
    description =
        "Tells how far a study is, by what is in its table; while it runs, and from any machine"
            + " that sees the directory.",
    footer = "  icl-sweep status results/quickstart")
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private IclSweep program;

  @Parameters(paramLabel = "DIR", description = "The results directory.")
  private String directory;

  @Override
  public Integer call() throws StudyException {
    Storage storage = SparkSettings.local().storage();
    TrialTable table = TrialTable.at(storage, directory);
    Optional<String> resolved = table.study();
    if (resolved.isEmpty()) {
      ResultTable.open(directory).close(); // says what to do if there is no table either
    }
    Facts facts = new Facts();
    String stored = directory + "/_study/study.conf";
    if (resolved.isPresent()) {
      Study study = Study.parse(resolved.get(), stored, List.of());
      add(facts, study, Outlook.of(study, storage, directory), stored);
    } else {
      facts.add("study", "not known: there is no " + stored);
    }
    facts.add(
        "table",
        "%s, %s in %s/trials"
            .formatted(
                Words.count(table.files().size(), "file"), Words.bytes(table.bytes()), directory));
    program.console().out().print(facts.text());
    return ExitCode.DONE;
  }

  private void add(Facts facts, Study study, Outlook outlook, String stored) {
    facts.add("study", study.name());
    facts.add(
        "trials",
        "%d of %d done, %d failed, %d diverged"
            .formatted(outlook.present(), outlook.planned(), outlook.failed(), outlook.diverged()));
    facts.add(
        "learners", outlook.learnersPresent() + " of " + outlook.learnersPlanned() + " fitted");
    if (outlook.others() > 0) {
      facts.add(
          "others", Words.count(outlook.others(), "row") + " of earlier plans in the same table");
    }
    facts.add("running", outlook.driver().orElse("no"));
    if (!outlook.coreTime().isZero()) {
      facts.add("missing", "about " + Words.estimate(outlook.coreTime()) + " of one core");
      if (outlook.driver().isEmpty()) {
        facts.add("to go on", Words.command("run", stored, "--out", directory));
      }
    }
  }
}
