package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.iclsweep.engine.DriverProcess.Life;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lease of a results directory on a disk. No clock of this machine decides anything here. */
class LeaseTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final DriverProcess ELSEWHERE = new DriverProcess("elsewhere", 7, "", "", "");

  @TempDir Path folderOfAll;
  private Path directory;
  private StudyFolder folder;

  @BeforeEach
  void openFolder() throws IOException {
    directory = Files.createDirectories(folderOfAll.resolve("study"));
    folder = StudyFolder.at(new Storage(Map.of()), directory.toString());
  }

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
  void aLeaseThatCannotBeReadIsNobodysWithoutItsFolderAndElseSilenceDecides() throws IOException {
    StagingName name = hold(3, ELSEWHERE);
    write(directory.resolve("_study/leases/000000000003"), "\u0000\\u00zz=7");
    assertThat(Lease.holder(folder))
        .hasValueSatisfying(
            holder -> assertThat(holder).contains("a driver whose lease 3 cannot be read"));
    assertRefusedAfter(
        line -> write(folder(name).resolve("beat"), "beat=8\n"), "a driver whose lease 3");
    assertTaken(Duration.ZERO);

    Files.createDirectories(directory.resolve("_study/leases/000000000009"));
    assertTaken(FOR_EVER);
    assertThat(directory.resolve("_study/leases/000000000010")).exists();
  }

  @Test
  void strangeNamesAreNoLeases() throws IOException {
    for (String name : List.of("x", "1", "-00000000001", "000000000001.bak", "9999999999999")) {
      Files.createDirectories(directory.resolve("_study/leases"));
      Files.writeString(directory.resolve("_study/leases").resolve(name), "x");
    }
    assertTaken(FOR_EVER);
    assertThat(directory.resolve("_study/leases/000000000001")).exists();
  }

  @Test
  void anEpochThatLeavesNoneAfterItIsToldWithItsCure() throws IOException {
    Files.createDirectories(directory.resolve("_study/leases"));
    Files.writeString(directory.resolve("_study/leases/999999999998"), "x");

    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("there is no number after that of the last lease in")
        .hasMessageEndingWith("delete both, if no run is on");
  }

  @Test
  void leasesThatSomebodyHasDeletedGiveNoDeadDriverItsRightBack() throws IOException {
    Lease frozen = take(ELSEWHERE, FOR_EVER);
    folder.storage().delete(folder.leases());
    try (Lease heir = Lease.take(folder)) {
      assertLost(frozen, "lost the lease of file:" + directory);
      heir.check();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "folder", "link", "old"})
  void whatIsNoLeaseOfThisVersionIsToldWithItsCure(String kind) throws IOException {
    Files.createDirectories(directory.resolve("_study"));
    Path lease = directory.resolve("_study/lease");
    switch (kind) {
      case "file" -> Files.writeString(lease, "garbled");
      case "folder" -> Files.createDirectories(lease);
      case "link" -> Files.createSymbolicLink(lease, Path.of("/nowhere/at/all"));
      default ->
          Files.writeString(lease, "token=a\nhost=b\npid=7\nheartbeat=2026-01-01T00:00:00Z\n");
    }

    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "file:"
                + lease
                + " is not of this version of icl-sweep: an older one may be running there, or was"
                + " killed. Make sure that none is, then delete that file and try again");
  }

  @Test
  void versionsThatKnowNoEpochsFindSomebodyWhoLivesForEver() throws IOException {
    Lease.take(folder).close();

    assertThat(directory.resolve("_study/lease"))
        .content()
        .contains("host=a newer icl-sweep, which this directory needs from here on\n")
        .contains("heartbeat=9999-12-31T23:59:59Z\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_study", "_study/leases", "_staging", "_corrupt"})
  void aFileOrALinkInPlaceOfAFolderOfOursIsTold(String name) throws IOException {
    Path place = directory.resolve(name);
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, Files.createDirectories(folderOfAll.resolve("outside")));
    assertMoveAway(place);
    Files.delete(place);
    Files.writeString(place, "");
    assertMoveAway(place);
    assertThat(folderOfAll.resolve("outside")).isEmptyDirectory();
  }

  private void assertMoveAway(Path place) {
    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "file:" + place + " is no folder, but a file or a link; move it away, then try again");
  }

  @Test
  void whatAnOlderVersionHasCutOffIsToldAndItsMarkerIsNotFollowed() throws IOException {
    Path outside = Files.createDirectories(folderOfAll.resolve("outside"));
    Files.writeString(outside.resolve("mine"), "mine");
    Path compacted = Files.createDirectories(directory.resolve("_compacted"));
    Files.writeString(
        compacted.resolve("the-table-is-being-compacted-look-again.parquet"),
        "fresh=../../outside\n");

    assertThatThrownBy(
            () -> Compaction.run(folder.storage(), directory.toString(), SampleTable.TARGET_BYTES))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("_compacted was left by a compaction of an older icl-sweep")
        .hasMessageContaining("rename the folder in it that ends in .replaced to that");
    assertThat(outside.resolve("mine")).hasContent("mine");
  }

  @Test
  void whatSomebodyHasPutIntoStagingIsDeletedAndNothingThatItLeadsTo() throws IOException {
    Path outside = Files.createDirectories(folderOfAll.resolve("outside/old"));
    Files.writeString(outside.resolve("a.parquet"), "mine");
    Files.createDirectories(outside.resolveSibling("fresh"));
    StagingName name = hold(1, ELSEWHERE);
    Path dead = folder(name);
    for (String each : List.of("old", "fresh", "aside", "fenced", "x")) {
      Files.createSymbolicLink(dead.resolve(each), outside);
    }
    Files.createSymbolicLink(directory.resolve("_staging/link"), outside.getParent());
    Files.writeString(directory.resolve("_staging/file"), "");
    Files.createDirectories(dead.resolve("the-table-is-being-compacted-look-again.parquet/x"));
    assertTaken(Duration.ZERO);

    assertThat(outside.resolve("a.parquet")).hasContent("mine");
    assertThat(outside.resolveSibling("fresh")).exists();
    assertThat(directory.resolve("trials")).doesNotExist();
    assertThat(directory.resolve("_corrupt")).doesNotExist();
  }

  @Test
  void damagedFilesThatADeadDriverHasTakenOutAreKept() throws IOException {
    StagingName name = hold(1, ELSEWHERE);
    Files.createDirectories(folder(name).resolve("aside"));
    Files.writeString(folder(name).resolve("aside/a.parquet.corrupt"), "mine");
    assertTaken(Duration.ZERO);

    assertThat(directory.resolve("_corrupt/a.parquet.corrupt")).hasContent("mine");
  }

  @Test
  void whoeverIsTakenOverFromCanDoNothingAnyMoreAndSaysSo() throws IOException {
    Lease frozen = take(ELSEWHERE, FOR_EVER);
    org.apache.hadoop.fs.Path staged = new org.apache.hadoop.fs.Path(frozen.staging(), "a.staged");
    folder.storage().create(staged, "rows");
    folder.storage().write(folder.table().file("there"), "rows");
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
      frozen.close();
      heir.check();
      assertThat(folder.storage().names(folder.staging())).hasSize(1);
    }
    assertThat(directory.resolve("trials/there.parquet")).hasContent("rows");
    assertThat(directory.resolve("_study/study.conf")).doesNotExist();
  }

  @Test
  void aFolderIsTakenApartUntilItIsGoneWhateverArrivesLate() throws IOException {
    // a renaming that names folders by handles, as one does that is on its way to a file server
    folder.storage().write(folder.table().file("there"), "rows");
    StagingName name = hold(1, ELSEWHERE);
    AtomicBoolean once = new AtomicBoolean();
    Storage late =
        org.iclsweep.results.SteppedStorage.of(
            step -> {
              boolean isTakenApart =
                  step.startsWith("before deleteEmptyFolder") && !step.contains("fenced ");
              if (isTakenApart && step.matches(".*/fenced/[^/]+") && !once.getAndSet(true)) {
                Path dead = Path.of(step.substring(step.indexOf('/')));
                move(directory.resolve("trials"), dead.resolve("old"));
              }
            });
    FolderLease.take(
            new StudyFolder(TrialTable.at(late, directory.toString())),
            terms(Duration.ZERO, line -> {}))
        .close();

    assertThat(once).isTrue();
    assertThat(directory.resolve("trials/there.parquet")).hasContent("rows");
    assertThat(folder(name)).doesNotExist();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private interface Act {
    void run() throws Exception;
  }

  private static void assertLost(Lease lease, String message) {
    assertLost(lease::check, message);
  }

  private static void assertLost(Act act, String message) {
    assertThatThrownBy(act::run)
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(
            "what was committed is safe: run the study again when no other run is on");
  }

  /** What a driver leaves that was killed. */
  private StagingName hold(long epoch, DriverProcess process) throws IOException {
    StagingName name = StagingName.of(epoch);
    Files.createDirectories(folder(name));
    Files.writeString(folder(name).resolve("beat"), "beat=7\n");
    Path leases = Files.createDirectories(directory.resolve("_study/leases"));
    Files.writeString(
        leases.resolve(StagingName.text(epoch)), new LeaseHolder(name, process).text());
    return name;
  }

  private Path folder(StagingName name) {
    return directory.resolve("_staging").resolve(name.text());
  }

  private interface Told {
    void line(String line) throws IOException;
  }

  private static LeaseTerms terms(Duration patience, Told told) {
    return new LeaseTerms(
        DriverProcess.self(),
        FOR_EVER,
        patience,
        () -> false,
        line -> {
          try {
            told.line(line);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private Lease take(DriverProcess self, Duration patience) throws IOException {
    return Lease.take(folder, new LeaseTerms(self, FOR_EVER, patience, () -> false, line -> {}));
  }

  private void assertTaken(Duration patience) throws IOException {
    try (Lease lease = take(DriverProcess.self(), patience)) {
      lease.check();
      try (Stream<Path> files = Files.list(directory.resolve("_staging"))) {
        assertThat(files).hasSize(1);
      }
    }
    assertThat(directory.resolve("_staging")).doesNotExist();
  }

  private void assertRefused(Duration patience, String holder) {
    assertThatThrownBy(() -> take(DriverProcess.self(), patience))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by " + holder)
        .hasMessageContaining("wait until it is done, or end it, or choose another --out");
  }

  private void assertRefusedAfter(Told told, String holder) {
    assertThatThrownBy(() -> Lease.take(folder, terms(FOR_EVER, told)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by " + holder);
  }
}
