package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured by stored weights is what a run of the changed study leaves. */
class MeasureCommandTest {

  private static final String TINY =
      """
      training { steps = 12, batch = 32 }
      measure { every = 5, eval-tasks = 64 }
      """;
  private static final String PAIRS =
      """
      task { dim = 3, context = 5 }
      measure { alpha.tasks = 32, against = [gd], alpha.input-range = [1] }
      """;
  private static final Map<String, String> STUDIES =
      Map.of(
          "linear",
          PAIRS + "model.depth = 2\nsweep.grid { seed = \"0..2\", model.tied = [true, false] }",
          "softmax",
          PAIRS + "model { attention = softmax, depth = 2 }\nsweep.grid.seed = \"0..1\"",
          "mlp",
          PAIRS
              + "model { depth = 2, mlp { place = after, widening = 2 } }\nsweep.grid.seed = \"0..1\"",
          "mesa",
          "model { keys = causal, attention = mesa }\n"
              + "task { kind = dynamics, dim = 3, length = 8 }\nsweep.grid.seed = \"0..1\"");

  @TempDir static Path folder;

  @BeforeAll
  static void startSpark() {
    SharedSpark.settings();
  }

  private static Path trained(String name, String text) throws IOException {
    Path results = folder.resolve(name);
    Path study = Files.writeString(folder.resolve(name + ".conf"), "study = s\n" + TINY + text);
    Ran run = Ran.of("run", study.toString(), "--out", results.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return results;
  }

  private static Ran measure(Path results, Path out, String... sets) {
    return Ran.of(words("measure", results.toString(), out, sets));
  }

  private static Ran retrained(Path results, Path out, String... sets) {
    return Ran.of(words("run", results + ".conf", out, sets));
  }

  private static String[] words(String verb, String what, Path out, String... sets) {
    List<String> words = new ArrayList<>(List.of(verb, what, "--out", out.toString()));
    Stream.of(sets).forEach(each -> words.addAll(List.of("--set", each)));
    return words.toArray(String[]::new);
  }

  private static String digest(Path results) {
    return Ran.of("digest", results.toString()).out();
  }

  private static Map<Path, byte[]> files(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      Map<Path, byte[]> all = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file, Files.readAllBytes(file));
      }
      return all;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear | measure.alpha.teacher-scale=[2,3];measure.alpha.tasks=40",
        "softmax | measure.against=[gd,ridge];measure.alignments-at=last",
        "mlp | measure.against=[];measure.alpha.input-range=[1,3]",
        "mesa | measure.spectroscopy.degree=2;measure.spectroscopy.at=last;"
            + "measure.prefix-learners=[ridge-prefix];measure.prefix-ridge=0.1"
      })
  void leavesWhatARunOfTheChangedStudyDoes(String name, String measures) throws IOException {
    Path results = trained(name, STUDIES.get(name));
    Map<Path, byte[]> before = files(results);
    String[] sets = measures.split(";");
    Path later = folder.resolve(name + "-later");
    Path fresh = folder.resolve(name + "-fresh");

    Ran measured = measure(results, later, sets);
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.err()).contains(" by the weights in " + results);
    assertThat(retrained(results, fresh, sets).code()).isZero();

    assertThat(digest(later)).isEqualTo(digest(fresh)).isNotEqualTo(digest(results));
    assertThat(records(later)).isEqualTo(records(fresh));
    assertThat(Tables.models(later))
        .allSatisfy(
            row -> assertThat(row.provenance().kernel()).endsWith(", weights of " + results));
    assertThat(files(results)).containsExactlyEntriesOf(before);
  }

  private static Map<String, TrialRecord> records(Path results) {
    return Tables.models(results).stream()
        .collect(Collectors.toMap(TrialRow::trialId, TrialRow::record));
  }

  /** Trials that are not trained, one that failed, and rows of a plan of other measures. */
  @Test
  void measuresWhatIsTrainedAndLeavesTheRestToRun() throws IOException {
    Path results = trained("some", PAIRS + "sweep.grid.seed = \"0..2\"");
    Path out = folder.resolve("some-measured");
    Path more = Files.createDirectories(folder.resolve("more/trials")).getParent();
    List<TrialRow> two =
        Tables.models(results).stream()
            .filter(row -> !row.parameters().get("seed").equals(1L))
            .toList();
    Tables.copy(results.resolve("_study"), more.resolve("_study"));
    Tables.write(more, "two", two);

    Ran measured = Ran.of("measure", more.toString(), "--set", "measure.alpha.tasks=48");
    Path later = folder.resolve("more-measured");
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.err())
        .contains("measured 2 trials by the weights in " + more + ", and fitted 1 learner")
        .contains("1 trial is not trained in " + more + "; to train: ")
        .contains(" run " + later + "/_study/study.conf --out " + later);
    Ran rest = Ran.of("run", later + "/_study/study.conf", "--out", later.toString());
    assertThat(rest.err()).contains("ran 1 trial in ").contains("2 more of the plan were there");

    assertThat(measure(results, out, "measure.alpha.tasks=48").code()).isZero();
    assertThat(digest(later)).isEqualTo(digest(out));
    Ran again = measure(results, out, "measure.alpha.tasks=48");
    assertThat(again.err()).contains("measured 0 trials by", "3 of the plan were there before");
    assertThat(Ran.of("status", out.toString()).out()).contains("3");
    assertThat(retrained(results, out, "measure.alpha.tasks=48").err())
        .contains("nothing was left to do");
  }

  @Test
  void refusesWhatNeedsTheTrajectoryBeforeAnythingStarts() throws IOException {
    Path results = trained("refused", PAIRS + "sweep.grid.seed = \"0..1\"");
    Path out = folder.resolve("refused-measured");
    String again = " run " + results + "/_study/study.conf --set ";

    assertRefused(
        measure(results, out, "measure.every=4", "measure.alpha.tasks=3"),
        "measure.every needs the trajectory of a training, which the weights at its end do not"
            + " tell; to train again: ",
        again + "measure.every=4 --set measure.alpha.tasks=3 --out " + out);
    assertRefused(
        measure(results, out, "measure.against=[gd,ridge]"),
        "measure.against needs the trajectory",
        "agreement with learners at the end alone does not: add --set measure.alignments-at=last");
    assertRefused(
        measure(results, out, "measure.every=4", "measure.errors=true"),
        "measure.every, measure.errors need the trajectory of a training");
    assertRefused(
        measure(results, out, "training.steps=4"),
        "--set training.steps is nothing that is measured alone; to train: ",
        again + "training.steps=4 --out " + out);
    assertRefused(measure(results, out), "nothing is to be measured otherwise");
    assertRefused(
        measure(results, Path.of(results + "/"), "measure.alpha.tasks=3"),
        ", where the weights are; name another directory");
    assertRefused(measure(results, out, "measure.no=3"), "measure.no: unknown key");
    assertRefused(measure(folder.resolve("nowhere"), out, "measure.alpha.tasks=3"), "no results");
    assertThat(out).doesNotExist();
  }

  /** What spark-submit is told; a driver elsewhere has no file and no folder of this machine. */
  @Test
  void aDriverInTheClusterGetsTheStudyByValueAndFullPaths() throws IOException {
    System.setProperty("iclsweep.jar", "program.jar");
    System.setProperty("iclsweep.jvm.args", "../conf/jvm.args");
    String file = Files.writeString(folder.resolve("sent.conf"), "study = sent").toString();

    Ran here = submission("hdfs:///s", "--study", file);
    Ran there = submission("hdfs:///s", "--study", file, "--deploy-mode", "cluster");
    assertThat(here.out()).contains("'icl-sweep sent'").doesNotContain("--study-text");
    assertThat(there.out().split("'program.jar'")[1])
        .startsWith(" 'measure' '--master' 'yarn' 'hdfs:///s' '--study' '" + file + "'")
        .contains("'--study-text'")
        .doesNotContain("--submission");
    assertRefused(
        submission("results/s", "--study", file, "--deploy-mode", "cluster"),
        "DIR is results/s, which a driver in the cluster takes for a part of its own scratch"
            + " folder; give it in full, on a file system that all machines share");
    assertRefused(
        submission("/s", "--study", file, "--out", "x", "--deploy-mode", "cluster"),
        "--out is x, which a driver in the cluster takes for");
    assertRefused(submission("/s"), "nothing is to be measured otherwise");
    assertRefused(
        Ran.of("run", file, "--out=/s", "--adopt=b", "--submission", "--deploy-mode=cluster"),
        "--adopt is b, which a driver in the cluster takes for");
  }

  private static Ran submission(String... words) {
    return Ran.of(
        Stream.concat(Stream.of("measure", "--submission", "--master", "yarn"), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void trainingsThatStopOnceLearntAreOthersWhereMeasuredOtherwise() throws IOException {
    Path results =
        trained(
            "stopping",
            PAIRS
                + "measure { learnt-at = 0.1, learnt-for = 0 }\n"
                + "training.stop { when = learnt, of = 0.1, stays = 0 }\nsweep.grid.seed = \"1..2\"");
    Path out = folder.resolve("stopping-measured");

    assertRefused(
        measure(results, out, "measure.alpha.tasks=48"),
        "none of 2 trials is trained in "
            + results
            + ", as what is measured says when these trainings end; to train: ");
    assertThat(out).doesNotExist();
  }

  private static void assertRefused(Ran measured, String... messages) {
    assertThat(measured.code()).as(measured.err()).isEqualTo(ExitCode.USAGE);
    assertThat(measured.err()).contains(messages);
  }

  @Test
  void weightsThatAreNotThoseOfTheirRowFailTheTrial() throws IOException {
    Path results = trained("altered", PAIRS + "sweep.grid.seed = \"0..1\"");
    Path altered = Files.createDirectories(folder.resolve("altered-rows/trials")).getParent();
    Tables.copy(results.resolve("_study"), altered.resolve("_study"));
    List<TrialRow> rows = Tables.models(results);
    List<TrialRecord.WeightMatrix> ofOther = rows.get(1).record().weights();
    TrialRow first = rows.get(0);
    TrialRow swapped =
        new TrialRow(
            first.trialId(),
            first.kind(),
            first.learner(),
            first.parameters(),
            first.record().with(Measures.WEIGHTS, ofOther),
            first.provenance());
    Tables.write(altered, "rows", List.of(swapped, rows.get(1)));
    Path out = folder.resolve("altered-measured");

    Ran measured = measure(altered, out, "measure.alpha.tasks=48");
    assertThat(measured.code()).isEqualTo(3);
    assertThat(measured.err()).contains("1 trial failed").contains("--retry-failed");
    assertThat(Tables.models(out))
        .extracting(row -> String.valueOf(row.record().failureMessage()))
        .anyMatch(each -> each.startsWith("final_loss is ") && each.contains("in their row"));
  }

  @Test
  void aDamagedDirectoryIsNamed() throws IOException {
    Path results = trained("damaged", PAIRS + "sweep.grid.seed = \"0..1\"");
    try (Stream<Path> files = Files.list(results.resolve("trials"))) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    Path out = folder.resolve("damaged-measured");

    Ran measured = measure(results, out, "measure.alpha.tasks=48");
    assertThat(measured.code()).isEqualTo(ExitCode.FAULT);
    assertThat(measured.err()).contains("nothing is measured of " + results);
    assertThat(out).doesNotExist();
  }

  /** The study file asks for other measures and a seed more, without --set. */
  @Test
  void measuresWhatAFileAsks() throws IOException {
    Path results = trained("asked", PAIRS + "sweep.grid.seed = \"0..1\"");
    Path file = folder.resolve("asked-more.conf");
    Path out = folder.resolve("asked-more");
    Files.writeString(
        file,
        "study = more\nmeasure.alpha.teacher-scale = [3]\n"
            + TINY
            + PAIRS
            + "sweep.grid.seed = \"0..2\"");

    Ran plan = Ran.of("plan", file.toString(), "--out", out.toString());
    String measure = "measure " + results + " --study " + file + " --out " + out;
    assertThat(plan.err())
        .contains(
            "2 of 3 trials are trained in "
                + results
                + " and differ in measure.alpha.teacher-scale only; to measure without training: ")
        .contains(measure);
    Ran measured = Ran.of(measure.split(" "));
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.err())
        .contains("measured 2 trials", "1 trial is not trained in " + results);
    assertThat(Ran.of("run", file.toString(), "--out", out.toString()).err())
        .contains("ran 1 trial in ");
    Path fresh = folder.resolve("asked-fresh");
    assertThat(Ran.of("run", file.toString(), "--out", fresh.toString()).code()).isZero();
    assertThat(digest(out)).isEqualTo(digest(fresh));
  }
}
