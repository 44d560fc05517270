package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files and folders of a lease may be found to be. */
class LeaseFilesTest extends LeaseCase {
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

  private void assertRefusedAfter(Told told, String holder) {
    assertThatThrownBy(() -> Lease.take(folder, terms(FOR_EVER, told)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is being written by " + holder);
  }
}
