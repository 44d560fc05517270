package org.iclsweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.study.Study;
import org.iclsweep.study.StudyException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study and where its results are: what plan and run are told. */
final class StudyArguments {

  @Parameters(paramLabel = "STUDY.conf", description = "The study file.")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Gives a parameter or axis another value, as in --set training.steps=200.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The results directory, on any Hadoop file system (default: results/<study>).")
  String out;

  Study read() throws StudyException {
    return Study.read(file, overrides);
  }

  String directory(Study study) {
    return out == null ? "results/" + study.name() : out;
  }

  /** What to type for a verb with the same arguments. */
  List<String> again(String verb) {
    List<String> words = new ArrayList<>(List.of(verb, file.toString()));
    for (String override : overrides) {
      words.addAll(List.of("--set", override));
    }
    if (out != null) {
      words.addAll(List.of("--out", out));
    }
    return words;
  }
}
