package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of docs/quickstart.md, word for word, where there is a pdflatex. */
class LatexTest {
  private static final Pattern DOCUMENT = Pattern.compile("(?s)```latex\n(.*?)```");

  @TempDir Path folder;

  @Test
  void aPaperHoldsAFigure() throws Exception {
    Matcher document = DOCUMENT.matcher(quickstart());
    assertThat(document.find()).isTrue();
    Figure figure = TransitionFigure.of(Summary.of(Synthetic.quickstart()));
    String file = "figures/" + figure.fileName().replaceAll("svg$", "pdf");
    assertThat(document.group(1)).contains("{" + file + "}");
    assumeTrue(isInstalled("pdflatex"), "there is no pdflatex on the PATH");
    Files.createDirectory(folder.resolve("figures"));
    Files.write(folder.resolve(file), PdfDrawing.of(figure.standalone()));
    Files.writeString(folder.resolve("paper.tex"), document.group(1));
    String said = run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex");
    assertThat(said).contains("<./" + file + ">", "paper.pdf (1 page").doesNotContain("Warning");
  }

  private static String quickstart() throws IOException {
    Path here = Path.of("docs/quickstart.md");
    return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("max_print_line", "10000"); // or it breaks names of files
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as("%s: %s", command[0], Files.readString(log)).isZero();
    return Files.readString(log);
  }
}
