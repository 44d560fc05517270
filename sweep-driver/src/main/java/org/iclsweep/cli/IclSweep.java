package org.iclsweep.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.CodeVersion;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.SparkSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "icl-sweep",
    description = "Sweeps of small transformers that learn in context, run once each, on Spark.",
    synopsisSubcommandLabel = "VERB",
    versionProvider = IclSweep.Version.class,
    subcommands = {
      PlanCommand.class,
      RunCommand.class,
      MeasureCommand.class,
      StatusCommand.class,
      SqlCommand.class,
      ReportCommand.class,
      CheckCommand.class,
      CompareCommand.class,
      DigestCommand.class,
      CompactCommand.class,
      ExportCommand.class,
      SchemaCommand.class,
      CompletionCommand.class,
      ManCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:done",
      "  1:it could not be done: a fault of the machine, of storage, or a bug",
      "  2:wrong use, or something wrong in the study or the query; nothing was started",
      "  3:the run has ended, and trials of its plan failed",
      "  4:a check failed, or trials that it needs are missing; what is compared differs",
      "130:interrupted (143: terminated, 129: terminal closed); the same command goes on from there"
    },
    footer = {
      "  icl-sweep plan conf/quickstart.conf                      what it would run, and for how"
          + " long",
      "  icl-sweep run conf/quickstart.conf                       run it, or what is missing of it",
      "  icl-sweep run conf/quickstart.conf --set training.steps=200",
      "  icl-sweep status results/quickstart                      how far it is",
      "  icl-sweep report results/quickstart                      a page with findings and figures",
      "  icl-sweep check results/paper1-fig02                     what is expected beside what came"
          + " out",
      "  icl-sweep compare results/before results/after           what differs, seed by seed",
      "  icl-sweep sql results/quickstart \"SELECT heads, avg(final_loss) FROM trials GROUP BY"
          + " heads\""
    })
public final class IclSweep implements Callable<Integer> {

  private static final int HELP_WIDTH = 100;

  private static final List<String> EXAMPLES_FIRST =
      List.of(
          UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
          UsageMessageSpec.SECTION_KEY_FOOTER,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

  private final Console console;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this, or the help of a verb.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  private boolean version;

  private IclSweep(Console console) {
    this.console = console;
  }

  /** Runs a verb in a process of its own. */
  public static void main(String[] arguments) {
    StandardOutput out = StandardOutput.ofProcess();
    Console console = Console.ofProcess(out.stream());
    console.eraseRemarkOnVectorModule();
    Secrets.learn(System.getenv());
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> Secrets.learn(name, System.getProperty(name)));
    SparkSettings.exit(execute(console, out, arguments));
  }

  /** The same; what could not be printed is a fault. */
  static int execute(Console console, StandardOutput out, String... arguments) {
    int code = execute(console, arguments);
    if (out.failure().isEmpty()) {
      return code;
    }
    console.complain("cannot write to standard output: " + out.failure().get().getMessage());
    return code == ExitCode.DONE ? ExitCode.FAULT : code;
  }

  /** Runs a verb and returns its exit code. */
  static int execute(Console console, String... arguments) {
    Locale.setDefault(Locale.ROOT); // whatever a language writes its numbers with
    Failures failures = new Failures(console);
    Secrets.learnWords(arguments);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      return commandLine(console, failures).execute(arguments);
    } catch (Throwable error) { // errors of the JVM, which picocli lets through
      return failures.bug(error);
    } finally {
      Thread.currentThread().setContextClassLoader(before); // a verb may have opened jars
    }
  }

  private static CommandLine commandLine(Console console, Failures failures) {
    CommandLine line =
        new CommandLine(new IclSweep(console))
            .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setColorScheme(Help.defaultColorScheme(console.outColour() ? Ansi.ON : Ansi.OFF))
            .setUsageHelpWidth(HELP_WIDTH)
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    examplesFirst(line);
    return line;
  }

  private static void examplesFirst(CommandLine line) {
    line.setHelpSectionKeys(EXAMPLES_FIRST);
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.footerHeading("Examples:%n");
    usage.synopsisHeading("%nUsage: ");
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nVerbs:%n");
    usage.sortOptions(false);
    line.getSubcommands().values().forEach(IclSweep::examplesFirst);
  }

  Console console() {
    return console;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "icl-sweep %s (numerics %d, Java %s)"
            .formatted(
                CodeVersion.here().text(), Numerics.VERSION, System.getProperty("java.version"))
      };
    }
  }
}
