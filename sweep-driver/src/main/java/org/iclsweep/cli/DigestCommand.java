package org.iclsweep.cli;

import org.iclsweep.results.ResultTable;
import picocli.CommandLine.Command;

/** A hash of a table, for comparisons. */
@Command(
    name = "digest",
    abbreviateSynopsis = true,
    header = "Prints a hash of the results.",
    description =
        "Prints a hash of all rows without times and hosts. Equal digests mean equal results, bit"
            + " for bit, whatever machines they come from.",
    footer = "  icl-sweep digest results/quickstart")
final class DigestCommand extends TableCommand {

  @Override
  public Integer call() {
    try (ResultTable table = ResultTable.open(directory)) {
      program.console().out().println(table.digest());
    }
    return ExitCode.DONE;
  }
}
