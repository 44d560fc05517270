package org.iclsweep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in jars. */
class ProvidersTest {

  @TempDir Path folder;

  private Path jar(String declaration, String name, String version) throws Exception {
    return OwnJar.of(
        folder,
        MeasureProvider.class,
        "Own",
        """
        import java.util.Map;
        import org.iclsweep.spi.*;
        %s implements MeasureProvider {
          %s
          public String name() { return "%s"; }
          public String version() { return "%s"; }
          public Map<String, Double> measure(Settings settings, FinalModel model) {
            return Map.of();
          }
        }
        """
            .formatted(
                declaration,
                declaration.startsWith("public") ? "" : "private Own() {}",
                name,
                version));
  }

  private static Set<String> names(Path... jars) throws Exception {
    return OwnJar.seeing(List.of(jars), () -> Providers.MEASURES.all().keySet());
  }

  @Test
  void aThreadSeesTheJarsOfItsLoaderAlone() throws Exception {
    Path own = jar("public class Own", "own", "1.0");

    assertThat(names()).isEmpty();
    assertThat(names(own)).containsExactly("own");
    assertThat(names()).isEmpty();
    Provided asked = new Provided("own", "1.0", Settings.NONE);
    assertThat(OwnJar.seeing(List.of(own), () -> Providers.MEASURES.of(asked).version()))
        .isEqualTo("1.0");
    assertThat(Providers.MEASURES.find(asked)).isEmpty();
    assertThat(OwnJar.seeing(List.of(own), () -> Providers.TASKS.find(asked))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Own_Name, 1.0, 'Own in ', 'has the name ''Own_Name'', must be small letters'",
    "none, 1.0, 'Own in ', 'has the name ''none'', must be'",
    "provided, 1.0, Own.jar, 'and none of [none, provided]'",
    "own, '', 'Own in ', 'has the version '''', must be letters, digits'",
    "own, 'a b', 'Own in ', 'has the version ''a b'''"
  })
  void namesAndVersionsAreChecked(String name, String version, String where, String why)
      throws Exception {
    Path own = jar("public class Own", name, version);

    assertThatThrownBy(() -> names(own))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(why);
  }

  @Test
  void whatCannotBeMadeIsTold() throws Exception {
    Path own = jar("class Own", "own", "1.0");

    assertThatThrownBy(() -> names(own))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("a jar names a provider of measures that cannot be had: ")
        .hasMessageContaining("META-INF/services/org.iclsweep.spi.MeasureProvider has to have")
        .hasMessageEndingWith("implement MeasureProvider");
  }

  @Test
  void anInterruptedTrialIsNoFailureOfAProvider() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  Providers.calling(
                      Provided.NONE,
                      () -> {
                        org.iclsweep.spec.TrialInterruptedException.check();
                        return null;
                      }))
          .isInstanceOf(org.iclsweep.spec.TrialInterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }
}
