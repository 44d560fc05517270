package org.iclsweep.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page of a program, of section 1, in roff with the macros of man(7): what the help of
 * its verbs says, in one page. It has no date, so that equal programs have equal pages.
 */
final class ManPage {

  /** What the launcher, {@code icl-sweep}, reads of the environment, in its words. */
  static final Map<String, String> ENVIRONMENT = new LinkedHashMap<>();

  static {
    ENVIRONMENT.put("JAVA_HOME", "the Java to use (17 or later); without it, the one on the PATH");
    ENVIRONMENT.put("ICL_SWEEP_JAVA_OPTS", "further options of the JVM, as in -Xmx8g");
    ENVIRONMENT.put(
        "ICL_SWEEP_CLASS_PATH",
        "further jars, as of another file system, with a colon between each two");
    ENVIRONMENT.put(
        "HADOOP_CONF_DIR",
        "a folder with core-site.xml, hdfs-site.xml and yarn-site.xml of a cluster");
    ENVIRONMENT.put(
        "SPARK_HOME",
        "a Spark 4 to use in place of the build's own, through its spark-submit; see"
            + " docs/cluster.md");
  }

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /** The page of a program with verbs, which ends with the end of a line. */
  static String of(CommandSpec program) {
    ManPage man = new ManPage();
    man.writeHead(program);
    man.writeOptions(program);
    man.section("VERBS");
    program.subcommands().values().forEach(verb -> man.writeVerb(verb.getCommandSpec()));
    man.writeEnd(program);
    return man.page.toString();
  }

  private void writeHead(CommandSpec program) {
    String name = program.name();
    line(
        ".TH %s 1 \"\" \"%s\" \"User Commands\""
            .formatted(escaped(name.toUpperCase(Locale.ROOT)), escaped(version(program))));
    section("NAME");
    line(escaped(name) + " \\- " + escaped(asName(program.usageMessage().description()[0])));
    section("SYNOPSIS");
    writeSynopsis(program);
    section("DESCRIPTION");
    writeText(formatted(program.usageMessage().description()));
  }

  private static String version(CommandSpec program) {
    return program.version()[0].replaceFirst(" \\(.*", "");
  }

  /** A sentence as apropos(1) shows it: without its capital and its stop. */
  private static String asName(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1).replaceFirst("\\.$", "");
  }

  private void writeOptions(CommandSpec program) {
    section("OPTIONS");
    program.options().forEach(this::writeArgument);
  }

  private void writeVerb(CommandSpec verb) {
    line(".SS " + escaped(verb.name()));
    writeSynopsis(verb);
    line(".PP");
    writeText(formatted(verb.usageMessage().description()));
    verb.positionalParameters().forEach(this::writeArgument);
    verb.options().stream().filter(option -> !option.inherited()).forEach(this::writeArgument);
    writeExamples(verb);
  }

  private void writeEnd(CommandSpec program) {
    section("EXIT STATUS");
    program.usageMessage().exitCodeList().forEach((code, text) -> item(bold(code.strip()), text));
    section("ENVIRONMENT");
    ENVIRONMENT.forEach((name, text) -> item(bold(name), text));
    section("EXAMPLES");
    writeExamples(program);
  }

  private void writeSynopsis(CommandSpec command) {
    String synopsis = command.commandLine().getHelp().synopsis(0).strip();
    String name = command.qualifiedName();
    line(bold(name) + escaped(synopsis.substring(name.length())));
  }

  private void writeArgument(ArgSpec argument) {
    if (!argument.hidden()) {
      item(names(argument) + value(argument), argument.description());
    }
  }

  private static String names(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? Arrays.stream(option.names()).map(ManPage::bold).collect(Collectors.joining(", "))
        : "";
  }

  /** What its argument is called, after an equals sign if it is an option's. */
  private static String value(ArgSpec argument) {
    Help help = argument.command().commandLine().getHelp();
    Ansi.Text label =
        help.parameterLabelRenderer().renderParameterLabel(argument, Ansi.OFF, List.of());
    return label.plainString().isEmpty() ? "" : italic(label.plainString());
  }

  private void writeExamples(CommandSpec command) {
    line(".PP");
    line(".nf");
    for (String example : formatted(command.usageMessage().footer())) {
      line(escaped(shown(example).strip()));
    }
    line(".fi");
  }

  private void writeText(String... lines) {
    List<String> paragraphs = shown(String.join("\n", lines)).lines().toList();
    for (String paragraph : paragraphs) {
      line(paragraph.isBlank() ? ".PP" : escaped(paragraph.strip()));
    }
  }

  private void item(String term, String... lines) {
    line(".TP");
    line(term);
    writeText(lines);
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  /** Descriptions of commands are formats; of options, picocli has made text already. */
  private static String[] formatted(String... lines) {
    return Arrays.stream(lines).map(line -> String.format(line)).toArray(String[]::new);
  }

  /** What picocli shows of a text: its markup is gone. */
  private static String shown(String text) {
    return Ansi.OFF.string(text);
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** Text as it is, whatever roff or a typesetter would make of a character. */
  private static String escaped(String text) {
    String all = text.codePoints().mapToObj(ManPage::escaped).collect(Collectors.joining());
    return all.startsWith(".") ? "\\&" + all : all;
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '"' -> "\\(dq";
      case '~' -> "\\(ti";
      case '^' -> "\\(ha";
      default ->
          character < 128
              ? Character.toString(character)
              : String.format(Locale.ROOT, "\\[u%04X]", character);
    };
  }
}
