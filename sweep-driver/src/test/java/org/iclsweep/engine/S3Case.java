package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Studies in a bucket of their own, held against the same studies on a disk. */
abstract class S3Case {
  static final int LEARNERS = 3;

  @TempDir Path disk;
  S3Server server;
  String directory;

  @BeforeEach
  void makeBucket() throws IOException {
    SharedSpark.settings();
    server = S3Server.shared();
    directory = server.directoryOfItsOwn();
  }

  @AfterEach
  void resetServer() {
    server.reset();
  }

  /** Runs a study with settings of Hadoop, a trial a chunk. */
  SweepResult sweep(TrialFunction trials, Study study, Map<String, String> settings)
      throws Exception {
    SparkSettings spark = server.spark("local[2]", settings);
    return new Sweep(trials, SweepOptions.on(spark).withChunkTime(Duration.ofMillis(1)))
        .run(study, directory, Progress.NONE);
  }

  /** A driver in a process of its own. */
  Process drive(TestHost host, int seeds, String trials, Map<String, String> settings)
      throws IOException {
    Map<String, String> properties = new HashMap<>();
    server.settings().forEach((key, value) -> properties.put("spark.hadoop." + key, value));
    settings.forEach((key, value) -> properties.put("spark.hadoop." + key, value));
    List<String> study = List.of(directory, "local[2]", String.valueOf(seeds), "1", trials);
    return SampleDriver.on(host, disk.resolve("home"), properties, study)
        .redirectErrorStream(true)
        .redirectOutput(disk.resolve("driver.log").toFile())
        .start();
  }

  StudyFolder folder(Map<String, String> settings) {
    return StudyFolder.at(server.spark("local[2]", settings).storage(), directory);
  }

  /** Every trial is there once, as on a disk, and nothing beside the table. */
  void assertWholeAndClean(TrialFunction trials, Study study, Map<String, String> settings)
      throws Exception {
    StudyFolder folder = folder(settings);
    try (Stream<TrialRow> rows = folder.table().rows()) {
      assertThat(rows.map(TrialRow::trialId))
          .hasSize((int) (LEARNERS + study.plan().size()))
          .doesNotHaveDuplicates();
    }
    assertThat(folder.storage().exists(folder.staging())).isFalse();
    assertThat(Lease.holder(folder)).isEmpty();
    String onDisk = disk.resolve("study").toString();
    new Sweep(trials, SweepOptions.on(SharedSpark.settings())).run(study, onDisk, Progress.NONE);
    assertThat(digest(directory, server.spark("local[2]", settings)))
        .isEqualTo(digest(onDisk, SharedSpark.settings()));
  }

  private static String digest(String results, SparkSettings settings) {
    try (ResultTable table = ResultTable.open(results, settings)) {
      return table.digest();
    }
  }
}
