package org.iclsweep.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * How long a check may take, for verbs that ask the checks of a study, which may be a stranger's.
 */
final class CheckLimit {

  @Option(
      names = "--query-timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Gives a check up that takes longer, as in 90s, 10m or 2h (default: 5m); after three, the"
              + " rest is not asked.")
  Duration time = Duration.ofMinutes(5);
}
