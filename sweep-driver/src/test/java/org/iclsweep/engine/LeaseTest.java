package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  @TempDir Path directory;
  private StudyFolder folder;
  private Path file;

  @BeforeEach
  void openFolder() throws IOException {
    folder = StudyFolder.at(new Storage(Map.of()), directory.toString());
    file = directory.resolve("_study/lease");
    Files.createDirectories(file.getParent());
  }

  @Test
  void oneAtATimeHoldsIt() throws IOException {
    try (Lease lease = Lease.take(folder)) {
      lease.check();
      assertRefused("process " + ProcessHandle.current().pid() + " on " + LeaseHolder.hostName());
    }
    assertThat(file).doesNotExist();
    Lease.take(folder).close();
  }

  @Test
  void aHolderWhoseProcessIsGoneIsDeadHoweverLateItsHeartbeat() throws IOException {
    write(LeaseHolder.hostName(), Long.MAX_VALUE, Instant.EPOCH, Instant.now());
    assertTaken();
  }

  @Test
  void aHolderWhoseProcessNumberIsAnothersIsDeadWhenItIsSilent() throws IOException {
    LeaseHolder self = LeaseHolder.self();
    write(self.host(), self.pid(), Instant.EPOCH, Instant.now());
    assertRefused("process " + self.pid());
    write(self.host(), self.pid(), Instant.EPOCH, Instant.now().minus(AN_HOUR));
    assertTaken();
  }

  @Test
  void aClockThatIsSetALittleMakesNoHolderDead() throws IOException {
    LeaseHolder self = LeaseHolder.self();
    write(self.host(), self.pid(), self.started().plusSeconds(2), Instant.now().minus(AN_HOUR));
    assertRefused("process " + self.pid());
  }

  @Test
  void aLivingProcessHereHoldsItHoweverOldItsHeartbeat() throws IOException {
    LeaseHolder self = LeaseHolder.self();
    write(self.host(), self.pid(), self.started(), Instant.now().minus(AN_HOUR));
    assertRefused("process " + self.pid());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatHasEndedUnnoticedIsDead() throws Exception {
    // the shell becomes sleep, which never asks how its child ended
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & exec sleep 60").start();
    try {
      ProcessHandle child = awaitZombieOf(parent);
      assertThat(child.isAlive()).isTrue();
      write(LeaseHolder.hostName(), child.pid(), Instant.now(), Instant.now());
      assertTaken();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static ProcessHandle awaitZombieOf(Process parent) throws InterruptedException {
    for (int look = 0; look < 500; look++) {
      Optional<ProcessHandle> zombie =
          parent.children().filter(child -> LeaseHolder.isZombie(child.pid())).findFirst();
      if (zombie.isPresent()) {
        return zombie.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the child of " + parent + " became no zombie");
  }

  @Test
  void elsewhereTheHeartbeatDecides() throws IOException {
    write("elsewhere", 1, Instant.EPOCH, Instant.now());
    assertRefused("process 1 on elsewhere");
    write("elsewhere", 1, Instant.EPOCH, Instant.now().minus(AN_HOUR));
    assertTaken();
  }

  @Test
  void aFileWithoutContentLivesAsLongAsOneWithoutHeartbeat() throws IOException {
    Files.writeString(file, "");
    assertRefused("process 0 on unknown");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(AN_HOUR)));
    assertTaken();
  }

  @Test
  void aLeaseThatWasTakenAwayIsNoticedAndNotGivenBack() throws IOException {
    Lease lease = Lease.take(folder);
    write("elsewhere", 7, Instant.EPOCH, Instant.now());

    assertThatThrownBy(lease::check)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("lost the lease of")
        .hasMessageContaining("process 7 on elsewhere");
    lease.close();
    assertThat(file).exists();
  }

  private void write(String host, long pid, Instant started, Instant heartbeat) throws IOException {
    Files.writeString(file, new LeaseHolder("another", host, pid, started, heartbeat).text());
  }

  private void assertTaken() throws IOException {
    try (Lease lease = Lease.take(folder)) {
      lease.check();
      try (Stream<Path> files = Files.list(file.getParent())) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  private void assertRefused(String holder) {
    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by " + holder)
        .hasMessageContaining("wait until it is done, or end it, or choose another --out");
  }
}
