package org.iclsweep.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.RefusedQueryException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Views;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a table. */
@Command(
    name = "sql",
    abbreviateSynopsis = true,
    header = "Asks the results in Spark SQL.",
    description = {
      "Asks the results in Spark SQL: the rows of the study that ran last, its trials and the"
          + " learners that they are held against. --all-rows asks the whole table.",
      "",
      "Only questions are answered; INSERT, SET and the like, files in place of views, and functions"
          + " that reach outside are refused.",
      "",
      "Views: "
          + SqlCommand.VIEWS
          + ", and records, which is the table as it is, nested. All have a column for each parameter (depth, heads, ...), and"
          + " all but survival and phases the seed; what else there is: DESCRIBE the view, or read"
          + " the page on the table in docs."
    },
    footer = {
      "  icl-sweep sql results/quickstart \"SELECT heads, seed, final_loss FROM trials ORDER BY"
          + " 3\"",
      "  icl-sweep sql results/quickstart \"SELECT * FROM curves\" --format csv > curves.csv",
      "  icl-sweep sql results/quickstart \"DESCRIBE trials\""
    })
final class SqlCommand extends TableCommand {

  private static final String UNSAFE = "--unsafe";

  static final String ENGINE = "--engine";

  /** Stands for the names of all views but {@code records}. */
  static final String VIEWS = "VIEWS";

  @Spec
  void nameViews(CommandSpec spec) {
    List<String> flat = Views.NAMES.subList(0, Views.NAMES.size() - 1);
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(
        Arrays.stream(usage.description())
            .map(line -> line.replace(VIEWS, String.join(", ", flat)))
            .toArray(String[]::new));
  }

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

  @Option(
      names = ENGINE,
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description =
          "auto (default): DuckDB, which starts at once, where results are on this machine and it is known to answer"
              + " the query as Spark does, else Spark; duckdb or spark: that one.")
  private QueryEngine engine;

  @Option(
      names = UNSAFE,
      description =
          "Runs whatever the query says, also what writes, deletes or reads other files. Without it,"
              + " a query only asks the views.")
  private boolean unsafe;

  @Option(
      names = "--query-timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Gives a query up that takes longer, as in 90s, 10m or 2h (default: never).")
  private Duration timeout;

  @Mixin private AskedRows asked;

  @Mixin private StudyOfTable ofTable;

  @Override
  public Integer call() throws StudyException {
    SparkSettings settings = SparkSettings.local();
    Optional<Study> study = ofTable.read(settings.storage(), directory);
    try (ResultTable table = asked.open(directory, settings, study)) {
      warnOfDoubled(table);
      AskedRows.notes(table, directory).forEach(program.console()::say);
      if (timeout != null) {
        table.within(timeout);
      }
      QueryResult answer =
          unsafe ? table.unsafeSql(query) : engine().ask(table, query, program.console());
      format.print(answer, program.console().out());
      return ExitCode.DONE;
    } catch (RefusedQueryException refused) {
      throw new ResultException(refused.getMessage() + "; to run it all the same: sql " + UNSAFE);
    }
  }

  /** Spark alone gives a query up when its time is over. */
  private QueryEngine engine() {
    return engine == QueryEngine.AUTO && timeout != null ? QueryEngine.SPARK : engine;
  }

  /** Whoever asks may be about to find out what happened. */
  private void warnOfDoubled(ResultTable table) {
    DoubledRows doubled = table.doubled();
    if (!doubled.isEmpty()) {
      List<String> mend = new ArrayList<>(resume());
      mend.add(RunCommand.SET_ASIDE_DOUBLED);
      program.console().say("warning: " + doubled.text());
      program.console().say("to mend it: " + Words.command(mend));
    }
  }
}
