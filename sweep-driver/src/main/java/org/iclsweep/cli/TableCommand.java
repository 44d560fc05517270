package org.iclsweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A verb about the results in a directory. */
abstract class TableCommand implements Callable<Integer>, Resumable {

  @ParentCommand IclSweep program;

  @Parameters(index = "0", paramLabel = "DIR", description = "The results directory.")
  String directory;

  @Override
  public List<String> resume() {
    return Resumable.stored(directory);
  }
}
