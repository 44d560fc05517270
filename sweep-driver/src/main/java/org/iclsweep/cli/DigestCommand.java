package org.iclsweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.iclsweep.results.ResultTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A hash of a table, for comparisons. */
@Command(
    name = "digest",
    abbreviateSynopsis = true,
    header = "Prints a hash of the results.",
    description =
        "Prints a hash of all rows without times and hosts. Equal digests mean equal results, bit"
            + " for bit, whatever machines they come from.",
    footer = "  icl-sweep digest results/quickstart")
final class DigestCommand implements Callable<Integer>, Resumable {

  @ParentCommand private IclSweep program;

  @Parameters(paramLabel = "DIR", description = "The results directory.")
  private String directory;

  @Override
  public Integer call() {
    try (ResultTable table = ResultTable.open(directory)) {
      program.console().out().println(table.digest());
    }
    return ExitCode.DONE;
  }

  @Override
  public List<String> resume() {
    return Resumable.stored(directory);
  }
}
