package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.engine.DriverProcess.Life;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who holds a lease, and how long. */
class LeaseTest extends LeaseCase {
  @Test
  void oneAtATimeHoldsIt() throws IOException {
    try (Lease lease = Lease.take(folder)) {
      lease.check();
      assertThat(Lease.holder(folder).orElseThrow())
          .startsWith("process " + ProcessHandle.current().pid() + " on ")
          .contains("(last heard of at ");
      assertRefused(FOR_EVER, "process " + ProcessHandle.current().pid() + " on ");
    }
    assertThat(directory.resolve("_staging")).doesNotExist();
    assertThat(Lease.holder(folder)).isEmpty();
    Lease.take(folder).close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHolderWhoseProcessIsGoneIsDeadAtOnce() throws IOException {
    DriverProcess self = DriverProcess.self();
    hold(1, new DriverProcess("any", Integer.MAX_VALUE, "1", self.boot(), self.namespace()));
    assertTaken(FOR_EVER);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHolderWhoseProcessNumberIsAnothersIsDeadAtOnce() throws IOException {
    DriverProcess self = DriverProcess.self();
    hold(1, new DriverProcess("any", self.pid(), "1", self.boot(), self.namespace()));
    assertTaken(FOR_EVER);
  }

  @Test
  void aLivingProcessHereHoldsItHoweverSilentItIs() throws IOException {
    hold(1, DriverProcess.self());
    assertRefused(Duration.ZERO, "process " + ProcessHandle.current().pid());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatHasEndedUnnoticedIsDead() throws Exception {
    // the shell becomes sleep, which never asks how its child ended
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & exec sleep 60").start();
    try {
      ProcessHandle child = awaitZombieOf(parent);
      assertThat(child.isAlive()).isTrue();
      String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
      String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
      DriverProcess self = DriverProcess.self();
      hold(1, new DriverProcess("any", child.pid(), start, self.boot(), self.namespace()));
      assertTaken(FOR_EVER);
    } finally {
      parent.destroyForcibly();
    }
  }

  private static ProcessHandle awaitZombieOf(Process parent) throws InterruptedException {
    for (int look = 0; look < 500; look++) {
      Optional<ProcessHandle> zombie =
          parent.children().filter(child -> DriverProcess.isZombie(child.pid())).findFirst();
      if (zombie.isPresent()) {
        return zombie.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the child of " + parent + " became no zombie");
  }

  @Test
  void processNumbersAreBelievedWithinOneBootAndOneNamespaceOnly() {
    DriverProcess self = new DriverProcess("a", 1, "5", "boot", "pid:[1]");
    DriverProcess gone = new DriverProcess("a", Integer.MAX_VALUE, "5", "boot", "pid:[1]");
    DriverProcess otherNamespace = new DriverProcess("a", 1, "5", "boot", "pid:[2]");
    DriverProcess otherBoot = new DriverProcess("a", 1, "5", "other", "pid:[1]");
    DriverProcess noNamespace = new DriverProcess("a", 1, "5", "boot", "");
    DriverProcess noProc = new DriverProcess("a", 1, "2026-01-01T00:00:00Z", "", "");

    assertThat(gone.lifeSeenFrom(self)).isNotEqualTo(Life.ALIVE);
    for (DriverProcess each : List.of(otherNamespace, otherBoot, noNamespace, noProc)) {
      assertThat(each.lifeSeenFrom(self)).as("%s", each).isEqualTo(Life.UNKNOWN);
      assertThat(self.lifeSeenFrom(each)).as("from %s", each).isEqualTo(Life.UNKNOWN);
    }
    assertThat(noNamespace.lifeSeenFrom(noNamespace)).isEqualTo(Life.UNKNOWN);
  }

  @Test
  void withoutProcMachinesAreToldApartByNamesAndThoseWithoutOneAreAllDifferent() {
    String start = ProcessHandle.current().info().startInstant().orElseThrow().toString();
    long pid = ProcessHandle.current().pid();
    DriverProcess here = new DriverProcess("here", pid, start, "", "");
    DriverProcess gone = new DriverProcess("here", Integer.MAX_VALUE, start, "", "");
    DriverProcess anothers = new DriverProcess("here", pid, "2001-01-01T00:00:00Z", "", "");
    DriverProcess nameless = new DriverProcess("unknown", Integer.MAX_VALUE, start, "", "");

    assertThat(here.lifeSeenFrom(here)).isEqualTo(Life.ALIVE);
    assertThat(gone.lifeSeenFrom(here)).isEqualTo(Life.GONE);
    assertThat(anothers.lifeSeenFrom(here)).isEqualTo(Life.UNKNOWN);
    assertThat(nameless.lifeSeenFrom(nameless)).isEqualTo(Life.UNKNOWN);
    assertThat(here.lifeSeenFrom(nameless)).isEqualTo(Life.UNKNOWN);
  }

  @Test
  void elsewhereASignOfLifeDecides() throws IOException {
    StagingName name = hold(1, ELSEWHERE);
    List<String> told = new ArrayList<>();
    LeaseTerms terms =
        terms(
            FOR_EVER,
            line -> {
              told.add(line);
              write(folder(name).resolve("beat"), "beat=8\n");
            });

    assertThatThrownBy(() -> Lease.take(folder, terms))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by process 7 on elsewhere")
        .hasMessageContaining("wait until it is done, or end it, or choose another --out");
    assertThat(told)
        .containsExactly(
            "waiting for a sign of life from process 7 on elsewhere, which holds file:"
                + directory
                + ": 86400 s at most");
    assertTaken(Duration.ZERO);
  }

  @Test
  void whoGivesItBackIsNotWaitedFor() throws IOException {
    StagingName name = hold(1, ELSEWHERE);
    Lease.take(
            folder, terms(FOR_EVER, line -> folder.storage().delete(folder.staging(name).path())))
        .close();
  }

  @Test
  void whoIsAskedToStopWaitsNoLonger() throws IOException {
    hold(1, ELSEWHERE);
    AtomicBoolean stop = new AtomicBoolean();
    LeaseTerms terms =
        new LeaseTerms(DriverProcess.self(), FOR_EVER, FOR_EVER, stop::get, line -> stop.set(true));

    assertThatThrownBy(() -> Lease.take(folder, terms))
        .isInstanceOf(LeaseTerms.CancelledException.class);
  }

  @Test
  void whoeverIsTakenOverFromCanDoNothingAnyMoreAndSaysSo() throws IOException {
    Lease frozen = take(ELSEWHERE, FOR_EVER);
    org.apache.hadoop.fs.Path staged = new org.apache.hadoop.fs.Path(frozen.staging(), "a.staged");
    folder.storage().create(staged, "rows");
    folder.storage().write(folder.table().file("there"), "rows");
    AtomicInteger told = new AtomicInteger();
    frozen.whenLost(told::incrementAndGet);
    frozen.beat();
    assertThat(told).as("it holds it").hasValue(0);
    String lost =
        "lost the lease of file:%s to process %d on "
            .formatted(directory, ProcessHandle.current().pid());
    try (Lease heir = take(DriverProcess.self(), Duration.ZERO)) {
      assertLost(frozen, lost);
      assertLost(() -> frozen.commit(staged, frozen.target("a")), lost);
      assertLost(() -> frozen.write(folder.study(), "text"), lost);
      assertLost(() -> frozen.replace(staged, folder.table().file("there")), lost);
      assertLost(() -> frozen.remove(folder.table().file("there")), lost);
      assertLost(() -> frozen.setAside(folder.table().file("there"), "kept"), lost);
      assertLost(() -> ((FolderLease) frozen).swapTable(), lost);
      frozen.beat();
      assertThat(told).hasValue(1);
      frozen.close();
      heir.check();
      assertThat(folder.storage().names(folder.staging())).hasSize(1);
    }
    assertThat(directory.resolve("trials/there.parquet")).hasContent("rows");
    assertThat(directory.resolve("_study/study.conf")).doesNotExist();
  }

  private void assertRefused(Duration patience, String holder) {
    assertThatThrownBy(() -> take(DriverProcess.self(), patience))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by " + holder)
        .hasMessageContaining("wait until it is done, or end it, or choose another --out");
  }
}
