package org.iclsweep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider declares, and what a study sets of it. */
class SettingTest {

  @Test
  void valuesAreOfTheTypeThatIsDeclared() {
    Setting whole = Setting.whole("width", 3, "Columns.");
    assertThat(whole.read(4)).contains(4L);
    assertThat(whole.read(5L)).contains(5L);
    assertThat(whole.read(4.0)).isEmpty();
    assertThat(whole.read("4")).isEmpty();
    Setting real = Setting.real("rate", 1, "Rate.");
    assertThat(real.read(4)).contains(4.0);
    assertThat(real.read(0.5)).contains(0.5);
    assertThat(real.read(Double.NaN)).isEmpty();
    assertThat(real.read(true)).isEmpty();
    assertThat(Setting.flag("on", true, "Whether.").read(false)).contains(false);
    assertThat(Setting.flag("on", true, "Whether.").read("false")).isEmpty();
    Setting word = Setting.word("law", "normal", List.of("normal", "uniform"), "Law.");
    assertThat(word.read("uniform")).contains("uniform");
    assertThat(word.read("cauchy")).isEmpty();
    assertThat(word.rule()).isEqualTo("one of normal, uniform");
  }

  @Test
  void declarationsAreChecked() {
    for (String name : List.of("", "Width", "width-", "name", "version", "a b", "1a")) {
      assertThatThrownBy(() -> Setting.whole(name, 3, "Columns."))
          .as(name)
          .hasMessageStartingWith("a setting is named '" + name + "'");
    }
    assertThatThrownBy(() -> Setting.whole("width", 3, " "))
        .hasMessage("the setting width has no sentence on what it is");
    assertThatThrownBy(() -> Setting.word("law", "x", List.of("a", "b"), "Law."))
        .hasMessage("the setting law is x by default, must be one of a, b");
    assertThatThrownBy(() -> Setting.real("rate", Double.POSITIVE_INFINITY, "Rate."))
        .hasMessageContaining("must be a number");
  }

  @Test
  void settingsGiveTheirValues() {
    Settings settings =
        Settings.of(Map.of("width", 3L, "rate", 0.5, "whole", 2L, "on", true, "law", "normal"));

    assertThat(settings.whole("width")).isEqualTo(3);
    assertThat(settings.wholeLong("width")).isEqualTo(3);
    assertThat(settings.real("rate")).isEqualTo(0.5);
    assertThat(settings.real("whole")).isEqualTo(2.0);
    assertThat(settings.flag("on")).isTrue();
    assertThat(settings.word("law")).isEqualTo("normal");
    assertThatThrownBy(() -> settings.real("other"))
        .hasMessage("the setting other is asked for; there are [law, on, rate, whole, width]");
  }

  @Test
  void kindsOfProvidersAreWhatTheyWereWhereTheyAreSent() throws Exception {
    for (Providers<?> kind : List.of(Providers.TASKS, Providers.LEARNERS, Providers.MEASURES)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(kind);
      assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
          .isSameAs(kind);
    }
  }

  @Test
  void nothingIsNoProvider() {
    assertThat(Providers.TASKS.find(Provided.NONE)).isEmpty();
    assertThat(Provided.NONE).hasToString("none");
    assertThat(Providers.TASKS.names()).containsExactly("plain-regression");
  }

  @Test
  void differencesLeaveTheQueryAsItWas() {
    PairLearner cubic = (inputs, labels, query) -> query[0] * query[0] * query[0] + query[1];
    double[] query = {100, -0.25};
    double[] gradient = new double[2];
    cubic.differentiate(new double[0][], new double[0], query, gradient);

    assertThat(query).containsExactly(100, -0.25);
    // h² of the cubic, h = 100 · 2^-17, and rounding of 10^6 · 2^-53 / h
    assertThat(gradient[0]).isCloseTo(3e4, org.assertj.core.api.Assertions.within(2e-6));
    assertThat(gradient[1]).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-4));
  }
}
