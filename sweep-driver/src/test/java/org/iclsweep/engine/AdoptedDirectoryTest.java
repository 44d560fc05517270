package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rounds take over from is looked through once, and again where it has become another. */
class AdoptedDirectoryTest {

  private static final Storage STORAGE = new Storage(Map.of());

  @TempDir Path folder;
  private SampleTable table;
  private AdoptedDirectory directory;

  @BeforeEach
  void writeTable() throws Exception {
    Study study = SampleTrials.study(6, "model.depth = [1]");
    table = SampleTable.write(folder.resolve("other"), study, 2);
    StudyFolder here = StudyFolder.at(STORAGE, folder.resolve("here").toString());
    directory = new AdoptedDirectory(here, folder.resolve("other").toString());
  }

  private List<TrialFile> files(String... ids) {
    return directory.files(() -> List.of(ids));
  }

  private String id(long seed) {
    return table.study().plan().trial(seed).id();
  }

  @Test
  void theFirstLookIsAtAllFilesAndTheNextAtThoseThatMayHaveATrial() {
    assertThat(directory.files(() -> fail())).hasSize(4);
    assertThat(files()).isEmpty();
    assertThat(files("f".repeat(32), "no identity")).isEmpty();
    assertThat(files(id(0), id(1))).hasSize(1);
    assertThat(files(id(1), id(2))).hasSize(2);
    for (TrialRow row : table.rows()) {
      assertThat(files(row.trialId()))
          .singleElement()
          .satisfies(
              file -> assertThat(table.table().trialIds(file.status())).contains(row.trialId()));
    }
  }

  private static List<String> fail() {
    throw new AssertionError("identities are not needed where all is read");
  }

  /** A byte that is another is seen by who reads all: nobody does a second time. */
  @Test
  void checksumsAreReadOnce() throws Exception {
    assertThat(files()).hasSize(4);
    assertThat(files(id(0))).hasSize(1);
    Path file = Path.of(files(id(0)).get(0).status().getPath().toUri());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);

    assertThat(files(id(4))).hasSize(1);
    assertThat(files(id(0))).hasSize(1);
    Files.delete(Path.of(files(id(4)).get(0).status().getPath().toUri()));
    assertThatThrownBy(() -> files(id(4)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("nothing is taken over of ");
  }

  @Test
  void filesThatHaveComeAreLookedAt() throws Exception {
    assertThat(files()).hasSize(4);
    assertThat(files(id(5))).hasSize(1);
    Study more = SampleTrials.study(8, "model.depth = [1]");
    SampleTable later = SampleTable.write(folder.resolve("later"), more, 2);
    Path file = Path.of(later.table().files().get(0).getPath().toUri());
    for (var each : later.table().files()) {
      try (var ids = later.table().trialIds(each)) {
        file =
            ids.anyMatch(more.plan().trial(7).id()::equals)
                ? Path.of(each.getPath().toUri())
                : file;
      }
    }
    Path into = folder.resolve("other/trials/more.parquet");
    Files.copy(file, into, StandardCopyOption.REPLACE_EXISTING);

    assertThat(files(id(5))).as("all, for what is wrong with them").hasSize(5);
    assertThat(files(id(5))).hasSize(1);
    assertThat(files(more.plan().trial(7).id())).hasSize(1);
  }

  @Test
  void theResultsThemselvesAreNoneToTakeFrom() {
    StudyFolder here = StudyFolder.at(STORAGE, folder.resolve("here").toString());
    assertThatThrownBy(() -> new AdoptedDirectory(here, folder.resolve("here").toString()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("which is the results directory itself; name another");
  }
}
