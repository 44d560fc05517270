package org.iclsweep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What {@code man} has to know of the program. */
@Command(
    name = "man",
    abbreviateSynopsis = true,
    header = "Prints the manual page, for man to show.",
    description =
        "Prints the manual page: every verb with its options and examples, exit codes and"
            + " environment variables, as man reads it. A release has it as man/man1/icl-sweep.1.",
    footer = {
      "  icl-sweep man > ~/.local/share/man/man1/icl-sweep.1",
      "  ./icl-sweep man | man -l -                                         to read it at once"
    })
final class ManCommand implements Callable<Integer> {

  @ParentCommand private IclSweep program;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    program.console().out().print(ManPage.of(spec.root()));
    return ExitCode.DONE;
  }
}
