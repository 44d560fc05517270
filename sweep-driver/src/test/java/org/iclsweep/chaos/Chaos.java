package org.iclsweep.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialTable;

/**
 * Runs studies one after another and does one {@link Fault} a round to the one that runs, each kind
 * once before any comes again. Whenever a driver is gone, the same command is typed again; when one
 * ends by itself, its table is held against the plan and a new study begins.
 */
final class Chaos implements AutoCloseable {

  private static final int TRIALS = Integer.getInteger("chaos.trials", 1000);
  private static final int LEARNERS = 2;
  static final String STUDY =
      """
      study = chaos
      task { dim = 3, context = 5 }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 64, alpha.tasks = 64, against = [gd, least-squares] }
      sweep.grid { seed = "0..%d" }
      """
          .formatted(TRIALS - 1);

  private final Site site;
  private final Path folder;
  private final Path study;
  private final Random random;
  private final Report report;
  private final List<Process> started = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private int studies;
  private int drivers;
  private StudyFiles results;
  private StudyDriver driver;

  Chaos(Site site, Path folder, Random random, Report report) throws IOException {
    this.site = site;
    this.folder = folder;
    this.random = random;
    this.report = report;
    study = Files.writeString(folder.resolve("chaos.conf"), STUDY);
  }

  /** Does so many faults, and brings the last study to its end. */
  void run(int rounds) throws Exception {
    newStudy();
    for (int round = 0; round < rounds; round++) {
      awaitWork();
      Fault fault = nextFault();
      inflict(fault);
      report.add(fault);
      long twice = rowsById().values().stream().filter(count -> count > 1).count();
      report.doubled(twice);
      System.out.printf("chaos: round %d, %s, %d rows twice%n", round + 1, fault, twice);
    }
    endStudy();
  }

  private Fault nextFault() {
    if (faults.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(site.faults());
      Collections.shuffle(shuffled, random);
      faults.addAll(shuffled);
    }
    return faults.remove();
  }

  private void newStudy() throws IOException {
    results = new StudyFiles(site.results("results-" + studies++));
    driver = start();
  }

  private StudyDriver start(String... more) throws IOException {
    Path log = folder.resolve("driver-" + drivers++ + ".log");
    StudyDriver next = site.start(study, results.results(), log, false, List.of(more));
    started.add(next.process());
    return next;
  }

