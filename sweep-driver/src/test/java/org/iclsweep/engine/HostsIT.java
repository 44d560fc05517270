package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Master, workers and drivers, each on a host of its own, whose plugs are pulled and put in again.
 */
@EnabledOnOs(OS.LINUX)
class HostsIT {
  private static final int SEEDS = 30;
  private static final int LEARNERS = 3;

  /** Rows of trials that wait for no gate, and of those that wait for the last alone. */
  private static final int FREE = LEARNERS + GatedTrials.FIRST;

  private static final int BEFORE_LAST = FREE + GatedTrials.FIRST;
  private static final int ROWS = LEARNERS + 2 * SEEDS;
  private static final int LAST_LINES = 60;

  /** What a host that is silent is given up for soon by. */
  private static final Map<String, String> IMPATIENT =
      Map.ofEntries(
          Map.entry("spark.network.timeout", "10s"),
          Map.entry("spark.network.timeoutInterval", "1s"),
          Map.entry("spark.executor.heartbeatInterval", "1s"),
          Map.entry("spark.executor.memory", "512m"),
          Map.entry("spark.ui.enabled", "false"),
          Map.entry(LeaseTerms.HEARTBEAT, "300"),
          Map.entry(LeaseTerms.PATIENCE, "5000"));

  @TempDir static Path shared;
  private static HostNetwork network;
  private static TestCluster cluster;

  /**
   * With buckets of its own: Hadoop keeps a file system by its bucket, whatever door it was reached
   * by.
   */
  private static S3Server store;

  @TempDir Path directory;
  private final List<Process> drivers = new ArrayList<>();
  private Path gate;
  private Path lastGate;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(HostNetwork.refusal().isEmpty(), HostNetwork::refusal);
    network = HostNetwork.start(shared.resolve("network"), "m", "w1", "w2", "d1", "d2");
    cluster =
        TestCluster.start(
            shared.resolve("cluster"),
            SparkHome.ofTheBuild(),
            network.host("m"),
            List.of(network.host("w1"), network.host("w2")));
    store = S3Server.shared().at(network.ours());
  }

  @AfterAll
  static void stop() throws IOException {
    if (store != null) {
      store.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @BeforeEach
  void closeGates() {
    gate = directory.resolve("gate");
    lastGate = directory.resolve("last-gate");
  }

  @AfterEach
  void endDrivers() throws Exception {
    for (Process driver : drivers) {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly().waitFor();
    }
    for (String each : List.of("w2", "d1")) {
      network.join(each);
    }
  }

  @Test
  void aWorkerThatIsCutOffAndComesBackAddsNothing() throws Exception {
    String results = directory.resolve("results").toString();
    Process driver = drive("d1", network.host("d1"), results, IMPATIENT);
    Storage storage = SharedSpark.settings().storage();
    awaitRows(storage, results, FREE, driver);
    String lost = network.address("w2");
    await(() -> tasksAt(lost) > 0, "a task is on the host that is to be cut off", driver);

    network.cut("w2");
    await(() -> count("Lost executor .* on " + lost) > 0, "it is given up", driver);
    Files.createFile(gate);
    awaitRows(storage, results, BEFORE_LAST, driver);
    await(() -> staged(results) > 0, "it stages what nobody waits for", driver);
    network.join("w2");
    Files.createFile(lastGate);

    assertThat(driver.waitFor()).as(this::said).isZero();
    assertWhole(results, SharedSpark.settings());
    assertThat(Path.of(results, "_staging")).doesNotExist();
  }

  @Test
  void aDriverThatIsCutOffFromTheStoreIsTakenOverFromAndAddsNothingWhenItIsBack() throws Exception {
    assertTakenOver(network.host("d1"), network.host("d2"));
  }

  @Test
  @Tag("clusters")
  void clocksThatDifferByMinutesDecideNothing() throws Exception {
    assumeTrue(TestHost.hasClocks(), "libfaketime is not installed (Debian: faketime)");
    assertTakenOver(network.host("d1").withClock("+40m"), network.host("d2").withClock("-11m"));
  }

  private void assertTakenOver(TestHost one, TestHost other) throws Exception {
    String results = store.directoryOfItsOwn();
    Storage storage = store.storage();
    Map<String, String> settings = settings();
    Process first = drive("d1", one, results, settings);
    awaitRows(storage, results, FREE, first);

    network.cut("d1");
    Process heir = drive("d2", other, results, settings);
    await(() -> holder(storage, results).endsWith(" on d2"), "it is taken over from", heir);
    Files.createFile(gate);
    awaitRows(storage, results, BEFORE_LAST, heir);
    network.join("d1");
    Files.createFile(lastGate);

    assertThat(heir.waitFor()).as(this::said).isZero();
    assertThat(first.waitFor()).as(this::said).isNotZero();
    // one that was cut off while a commit was under way has ended by that already
    assertThat(log()).containsAnyOf("lost the lease of " + results, "cannot commit to " + results);
    assertWhole(results, store.spark("local[2]"));
  }

  /** Each driver has a core. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(IMPATIENT);
    settings.put("spark.cores.max", "1");
    store.settings().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    settings.put("spark.hadoop.fs.s3a.connection.timeout", "2s");
    settings.put("spark.hadoop.fs.s3a.connection.establish.timeout", "2s");
    return settings;
  }

  private Process drive(String name, TestHost host, String results, Map<String, String> settings)
      throws IOException {
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("log4j2.configurationFile", cluster.home().folder() + "/conf/log4j2.properties");
    Path log = directory.resolve("driver-on-" + name + ".log");
    List<String> study =
        List.of(results, cluster.masterUrl(), String.valueOf(SEEDS), "1", gate + ":" + lastGate);
    Process driver =
        SampleDriver.on(host, directory.resolve("home"), properties, study)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    drivers.add(driver);
    return driver;
  }

  interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition, String what, Process driver) throws Exception {
    while (!condition.holds()) {
      assertThat(driver.isAlive()).as(() -> "waited in vain until " + what + said()).isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void awaitRows(Storage storage, String results, int rows, Process driver)
      throws Exception {
    StudyFolder folder = StudyFolder.at(storage, results);
    await(() -> folder.table().files().size() >= rows, rows + " rows", driver);
  }

  private static String holder(Storage storage, String results) {
    return Lease.holder(StudyFolder.at(storage, results)).orElse("nobody").replaceAll(" \\(.*", "");
  }

  private int tasksAt(String address) throws IOException {
    return count("Starting task .*\\(" + address + ",") - count("Finished task .* on " + address);
  }

  private int count(String pattern) throws IOException {
    return (int) Pattern.compile(pattern).matcher(log()).results().count();
  }

  private static long staged(String results) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(results, "_staging"))) {
      return files.filter(file -> file.toString().endsWith(".staged")).count();
    }
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String host : List.of("d1", "d2")) {
      Path log = directory.resolve("driver-on-" + host + ".log");
      all.append(Files.exists(log) ? Files.readString(log) : "");
    }
    return all.toString();
  }

  private String said() {
    try {
      List<String> lines = log().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
          + cluster.logs();
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }

  private void assertWhole(String results, SparkSettings settings) throws Exception {
    String local = directory.resolve("local").toString();
    new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(SampleTrials.study(SEEDS), local, Progress.NONE);
    try (ResultTable table = ResultTable.open(results, settings);
        ResultTable expected = ResultTable.open(local);
        Stream<TrialRow> rows = table.rows()) {
      assertThat(rows.map(TrialRow::trialId)).hasSize(ROWS).doesNotHaveDuplicates();
      assertThat(table.digest()).isEqualTo(expected.digest());
    }
  }
}
