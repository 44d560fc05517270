package org.iclsweep.cli;

import java.util.concurrent.Callable;
import org.iclsweep.study.read.StudySchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What an editor has to know of study files. */
@Command(
    name = "schema",
    abbreviateSynopsis = true,
    header = "Prints a JSON Schema of study files, for editors.",
    description =
        "Prints which keys a study may have, what each may be, what it is and its default, as JSON"
            + " Schema. An editor that knows it completes and checks studies in JSON, of which"
            + " HOCON has all; what must not go together is told by plan.",
    footer = "  icl-sweep schema > study.schema.json")
final class SchemaCommand implements Callable<Integer> {

  @ParentCommand private IclSweep program;

  @Override
  public Integer call() {
    program.console().out().println(StudySchema.json());
    return ExitCode.DONE;
  }
}
