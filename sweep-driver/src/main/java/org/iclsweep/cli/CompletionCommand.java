package org.iclsweep.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What a shell has to know of the program. */
@Command(
    name = "completion",
    abbreviateSynopsis = true,
    header = "Prints a script by which bash and zsh complete verbs and options.",
    description =
        "Prints a script by which bash, and zsh after bashcompinit, complete verbs and options of"
            + " icl-sweep; it is read into a shell once, or at every start from its profile.",
    footer = {
      "  icl-sweep completion > ~/.local/share/bash-completion/completions/icl-sweep",
      "  source <(./icl-sweep completion)                                   for this shell alone"
    })
final class CompletionCommand implements Callable<Integer> {

  @ParentCommand private IclSweep program;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    program.console().out().println(AutoComplete.bash("icl-sweep", spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
