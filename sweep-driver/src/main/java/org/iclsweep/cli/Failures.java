package org.iclsweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.engine.SweepException;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.DoubledRowsException;
import org.iclsweep.results.FaultText;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.TableChangedException;
import org.iclsweep.spi.ProviderException;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, and the exit code, when something went wrong. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    boolean isVerb = line.getParent() != null;
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      console.complain(isVerb ? wrong.getMessage() : noSuchVerb(unmatched, line));
      boolean takesOverrides = line.getCommandSpec().findOption("--set") != null;
      Optional<String> meant = MeantOption.of(unmatched.getUnmatched(), takesOverrides);
      meant.ifPresentOrElse(console::say, () -> suggest(unmatched));
      if (isVerb && meant.isEmpty() && !unmatched.isUnknownOption()) {
        console.say("An argument with blanks or * in it needs quotes.");
      }
    } else {
      console.complain(wrong.getMessage());
    }
    console.say(
        "see: "
            + (isVerb ? Words.command(line.getCommandName(), "--help") : Words.command("--help")));
    return ExitCode.USAGE;
  }

  private void suggest(UnmatchedArgumentException unmatched) {
    StringWriter suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(unmatched, new PrintWriter(suggestions, true));
    suggestions.toString().lines().filter(each -> !each.isBlank()).forEach(console::say);
  }

  private static String noSuchVerb(UnmatchedArgumentException wrong, CommandLine line) {
    return "there is no verb %s; verbs: %s"
        .formatted(wrong.getUnmatched().get(0), String.join(", ", line.getSubcommands().keySet()));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof StudyException study) {
      console.say(study.getMessage());
      console.complain(Words.count(study.problems().size(), "problem") + "; nothing was started");
      return ExitCode.USAGE;
    }
    if (failure instanceof ResultException || failure instanceof ProviderException) {
      console.complain(failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof DamagedTableException damaged) {
      console.complain(damaged.getMessage());
      tellHowToSetAside(damaged.files().size(), line.getCommand());
      return ExitCode.FAULT;
    }
    if (failure instanceof DoubledRowsException) {
      console.complain(failure.getMessage());
      tellHowToMend(line.getCommand());
      return ExitCode.FAULT;
    }
    if (failure instanceof SweepException || failure instanceof TableChangedException) {
      console.complain(failure.getMessage());
      return ExitCode.FAULT;
    }
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      console.complain(withCauses(failure));
      return ExitCode.FAULT;
    }
    return bug(failure);
  }

  private void tellHowToSetAside(int files, Resumable verb) {
    List<String> words = new ArrayList<>(verb.resume());
    words.add(RunCommand.SET_ASIDE);
    console.say(
        files == 1
            ? "to move it to _corrupt/, where it is kept, and run its trials again:"
            : "to move them to _corrupt/, where they are kept, and run their trials again:");
    console.say("  " + Words.command(words));
  }

  private void tellHowToMend(Resumable verb) {
    List<String> words = new ArrayList<>(verb.resume());
    words.add(RunCommand.SET_ASIDE_DOUBLED);
    console.say(
        "to leave one row of each, keep the others in _corrupt/, and run trials again whose rows"
            + " differ:");
    console.say("  " + Words.command(words));
  }

  private static String withCauses(Throwable failure) {
    StringBuilder text =
        new StringBuilder(FaultText.withoutTrace(String.valueOf(failure.getMessage())));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String why = FaultText.withoutTrace(String.valueOf(cause.getMessage()));
      if (cause.getMessage() == null || text.indexOf(why) < 0) {
        text.append("\n  because of ").append(cause.getClass().getSimpleName() + ": " + why);
      }
    }
    return text.toString();
  }

  /** Tells of what should not have happened. */
  int bug(Throwable error) {
    if (error instanceof OutOfMemoryError) {
      console.complain(
          "out of memory (" + error.getMessage() + "); allow more: ICL_SWEEP_JAVA_OPTS=-Xmx8g");
      return ExitCode.FAULT;
    }
    console.complain(error + "; this is a bug" + trace(error));
    return ExitCode.FAULT;
  }

  private static String trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    String open = Secrets.hidden(trace.toString());
    try {
      Path file = Files.createTempFile("icl-sweep-", ".trace");
      Files.writeString(file, open);
      return ", please report it with its trace: " + file;
    } catch (IOException noRoom) {
      return ", please report it with its trace:\n" + open;
    }
  }
}
