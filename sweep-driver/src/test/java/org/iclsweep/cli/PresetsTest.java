package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.study.read.Check;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The studies that come with the program, in both sizes. */
class PresetsTest {
  private static final List<Path> FOLDERS =
      Stream.of("paper1", "paper2", "paper3", "beyond").map(Path.of("../conf")::resolve).toList();
  private static final String TINY =
      """
      study = tiny
      task { dim = 2, context = 2 }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 64, alpha.tasks = 64, against = [gd] }
      """;

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void runAStudy() throws IOException {
    SharedSpark.settings();
    Path study = Files.writeString(folder.resolve("tiny.conf"), TINY);
    results = folder.resolve("results");
    assertThat(Ran.of("run", study.toString(), "--out", results.toString()).code()).isZero();
  }

  static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(each -> each.toString().endsWith(".conf")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPresetHasAFullScaleInAFolderOfItsOwn(Path file) throws Exception {
    Study study = Study.read(file, List.of());
    Study full = Study.read(file, List.of("scale=full"));

    String name = file.getFileName().toString().replace(".conf", "");
    assertThat(study.name()).isEqualTo(file.getParent().getFileName() + "-" + name);
    assertThat(full.name()).isEqualTo(study.name() + "-full");
    assertThat(full.plan()).isNotEqualTo(study.plan());
    assertThat(Files.readString(file.resolveSibling("README.md"))).contains("`" + name + "`");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCheckAsksWhatTheViewsHave(Path file) throws Exception {
    try (ResultTable table = ResultTable.open(results.toString())) {
      for (Check check : Study.read(file, List.of()).checks()) {
        assertThat(table.sql("SELECT * FROM (" + check.query() + ") LIMIT 0").columns())
            .as(check.name())
            .hasSize(1);
      }
    }
  }
}
