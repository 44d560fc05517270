package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page: what the help of every verb says, in what troff reads. */
class ManPageTest {

  private static final Pattern VERB = Pattern.compile("(?m)^  ([a-z]+) {2,}[A-Z]");
  private static final Pattern VARIABLE =
      Pattern.compile("(?m)^#   ([A-Z_]+) +(.*(?:\n# {20,}.*)*)");
  private static final String HELP = "-h,--helpShowsthis,orthehelpofaverb.";
  private static final String PAGE = Ran.of("man").out();

  static Stream<String> verbs() {
    String help = Ran.of("--help").out();
    return VERB.matcher(help).results().map(found -> found.group(1));
  }

  @Test
  void everyVerbHasItsSectionInTheOrderOfTheHelp() {
    assertThat(PAGE.lines().filter(line -> line.startsWith(".SS ")))
        .containsExactlyElementsOf(verbs().map(verb -> ".SS " + verb).toList())
        .contains(".SS run", ".SS man");
  }

  /** Letter by letter but for blanks, whatever lines it is broken into. */
  @ParameterizedTest
  @MethodSource("verbs")
  void theSectionOfAVerbSaysWhatItsHelpSays(String verb) {
    String help = withoutBlanks(Ran.of(verb, "--help").out());
    Matcher parts =
        Pattern.compile("Examples:(.*)Usage:(.*)Options:(.*)" + Pattern.quote(HELP)).matcher(help);
    assertThat(parts.matches()).as(help).isTrue();

    assertThat(withoutBlanks(read(section(".SS " + verb))))
        .isEqualTo(verb + parts.group(2) + parts.group(3) + parts.group(1));
  }

  @Test
  void whatIsOfAllVerbsIsSaidOnce() {
    assertThat(read(section(".SH OPTIONS"))).contains("-h, --help\n", "-V, --version\n");
    assertThat(read(PAGE).split("--help\n", -1)).hasSize(2);
    assertThat(read(section(".SH NAME")))
        .isEqualTo(
            "NAME\nicl-sweep - sweeps of small transformers that learn in context, run once each, on"
                + " Spark\n");
    assertThat(PAGE).startsWith(".TH ICL\\-SWEEP 1 \"\" \"icl\\-sweep development\" ");
  }

  @Test
  void exitCodesAndExamplesAreThoseOfTheHelp() {
    String help = withoutBlanks(Ran.of("--help").out());

    assertThat(help)
        .endsWith("Exitcodes:" + withoutBlanks(read(section(".SH EXIT STATUS"))).substring(10))
        .startsWith(withoutBlanks(read(section(".SH EXAMPLES"))).replace("EXAMPLES", "Examples:"));
    assertThat(section(".SH EXIT STATUS").lines().filter(line -> line.startsWith("\\fB")))
        .containsExactly(
            "\\fB0\\fR", "\\fB1\\fR", "\\fB2\\fR", "\\fB3\\fR", "\\fB4\\fR", "\\fB130\\fR");
  }

  @Test
  void theEnvironmentIsThatOfTheLauncherInItsWords() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    VARIABLE
        .matcher(Files.readString(Path.of("../icl-sweep")))
        .results()
        .forEach(found -> variables.put(found.group(1), found.group(2).replaceAll("\n# +", " ")));