  /** Waits until a driver commits, and then a little. */
  private void awaitWork() throws Exception {
    long before = chunks();
    while (chunks() <= before) {
      if (!driver.isAlive()) {
        endStudy();
        newStudy();
        before = 0;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
  }

  private void inflict(Fault fault) throws Exception {
    switch (fault) {
      case EXECUTOR_KILLED -> any(site.executors()).ifPresent(site::kill);
      case WORKER_KILLED -> {
        any(site.workers()).ifPresent(site::kill);
        site.addWorker();
      }
      case APPLICATION_MASTER_KILLED -> any(site.applicationMasters()).ifPresent(site::kill);
      case DATA_NODE_KILLED -> {
        any(site.dataNodes()).ifPresent(site::kill);
        site.addDataNode();
      }
      case DRIVER_KILLED -> {
        kill();
        driver = start();
      }
      case DRIVER_TERMINATED -> {
        signal("TERM", driver.process().toHandle());
        int code = driver.end();
        report.driverEnded(code);
        assertThat(code).as(driver.said()).isIn(0, 143);
        driver = start();
      }
      case DRIVER_FROZEN -> freeze(driver.process().toHandle());
      case DRIVER_FROZEN_TOO_LONG -> takeOverFromAFrozenOne();
      case EXECUTOR_FROZEN -> any(site.executors()).ifPresent(this::freeze);
      case ZOMBIE_EXECUTOR -> wakeAZombie();
      case SECOND_DRIVER -> refuseASecondDriver();
      case TORN_FILE_STAGED -> results.tear(random);
      case FILE_DAMAGED -> damageAFile();
    }
  }

  private Optional<ProcessHandle> any(List<ProcessHandle> processes) {
    return processes.isEmpty()
        ? Optional.empty()
        : Optional.of(processes.get(random.nextInt(processes.size())));
  }

  private void kill() throws InterruptedException {
    driver.process().destroyForcibly();
    report.driverEnded(driver.end());
  }

  private void freeze(ProcessHandle process) {
    signal("STOP", process);
    pause(500 + random.nextInt(2500));
    signal("CONT", process);
  }

  /** The heir is on a machine of another name, where no process number tells that it lives. */
  private void takeOverFromAFrozenOne() throws Exception {
    StudyDriver frozen = driver;
    signal("STOP", frozen.process().toHandle());
    long before = chunks();
    driver = startElsewhere();
    for (int looks = 0; driver.isAlive() && chunks() <= before && looks < 2400; looks++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    signal("CONT", frozen.process().toHandle());
    int code = frozen.end();
    report.driverEnded(code);
    assertThat(code).as(frozen.said()).isIn(0, 1);
    if (code == 1) {
      assertThat(frozen.said()).contains("lost the lease of ");
    }
  }

  private StudyDriver startElsewhere() throws IOException {
    Path log = folder.resolve("driver-" + drivers++ + ".log");
    StudyDriver next = site.start(study, results.results(), log, true, List.of());
    started.add(next.process());
    return next;
  }

  /** Nobody is left to end the executor when it wakes. */
  private void wakeAZombie() throws Exception {
    ProcessHandle zombie = any(site.executors()).orElse(null);
    if (zombie != null) {
      signal("STOP", zombie);
      zombie.parent().filter(site.workers()::contains).ifPresent(site::kill);
    }
    kill();
    site.addWorker();
    driver = start();
    awaitWork();
    if (zombie != null) {
      signal("CONT", zombie);
    }
  }

  private void refuseASecondDriver() throws Exception {
    boolean alive = driver.isAlive();
    StudyDriver second = start();
    int code = second.end();
    if (code == 0) { // the first was done before the second looked
      assertThat(driver.isAlive() && alive).as(second.said()).isFalse();
    } else {
      assertThat(code).as(second.said()).isEqualTo(1);
      assertThat(second.said())
          .contains("is being written by process " + driver.process().pid() + " on ");
    }
    report.driverEnded(code);
  }

  private void damageAFile() throws Exception {
    kill();
    String damaged = results.damage(random);
    StudyDriver refused = start();
    int code = refused.end();
    report.driverEnded(code);
    assertThat(code).as(refused.said()).isNotZero();
    assertThat(refused.said()).contains(damaged, "--set-aside-corrupt");
    int aside = results.in("_corrupt");
    driver = start("--set-aside-corrupt");
    while (driver.isAlive() && results.in("_corrupt") == aside) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(results.in("_corrupt")).as(driver.said()).isEqualTo(aside + 1);
  }

  private void endStudy() throws Exception {
    int code = driver.end();
    report.driverEnded(code);
    assertThat(code).as(driver.said()).isZero();
    Map<String, Integer> rows = rowsById();
    long twice = rows.values().stream().filter(count -> count > 1).count();
    report.study(TRIALS + LEARNERS, rows.size(), twice, digest());
    assertThat(results.isThere("_staging")).isFalse();
  }

  private Map<String, Integer> rowsById() {
    Map<String, Integer> rows = new HashMap<>();
    TrialTable table = table();
    table
        .heads(table.contents())
        .forEach((file, head) -> rows.merge(head.trialId(), 1, Integer::sum));
    return rows;
  }

  private TrialTable table() {
    return TrialTable.at(SparkSettings.local().storage(), results.results());
  }

  /** Committed chunks: files of the table. */
  private int chunks() throws IOException {
    return results.in("trials");
  }

  private String digest() {
    try (ResultTable table = ResultTable.open(results.results())) {
      return table.digest();
    }
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot send " + name, e);
    }
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
