package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written about study files, and the study files that come along, hold. */
class StudyFileReferenceTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "sweep-driver"), "..");
  private static final Path REFERENCE = ROOT.resolve("docs/study-file.md");
  private static final Path README = ROOT.resolve("README.md");

  private static String row(Parameter<?> parameter) {
    return "| `%s` | %s | `%s` | `%s` | %s |"
        .formatted(
            parameter.path(),
            parameter.rule(),
            parameter.defaultText(),
            parameter.column(),
            parameter.meaning());
  }

  @Test
  void tableIsThatOfTheRegistry() throws IOException {
    String table =
        Parameters.all().stream()
            .map(StudyFileReferenceTest::row)
            .collect(
                Collectors.joining(
                    "\n",
                    "| path | must be | default | column | meaning |\n|---|---|---|---|---|\n",
                    "\n"));
    assertThat(Files.readString(REFERENCE))
        .contains("StudyFileReferenceTest -->\n" + table + "<!-- end of parameters -->");
  }

  static List<String> examples() throws IOException {
    return Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(REFERENCE) + Files.readString(README))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** One trial, where a comment does not say how many. */
  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreStudiesOfAsManyTrialsAsTheySay(String example) throws StudyException {
    Matcher count = Pattern.compile("# (\\d+) trials").matcher(example);
    String text = example.startsWith("study") ? example : "study = example\n" + example;
    assertThat(Study.parse(text, "study-file.md", List.of()).plan().size())
        .isEqualTo(count.find() ? Long.parseLong(count.group(1)) : 1);
  }

  @Test
  void gridOfAConditionIsOfThreeTrials() {
    assertThat(Studies.plan("sweep.grid.model { depth = [1, 2], tied = [true, false] }").size())
        .isEqualTo(3);
  }

  @Test
  void messagesAreThoseThatArePrinted() throws IOException {
    assertThat(Files.readString(REFERENCE))
        .contains(
            Studies.problems("study = s\nmodel.detph = 1")
                .get(0)
                .replace("x.conf:2", "conf/x.conf:12"))
        .contains(
            Studies.problems("study = s\ntraining.steps = \"3e6\"")
                .get(0)
                .replace("x.conf:2", "conf/x.conf:15"))
        .contains(
            Studies.problems("study = s\nmodel.tied = true")
                .get(0)
                .replace("x.conf:2", "conf/x.conf:17"));
  }

  static List<Path> studyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("conf"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studyFiles")
  void studyFilesAreRight(Path file) throws StudyException {
    Study study = Study.read(file, List.of());
    assertThat(Study.parse(study.resolved(), "resolved", List.of())).isEqualTo(study);
  }

  @Test
  void quickstartIs32SeedsOf4ModelsAgainst4Learners() throws StudyException {
    Study study = Study.read(ROOT.resolve("conf/quickstart.conf"), List.of());
    assertThat(study.name()).isEqualTo("quickstart");
    assertThat(study.plan().size()).isEqualTo(128);
    assertThat(study.plan().learners()).hasSize(4);
    assertThat(study.plan().trial(127).parameters())
        .containsEntry("seed", 31L)
        .containsEntry("heads", 2)
        .containsEntry("init_kind", "standard-deviation")
        .containsEntry("init_scale", 0.002)
        .containsEntry("steps", 2000)
        .containsEntry("measure_every", 50)
        .containsEntry("alpha_teacher_scale", List.of(1.0, 2.0, 3.0, 4.0, 5.0));
  }
}
