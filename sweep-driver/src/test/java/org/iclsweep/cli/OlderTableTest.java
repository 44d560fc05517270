package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.iclsweep.results.OlderFile;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose files were written before falls, heads and theory were kept, as people meet it. */
class OlderTableTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 2, context = 3 }
      training { steps = 10, batch = 16 }
      measure { every = 5, eval-tasks = 16, against = [gd], alpha { input-range = [], teacher-scale = [] } }
      sweep.grid.seed = "0..2"
      """;
  private static final String HEADS = "SELECT count(*) AS heads FROM heads";

  @TempDir Path folder;

  @Test
  void itIsResumedAskedAndCompacted() throws IOException {
    SharedSpark.settings();
    String study = Files.writeString(folder.resolve("tiny.conf"), STUDY).toString();
    String results = folder.resolve("results").toString();
    String fresh = folder.resolve("fresh").toString();
    assertThat(Ran.of("run", study, "--out", fresh).code()).isZero();
    Ran.of("run", study, "--out", results, "--set", "sweep.grid.seed=\"0..1\"");
    makeOlder(Path.of(results, "trials"));

    assertThat(Ran.of("run", study, "--out", results).code()).isZero();
    assertThat(Ran.of("status", results).out()).contains("3 of 3 done");
    assertThat(Ran.of("digest", results)).isEqualTo(Ran.of("digest", fresh));

    Ran refused = Ran.of("sql", results, HEADS);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("the table is older than the view heads: ")
        .endsWith("icl-sweep compact file:" + results + "\n");

    String rows =
        ": the same 4 rows, the same digest, falls, heads and theory of 3 rows computed\n";
    assertThat(Ran.of("compact", results).err()).startsWith("compacted ").endsWith(rows);
    assertThat(Ran.of("sql", results, HEADS, "--format", "csv").out()).isEqualTo("heads\n3\n");
    assertThat(Ran.of("digest", results)).isEqualTo(Ran.of("digest", fresh));

    makeOlder(Path.of(results, "trials"));
    assertThat(Ran.of("compact", results).err())
        .startsWith("compacted 3 files ")
        .contains(" into 3 files ")
        .endsWith(
            ": the same 4 rows, the same digest, falls, heads and theory of 4 rows computed\n");
    assertThat(Ran.of("compact", results).err()).startsWith("nothing to do: the table has ");
  }

  private static void makeOlder(Path trials) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(trials)) {
      all = files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    for (Path file : all) {
      Path younger = Files.move(file, file.resolveSibling("younger"));
      OlderFile.write(younger, file, Set.of("falls", "head_measures", "theory"));
      Files.delete(younger);
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }
  }
}
