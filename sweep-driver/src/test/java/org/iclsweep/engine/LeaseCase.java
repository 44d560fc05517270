package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The lease of a results directory on a disk. No clock of this machine decides anything here. */
abstract class LeaseCase {
  static final Duration FOR_EVER = Duration.ofDays(1);
  static final DriverProcess ELSEWHERE = new DriverProcess("elsewhere", 7, "", "", "");

  @TempDir Path folderOfAll;
  Path directory;
  StudyFolder folder;

  @BeforeEach
  void openFolder() throws IOException {
    directory = Files.createDirectories(folderOfAll.resolve("study"));
    folder = StudyFolder.at(new Storage(Map.of()), directory.toString());
  }

  interface Act {
    void run() throws Exception;
  }

  static void assertLost(Lease lease, String message) {
    assertLost(lease::check, message);
  }

  static void assertLost(Act act, String message) {
    assertThatThrownBy(act::run)
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(
            "what was committed is safe: run the study again when no other run is on");
  }

  /** What a driver leaves that was killed. */
  StagingName hold(long epoch, DriverProcess process) throws IOException {
    StagingName name = StagingName.of(epoch);
    Files.createDirectories(folder(name));
    Files.writeString(folder(name).resolve("beat"), "beat=7\n");
    Path leases = Files.createDirectories(directory.resolve("_study/leases"));
    Files.writeString(
        leases.resolve(StagingName.text(epoch)), new LeaseHolder(name, process).text());
    return name;
  }

  Path folder(StagingName name) {
    return directory.resolve("_staging").resolve(name.text());
  }

  interface Told {
    void line(String line) throws IOException;
  }

  static LeaseTerms terms(Duration patience, Told told) {
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

  static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  Lease take(DriverProcess self, Duration patience) throws IOException {
    return Lease.take(folder, new LeaseTerms(self, FOR_EVER, patience, () -> false, line -> {}));
  }

  void assertTaken(Duration patience) throws IOException {
    try (Lease lease = take(DriverProcess.self(), patience)) {
      lease.check();
      try (Stream<Path> files = Files.list(directory.resolve("_staging"))) {
        assertThat(files).hasSize(1);
      }
    }
    assertThat(directory.resolve("_staging")).doesNotExist();
  }
}
