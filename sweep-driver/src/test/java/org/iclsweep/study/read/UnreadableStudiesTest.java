package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iclsweep.study.TransformerTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, includes, substitutions and the syntax around the values. */
class UnreadableStudiesTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void missingFileIsToldWithItsNeighbour() throws IOException {
    file("quickstart.conf", "");
    Path asked = folder.resolve("quikstart.conf");
    assertThatThrownBy(() -> Study.read(asked, List.of()))
        .isInstanceOf(StudyException.class)
        .hasMessage(
            asked + ": no such file. Did you mean " + folder.resolve("quickstart.conf") + "?");
  }

  @Test
  void folderIsNoStudy() {
    assertThatThrownBy(() -> Study.read(folder, List.of()))
        .isInstanceOf(StudyException.class)
        .hasMessage(folder + ": is a folder. Name a file in it.");
  }

  @Test
  void syntaxErrorIsToldWithItsLine() {
    assertThat(problems("study = s\nmodel { depth = 1\n"))
        .containsExactly("x.conf:3: ends within an open { or [.");
    assertThat(problems("study = s\nmodel { depth = 1 }\n}"))
        .containsExactly("x.conf:3: unbalanced close brace '}' with no open brace.");
    assertThat(problems("study = s\n\nmeasure.against = [gd, gd++]"))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: List should have ended with ]")
        .endsWith(" Words with a plus need quotes: \"gd++\".");
  }

  @Test
  void includedFileLiesBesideTheIncludingOne() throws Exception {
    file("base.conf", "model.depth = 3\ntask.dim = 7");
    Path study = file("x.conf", "include \"base.conf\"\nstudy = s\ntask.dim = 5");
    TransformerTrial trial = Study.read(study, List.of()).plan().trial(0);
    assertThat(trial.parameters()).containsEntry("depth", 3).containsEntry("dim", 5);
  }

  @Test
  void problemInAnIncludedFileIsToldWithThatFile() throws IOException {
    Path base = file("base.conf", "\n\ntask.dmi = 7");
    Path study = file("x.conf", "include \"base.conf\"\nstudy = s");
    assertThatThrownBy(() -> Study.read(study, List.of()))
        .hasMessage(base + ":3: task.dmi: unknown key. Did you mean task.dim?");
  }

  @Test
  void missingIncludeIsAnErrorAndDoesNotHideOthers() throws IOException {
    Path study = file("x.conf", "study = s\ninclude \"base\"\nseed = -1");
    assertThatThrownBy(() -> Study.read(study, List.of()))
        .hasMessage(
            study
                + ":2: cannot read the included file "
                + folder.resolve("base")
                + ". Includes are relative to the including file.\n"
                + study
                + ":3: seed: is -1, must be a whole number, at least 0.");
  }

  @Test
  void includeFromTheClassPathIsRefused() throws IOException {
    Path study = file("x.conf", "study = s\ninclude classpath(\"application.conf\")");
    assertThatThrownBy(() -> Study.read(study, List.of()))
        .hasMessageContaining("cannot include application.conf from the class path, only files");
  }

  @Test
  void substitutionsWithinTheFileAreFollowed() {
    assertThat(trial("task.dim = 7\ntask.context = ${task.dim}").parameters())
        .containsEntry("context", 7);
  }

  @Test
  void substitutionsFollowOverrides() {
    assertThat(trial("task.dim = 7\ntask.context = ${task.dim}", "task.dim=5").parameters())
        .containsEntry("context", 5);
  }

  @Test
  void substitutionsSeeNeitherEnvironmentNorSystemProperties() {
    System.setProperty("task.width", "9");
    try {
      assertThat(problems("study = s\ntask.dim = ${task.width}\ntask.context = ${PATH}"))
          .containsExactly(
              "x.conf:2: task.dim: refers to ${task.width}, which the study does not give.",
              "x.conf:3: task.context: refers to ${PATH}, which the study does not give.");
    } finally {
      System.clearProperty("task.width");
    }
  }

  @Test
  void systemPropertiesDoNotOverride() {
    System.setProperty("task.dim", "9");
    try {
      assertThat(trial("").parameters()).containsEntry("dim", 10);
    } finally {
      System.clearProperty("task.dim");
    }
  }

  @Test
  void circleOfSubstitutionsIsAnError() {
    assertThat(problems("study = s\ntask.dim = ${task.context}\ntask.context = ${task.dim}"))
        .singleElement()
        .asString()
        .contains("cycle");
  }

  @Test
  void jsonIsAStudyToo() {
    assertThat(plan("\"sweep\": {\"grid\": {\"seed\": [0, 1], \"model.depth\": [1, 2]}}").size())
        .isEqualTo(4);
  }
}
