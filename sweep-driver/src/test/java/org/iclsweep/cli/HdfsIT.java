package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.iclsweep.engine.HadoopCluster;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HDFS that refuses to be written to: what is said, and that the same command goes on later. */
@Tag("clusters")
class HdfsIT {
  private static final String STUDY =
      """
      study = short
      task { dim = 3, context = 5 }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 64, alpha.tasks = 64, against = [least-squares] }
      sweep.grid.seed = "0..299"
      """;

  @TempDir static Path shared;
  private static HadoopCluster cluster;
  private static DistributedFileSystem hdfs;
  private static Path study;
  private static String digest;

  @BeforeAll
  static void start() throws IOException {
    cluster = HadoopCluster.start(shared.resolve("hadoop"));
    hdfs =
        (DistributedFileSystem)
            FileSystem.newInstance(URI.create(cluster.hdfs()), new Configuration());
    study = Files.writeString(shared.resolve("short.conf"), STUDY);
    SharedSpark.settings();
    String local = shared.resolve("local").toString();
    assertThat(run(local).code()).isZero();
    digest = digest(local);
  }

  @AfterAll
  static void stop() throws IOException {
    hdfs.close();
    cluster.close();
  }

  private static Ran run(String out) {
    return Ran.of("run", study.toString(), "--out", out, "--chunk-time", "20ms");
  }

  private static String digest(String directory) {
    try (ResultTable table = ResultTable.open(directory)) {
      return table.digest();
    }
  }

  private static void assertGoesOn(String out) {
    Ran again = run(out);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(digest(out)).isEqualTo(digest);
  }

  @Test
  void aQuotaOfNamesThatIsUsedUpIsSaidAndMoreOfItIsEnough() throws Exception {
    String out = cluster.hdfs() + "/names/out";
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("/names");
    hdfs.mkdirs(folder);
    hdfs.setQuota(folder, 14, HdfsConstants.QUOTA_DONT_SET);
    Ran full = run(out);
    assertThat(full.code()).isEqualTo(ExitCode.FAULT);
    assertThat(full.err())
        .contains("error: a quota is used up: cannot write " + out + "/_staging/")
        .contains(": The NameSpace quota (directories and files) of directory /names is exceeded")
        .contains(" trials are in " + out + "/trials; make room, then the same command goes on")
        .doesNotContain("\tat ");
    hdfs.setQuota(folder, HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_DONT_SET);
    assertGoesOn(out);
  }

  @Test
  void aQuotaOfSpaceThatIsUsedUpIsSaidAndMoreOfItIsEnough() throws Exception {
    String out = cluster.hdfs() + "/space/out";
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("/space");
    hdfs.mkdirs(folder);
    hdfs.setQuota(folder, HdfsConstants.QUOTA_DONT_SET, 300 << 20);
    Ran full = run(out);
    assertThat(full.code()).isEqualTo(ExitCode.FAULT);
    assertThat(full.err())
        .contains("error: a quota is used up: cannot write " + out)
        .contains(": The DiskSpace quota of /space is exceeded: quota = ")
        .contains("make room, then the same command goes on from there")
        .doesNotContain("\tat ", "bug");
    hdfs.setQuota(folder, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    assertGoesOn(out);
  }

  @Test
  void aNameNodeInSafeModeIsSaidAndOutOfItTheSameCommandRuns() throws Exception {
    String out = cluster.hdfs() + "/safe/out";
    hdfs.setSafeMode(SafeModeAction.ENTER);
    Ran refused = run(out);
    assertThat(refused.code()).isEqualTo(ExitCode.FAULT);
    assertThat(refused.err())
        .contains("error: cannot write to " + out + ": Cannot create directory /safe/out")
        .contains("Name node is in safe mode.\nIt was turned on manually. Use \"hdfs dfsadmin")
        .doesNotContain("\tat ");
    hdfs.setSafeMode(SafeModeAction.LEAVE);
    assertGoesOn(out);
  }
}
