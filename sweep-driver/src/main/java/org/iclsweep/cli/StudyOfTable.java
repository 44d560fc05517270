package org.iclsweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Option;

/** The study that a results directory is asked about: the one that ran last, or that of a file. */
final class StudyOfTable {

  @Option(
      names = "--study",
      paramLabel = "STUDY.conf",
      description = "A study file to go by (default: the study that ran last).")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "With --study: as plan and run take it, as in --set scale=full.")
  private List<String> overrides = new ArrayList<>();

  /** The study; empty if no file was given and none is kept. */
  Optional<Study> read(Storage storage, String directory) throws StudyException {
    return isGiven()
        ? Optional.of(TrialTable.at(storage, directory).withRounds(Study.read(file, overrides)))
        : StoredStudy.read(storage, directory);
  }

  /** Whether a file was given. */
  boolean isGiven() {
    return file != null;
  }

  /** The options to be typed for the same study. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--study", file.toString()));
    overrides.forEach(each -> words.addAll(List.of("--set", each)));
    return words;
  }

  /** What to type to run what is missing of it. */
  List<String> resume(String directory) {
    if (!isGiven()) {
      return Resumable.stored(directory);
    }
    List<String> words = new ArrayList<>(List.of("run", file.toString()));
    overrides.forEach(each -> words.addAll(List.of("--set", each)));
    words.addAll(List.of("--out", directory));
    return words;
  }
}
