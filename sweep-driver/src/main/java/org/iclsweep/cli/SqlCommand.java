package org.iclsweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.ResultTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Asks a table. */
@Command(
    name = "sql",
    abbreviateSynopsis = true,
    header = "Asks the results in Spark SQL.",
    description = {
      "Asks the results in Spark SQL.",
      "",
      "Views: trials, curves, alignments, ood, learners, weights, transitions, falls, rollouts,"
          + " sensitivities, spectra, functions, heads, survival, phases, and records, which is the table as it is,"
          + " nested. All have a column for each parameter (depth, heads, ...), and all but survival and"
          + " phases the seed; what else there is: DESCRIBE the view, or read the page on the table in docs."
    },
    footer = {
      "  icl-sweep sql results/quickstart \"SELECT heads, seed, final_loss FROM trials ORDER BY 3\"",
      "  icl-sweep sql results/quickstart \"SELECT * FROM curves\" --format csv > curves.csv",
      "  icl-sweep sql results/quickstart \"DESCRIBE trials\""
    })
final class SqlCommand implements Callable<Integer>, Resumable {

  @ParentCommand private IclSweep program;

  @Parameters(index = "0", paramLabel = "DIR", description = "The results directory.")
  private String directory;

  @Parameters(index = "1", paramLabel = "QUERY", description = "The query, in quotes.")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table (default): aligned, numbers to 6 digits, lists by their length; csv: whole"
              + " numbers and JSON for lists; json: one object a line.")
  private QueryFormat format;

  @Override
  public Integer call() {
    try (ResultTable table = ResultTable.open(directory)) {
      QueryResult answer = table.sql(query);
      format.print(answer, program.console().out());
      return ExitCode.DONE;
    }
  }

  @Override
  public List<String> resume() {
    return Resumable.stored(directory);
  }
}
