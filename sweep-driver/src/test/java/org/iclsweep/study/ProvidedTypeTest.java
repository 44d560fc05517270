package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.problems;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.spi.Settings;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers as studies and tables write them, where no jar is there. */
class ProvidedTypeTest {

  private static final ProvidedType TYPE = new ProvidedType(Providers.TASKS, true);

  private static final String ALL =
      "{\"name\":\"a-b\",\"version\":\"1.0\",\"deep\":true,\"law\":\"x\\\"y\",\"n\":3,\"r\":0.5}";

  @Test
  void whatSaysAllOfItselfIsReadWithoutItsJar() {
    Object value =
        TYPE.typed(
            "{ r = 0.5, n = 3, version = \"1.0\", law = \"x\\\"y\", deep = true, name = a-b }");

    assertThat(value).isEqualTo(ALL);
    assertThat(TYPE.typed(TYPE.text(value))).isEqualTo(value);
    assertThat(TYPE.meaning(value))
        .isEqualTo(
            new Provided(
                "a-b", "1.0", Settings.of(Map.of("r", 0.5, "n", 3L, "law", "x\"y", "deep", true))));
    assertThat(TYPE.inTable(value)).isEqualTo(value);
  }

  @Test
  void noneIsNothing() {
    assertThat(TYPE.typed("none")).isEqualTo("none");
    assertThat(TYPE.meaning("none")).isEqualTo(Provided.NONE);
    assertThat(TYPE.inTable("none")).isNull();
    assertThat(TYPE.none()).contains("none");
    ProvidedType some = new ProvidedType(Providers.MEASURES, false);
    assertThat(some.none()).isEmpty();
    assertThatThrownBy(() -> some.typed("none")).hasMessageContaining("is none, which is no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "[a]",
        "{ version = \"1.0\" }",
        "{ name = 3, version = \"1.0\" }",
        "{ name = a, version = 1.0 }",
        "{ name = A, version = \"1.0\" }",
        "{ name = none, version = \"1.0\" }",
        "{ name = a, version = \"1 0\" }",
        "{ name = a, version = \"1.0\", x = [3] }",
        "{ name = a, version = \"1.0\", x = { y = 3 } }",
        "{ name = a, version = \"1.0\", x = null }"
      })
  void whatIsNoProviderIsRefused(String written) {
    assertThat(problems("study = s\ntask { kind = provided, provider = " + written + " }"))
        .hasSize(1)
        .first()
        .asString()
        .contains("task.provider: ")
        .contains("must be the name of a provider of tasks, or { name = NAME, ... }");
  }

  /** Tables come from anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"name\":\"a\"}",
        "{\"name\":\"a\",\"version\":\"1.0\",\"x\":[1]}",
        "{\"name\":\"a\",\"version\":\"1.0\",\"x\":null}",
        "{\"name\":\"A\",\"version\":\"1.0\"}",
        "{\"name\":[\"a\"],\"version\":\"1.0\"}"
      })
  void textsThatAreNoneMeanNothing(String text) {
    assertThatThrownBy(() -> TYPE.meaning(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextIncludesNoFileAndNestsNothing(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), ALL);

    assertThatThrownBy(() -> TYPE.meaning("{ include file(\"" + file + "\") }"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TYPE.meaning("{\"x\":".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(500000 characters)");
  }

  @Test
  void listsAreSetsInTheOrderOfTheirTexts() throws Exception {
    List<String> written =
        List.of(
            "[{ name = b, version = 1.0.0 }, { name = a, version = 1.0.0 }]",
            "[{ name = a, version = 1.0.0 }, { name = b, version = 1.0.0 }]");
    List<String> ids = written.stream().map(each -> trial("measure.provided = " + each)).toList();

    assertThat(ids.get(0)).isEqualTo(ids.get(1));
    assertThat(problems("study = s\nmeasure.provided = [x, x]").get(0)).contains("no jar has any");
  }

  private static String trial(String text) {
    try {
      return Study.parse("study = s\n" + text, "x.conf", List.of()).plan().trial(0).id();
    } catch (org.iclsweep.study.read.StudyException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Test
  void aStudyWithProvidersReadsBack() throws Exception {
    Study study =
        Study.parse(
            """
            study = s
            task { kind = provided, provider { name = a, version = 1.0.0, n = 3 } }
            measure { against = [provided], provided-learner { name = b, version = 1.0.0 } }
            sweep.grid.measure.provided = [[{ name = c, version = 1.0.0 }], []]
            """,
            "x.conf",
            List.of("task.provider.n=4"));

    assertThat(study.plan().size()).isEqualTo(2);
    assertThat(study.plan().trial(0).parameters())
        .containsEntry("task_provider", "{\"name\":\"a\",\"version\":\"1.0.0\",\"n\":4}");
    assertThat(Study.parse(study.resolved(), "resolved", List.of())).isEqualTo(study);
    assertThat(TransformerTrial.spec(study.plan().trial(1).parameters()))
        .contains(study.plan().trial(1).spec());
    assertThat(NeededProviders.missing(study.plan().trial(0).values()))
        .hasSize(3)
        .first()
        .asString()
        .contains("no provider of tasks with the name a; give its jar, of version 1.0.0");
    assertThat(NeededProviders.missing(study.plan().trial(1).values())).hasSize(2);
  }
}
