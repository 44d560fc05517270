package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.iclsweep.study.read.Studies.problems;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A study in another language is told where it stands what to write. */
class OtherLanguagesTest {

  private static final String TABLE =
      "A study is HOCON: sections have braces, as in model { depth = 2 };"
          + " docs/study-file.md (YAML to HOCON) has what to write for what.";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study: s\nmodel:\n  depth: 2\n",
        "study: s\nmodel: # what\n\n  depth: 2\n",
        "defaults:\n- base\n- _self_\n",
        "---\nstudy: s\nmodel:\n",
        "study = 's'\n[model]\ndepth = 2\n"
      })
  void anotherLanguageIsKnownByItsText(String text) {
    assertThat(problems(text)).singleElement().asString().endsWith(" " + TABLE);
  }

  @Test
  void whatIsBrokenHoconIsNotTakenForAnother() {
    assertThat(problems("study = s\nmodel { depth = 2\n"))
        .containsExactly("x.conf:3: ends within an open { or [.");
  }

  @Test
  void aFileNamedSoMayHoldHocon() throws Exception {
    Path file = Files.writeString(folder.resolve("a.yaml"), "study: s\nseed: 3\n");

    assertThat(Study.read(file, List.of()).name()).isEqualTo("s");
  }

  @Test
  void whateverIsWrongInAFileNamedSoPointsToTheTableOnce() throws Exception {
    Path flat = Files.writeString(folder.resolve("a.yml"), "study: s\nlr: 3\n");
    Path nested = Files.writeString(folder.resolve("b.yaml"), "study: s\nmodel:\n  depth: 2\n");

    assertThat(told(flat))
        .containsExactly(
            flat + ":2: lr: unknown key. Did you mean training.optimizer.learning-rate?",
            flat + ": is named as a file of another language. " + TABLE);
    assertThat(told(nested)).singleElement().asString().endsWith(TABLE);
  }

  private static List<String> told(Path file) {
    return catchThrowableOfType(StudyException.class, () -> Study.read(file, List.of()))
        .getMessage()
        .lines()
        .toList();
  }
}
