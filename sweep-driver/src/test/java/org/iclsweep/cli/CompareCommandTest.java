package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    table("before", "0.1", 1, 0, 24, 0);
    table("after", "0.2", 1, 0, 24, 0);
    table("worse", "0.2", 1, 0, 24, 12);
    table("two", "0.2", 2, 4, 28, 0);
    List<TrialRow> both = new ArrayList<>(rows("0.1", 1, 0, 24, 12));
    both.addAll(rows("0.1", 2, 0, 24, 0));
    both.addAll(rows("0.1", 4, 0, 2, 0));
    Tables.write(folder.resolve("study"), "all", both);
  }

  private static void table(String name, String version, int heads, long from, long to, int late)
      throws IOException {
    Tables.write(folder.resolve(name), "all", rows(version, heads, from, to, late));
  }

  private static List<TrialRow> rows(String version, int heads, long from, long to, int late) {
    List<TrialRow> rows = new ArrayList<>();
    Provenance provenance =
        new Provenance("s", 1, Instant.EPOCH, "h", "17", "scalar", 3, version, "c", null);
    for (long seed = from; seed < to; seed++) {
      Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", seed);
      Run run = Synthetic.trial(parameters, seed < from + late);
      String id = "%032x".formatted(100 * heads + seed);
      rows.add(new TrialRow(id, "transformer", null, parameters, run.record(), provenance));
    }
    return rows;
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Ran compare(String... words) {
    List<String> all = new ArrayList<>(List.of("compare"));
    for (String word : words) {
      all.add(Files.exists(folder.resolve(word)) ? at(word) : word);
    }
    return Ran.of(all.toArray(String[]::new));
  }

  @Test
  void resultsThatAreWhatTheyWereEndWithNothing() {
    Ran same = compare("before", "after");

    assertThat(same.code()).as(same.err()).isZero();
    assertThat(same.out())
        .contains("before: 24 trials, icl-sweep 0.1, numerics 3, Java 17, scalar")
        .contains("after: 24 trials, icl-sweep 0.2, numerics 3")
        .containsPattern("parameters +the same\n")
        .containsPattern("seeds +24 and 24, of which 24 are shared\n")
        .containsPattern("same trials +24 trials by identity, all with the same loss to the bit\n");
    assertThat(same.err())
        .contains(
            "level 0.05: a share or a loss differs where its p, after Holm's adjustment of all 2")
        .endsWith("no difference at this level\n");
  }

  @Test
  void aShareThatDiffersIsFour() {
    Ran worse = compare("before", "worse");

    assertThat(worse.code()).isEqualTo(ExitCode.FAILED_CHECKS);
    assertThat(worse.err())
        .contains("error: 3 differences:\n")
        .contains("  worse against before: 12/24 against 24/24 learnt, p = 0.0005, p = 0.001 after")
        .contains("  worse against before: losses are ")
        .contains("  12 trials of the same identity came out otherwise, which none may: ")
        .contains(" and 9 more\n");
  }

  @Test
  void theLevelDecides() {
    Ran strict = compare("study", "--by", "model.heads=1,2", "--level", "1e-9");

    assertThat(strict.code()).as(strict.err()).isZero();
    assertThat(strict.err()).contains("level 1e-9").endsWith("no difference at this level\n");
  }

  @Test
  void settingsOfOneStudyAreSides() {
    Ran two = compare("study", "--by", "model.heads=1,2", "--format", "csv");

    assertThat(two.code()).isEqualTo(ExitCode.FAILED_CHECKS);
    assertThat(two.out().lines()).hasSize(2);
    assertThat(two.out())
        .startsWith(
            "setting,a,b,learnt_a,learnt_b,points,share_p,step_p,loss_ratio,low,high,loss_p,")
        .contains("\nall,heads 1,heads 2,12/24,24/24,50,");
    assertThat(two.err()).contains("model.heads").contains("2 against 1");
  }

  @Test
  void whatBothHaveIsTheSameAndWhatTheyHaveNotIsTold() {
    Ran others = compare("before", "two");

    assertThat(others.out())
        .containsPattern("model.heads +2 against 1\n")
        .containsPattern("seeds +24 and 24, of which 20 are shared\n")
        .containsPattern("same trials +none by identity\n")
        .contains("before (heads 1)", "two (heads 2)");
  }

  @Test
  void thePageOverlaysBoth() throws IOException {
    Path page = folder.resolve("page.html");
    Ran written = compare("before", "two", "--out", page.toString());

    assertThat(written.err()).contains(page + "\n");
    assertThat(Files.readString(page))
        .contains("<title>two against before - icl-sweep</title>")
        .contains("results before", "results two", "<h2>Evaluation loss of both sides</h2>")
        .contains("<h2>Shares and losses of both sides</h2>")
        .contains(
            "<p>two (heads 2) against before (heads 1): ", "<p>What a difference is: level 0.05")
        .containsPattern("heads 2 results two[^<]*</text>");
  }

  @Test
  void aDirectoryAloneIsHeldAgainstNothing() {
    Ran one = compare("before");
    Ran twice = Ran.of("compare", at("before"), at("before") + "/");
    Ran both = compare("before", "after", "--by", "model.heads");

    assertThat(one.code()).isEqualTo(ExitCode.USAGE);
    assertThat(one.err()).contains("there is one directory", "--by model.heads");
    assertThat(twice.err()).startsWith("error: " + at("before") + "/ is named twice\n");
    assertThat(both.err()).startsWith("error: --by tells settings of one directory apart");
    assertThat(List.of(twice.code(), both.code())).containsOnly(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.heads | model.heads has 3 values in DIR: 1, 2, 4; choose two, as in --by"
            + " model.heads=1,2",
        "model.heads=1 | --by names 1 value of model.heads; name two, as in --by model.heads=1,2",
        "model.heads=1,3 | model.heads is 3 in no trial of DIR; it is one of 1, 2, 4",
        "training.batch | training.batch is 512 in all of DIR; name one that the study sweeps",
        "lr | --by is lr, no parameter; did you mean training.optimizer.learning-rate?",
        "model.hads | --by is model.hads, no parameter; did you mean model.heads?"
      })
  void whatTellsNoTwoSettingsApartIsToldWithWhatDoes(String byAndWhy) {
    String[] parts = byAndWhy.split(" \\| ");
    Ran wrong = compare("study", "--by", parts[0]);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).startsWith("error: " + parts[1].replace("DIR", at("study")));
  }

  @Test
  void aLevelThatIsNoneIsRefused() {
    assertThat(compare("before", "after", "--level", "5").err())
        .startsWith("error: --level is 5.0, must be a number in (0, 1), as in 0.05\n");
  }

  @Test
  void aDirectoryWithoutResultsIsToldAsElsewhere() {
    Ran none = Ran.of("compare", at("before"), at("nowhere"));

    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).startsWith("error: no results in " + at("nowhere"));
  }
}
