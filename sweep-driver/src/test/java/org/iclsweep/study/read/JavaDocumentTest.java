package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.engine.KernelTrials;
import org.iclsweep.engine.Progress;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.spi.OwnJar;
import org.iclsweep.study.sweep.Trials;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page on Java: they are compiled and run. */
class JavaDocumentTest {

  private static final Path PAGE = Path.of("../docs/java.md");

  private static final String STUDY =
      """
      study = two
      task { dim = 2, context = 3 }
      training { steps = 3, batch = 16 }
      measure { every = 3, eval-tasks = 20, against = [gd, least-squares], alpha.tasks = 2 }
      sweep.grid.seed = [1, 2]
      """;

  @TempDir Path folder;

  /** What the n-th program of the page prints. */
  private List<String> printed(String name, String... arguments) throws Exception {
    Matcher program =
        Pattern.compile("```java\n((?:(?!```).)*public class " + name + " .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(program.find()).isTrue();
    Path jar = OwnJar.of(folder, Runnable.class, name, program.group(1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      OwnJar.seeing(
          List.of(jar),
          () ->
              Class.forName(name, true, Thread.currentThread().getContextClassLoader())
                  .getMethod("main", String[].class)
                  .invoke(null, (Object) arguments));
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Path study() throws IOException {
    return Files.writeString(folder.resolve("two.conf"), STUDY);
  }

  @Test
  void theProgramWithoutSparkPrintsTheLossesOfASweep() throws Exception {
    Study study = Study.read(study());
    String results = folder.resolve("results").toString();
    new Sweep(new KernelTrials(), SweepOptions.on(SharedSpark.settings()))
        .run(study, results, Progress.NONE);
    try (ResultTable table = ResultTable.open(results, SharedSpark.settings())) {
      List<Object> losses =
          table
              .sql(
                  "SELECT format_string('%.6f', final_loss) AS l FROM trials WHERE kind ="
                      + " 'transformer' ORDER BY seed")
              .column("l");

      List<String> printed = printed("TwoSeeds", study().toString());
      assertThat(printed.get(0)).isEqualTo("2 trials");
      assertThat(printed.subList(1, 3)).isEqualTo(losses);
    }
  }

  @Test
  void theProgramWithATablePrintsItsDigest() throws Exception {
    SharedSpark.settings();
    String results = folder.resolve("results").toString();
    List<String> printed = printed("Table", study().toString(), results);

    try (ResultTable table = ResultTable.open(results, SharedSpark.settings())) {
      assertThat(printed).containsExactly(table.digest(), "2");
    }
  }

  /** Each alone, and all with one fit of what they share. */
  @Test
  void aTrialAloneIsThatOfItsPlan() throws Exception {
    Study study = Study.read(study());
    List<TrialRecord> all = Trials.run(study.plan()).toList();

    assertThat(all).hasSize(2);
    assertThat(Trials.run(study.plan().trial(1))).isEqualTo(all.get(1)).isNotEqualTo(all.get(0));
    assertThat(all.get(0).learners()).hasSize(2).isEqualTo(all.get(1).learners());
  }
}