    assertThat(variables).hasSize(5).containsExactlyEntriesOf(ManPage.ENVIRONMENT);
    variables.forEach(
        (name, text) ->
            assertThat(read(section(".SH ENVIRONMENT")))
                .contains("\n" + name + "\n" + text + "\n"));
  }

  @Test
  void aReleaseHasThePage() throws IOException {
    assertThat(Files.readString(Path.of("src/release/build.xml")))
        .containsSubsequence(
            "org.iclsweep.cli.IclSweep",
            "output=\"${release.dir}/man/man1/icl-sweep.1\"",
            "<arg value=\"man\"/>",
            "SHA256SUMS");
  }

  @Test
  void troffHasNothingToWarnOf(@TempDir Path folder) throws Exception {
    String shown = groff(folder, PAGE);

    assertThat(shown)
        .containsSubsequence("NAME", "SYNOPSIS", "VERBS", "EXIT STATUS", "ENVIRONMENT", "EXAMPLES");
    assertThat(withoutBlanks(shown))
        .contains(withoutBlanks("avg(final_loss) FROM trials GROUP BY heads\""));
  }

  /** Characters that troff takes for commands, or a typesetter for others. */
  @Test
  void everyCharacterIsShownAsItIs(@TempDir Path folder) throws Exception {
    String odd = ".a 'b' `c` \"d\" e\\nf ~g^ -h -- α×1.5 – $i 100%% \\fBj";
    CommandSpec program = CommandSpec.create().name("odd").version("odd 1 (of Java 2)");
    program.usageMessage().description("Is odd.").footer(" .footer \\n", "'");
    CommandSpec verb = CommandSpec.create();
    verb.usageMessage().description("@|bold Bold|@ one.", "", odd);
    verb.addOption(OptionSpec.builder("-'").description("'quoted").build());
    verb.addOption(OptionSpec.builder("--none").description("none").hidden(true).build());
    verb.addPositional(PositionalParamSpec.builder().paramLabel(".P").description(odd).build());
    verb.addPositional(PositionalParamSpec.builder().paramLabel("Q").hidden(true).build());
    program.addSubcommand("verb", verb);
    new CommandLine(program);

    String page = ManPage.of(program);
    assertThat(page)
        .startsWith(".TH ODD 1 \"\" \"odd 1\" \"User Commands\"\n.SH NAME\nodd \\- is odd\n")
        .contains(
            "\nBold one.\n.PP\n\\&.a \\(aqb\\(aq \\(gac\\(ga \\(dqd\\(dq e\\enf \\(tig\\(ha \\-h")
        .contains("\n.TP\n\\fB\\-\\(aq\\fR\n\\(aqquoted\n")
        .endsWith("\n.PP\n.nf\n\\&.footer \\en\n\\(aq\n.fi\n")
        .doesNotContain("none", "Q");

    assertThat(withoutBlanks(groff(folder, page)))
        .containsSubsequence(
            withoutBlanks("Bold one." + odd.replace("%%", "%")),
            withoutBlanks(".P" + odd.replace("%%", "%")),
            "-''quoted",
            ".footer\\n'");
  }

  /** The section of the page that starts with a line, without that line's macro. */
  private static String section(String start) {
    Matcher found =
        Pattern.compile("(?ms)^" + Pattern.quote(start) + "$.*?(?=^\\.S[HS] |\\z)").matcher(PAGE);
    assertThat(found.find()).as(start).isTrue();
    return found.group().substring(4);
  }

  /** Its text, without macros and changes of the font. */
  private static String read(String roff) {
    return roff.replaceAll("(?m)^\\.(SH|SS|TH) ", "")
        .replaceAll("(?m)^\\.(PP|TP|nf|fi)\n", "")
        .replaceAll("\\\\f[BIR]", "")
        .replace("\\&", "")
        .replace("\\-", "-")
        .replace("\\(ti", "~")
        .replace("\\(aq", "'")
        .replace("\\(dq", "\"");
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }

  /** What groff shows of a page, with all its warnings on and none given. */
  private static String groff(Path folder, String page) throws Exception {
    assumeTrue(isInstalled(), "groff is not installed, so nothing shows the manual page");
    Path file = Files.writeString(folder.resolve("page.1"), page);
    Path err = folder.resolve("err");
    List<String> command =
        List.of("groff", "-man", "-Tutf8", "-ww", "-rHY=0", "-P-cbou", file.toString());
    Process groff = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String shown = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(groff.waitFor()).isZero();
    assertThat(err).isEmptyFile();
    return shown;
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff")));
  }
}
