package org.iclsweep.cli;

import picocli.CommandLine.Option;

/** How rows are printed, for verbs that print a few. */
final class AnswerFormat {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), csv or json, as sql has them.")
  QueryFormat format;
}
