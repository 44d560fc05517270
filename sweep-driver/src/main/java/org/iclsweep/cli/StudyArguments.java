package org.iclsweep.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study and where its results are: what plan and run are told. */
final class StudyArguments {

  /** Of a study that its submitter has read already, so that the driver needs no file. */
  static final String TEXT = "--study-text";

  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  @Parameters(
      paramLabel = "STUDY.conf",
      description = "The study file, here or on any Hadoop file system.")
  String file;

  @Option(names = TEXT, hidden = true)
  String text;

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

  @Mixin JarArguments jars = new JarArguments();

  /** Reads the study; {@code spark} reaches its file if that is not on this machine. */
  Study read(SparkSettings spark) throws StudyException {
    jars.open();
    if (text != null) {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return Study.parse(decoded, file, List.of());
    }
    if (isOnThisMachine()) {
      return Study.read(Path.of(file), overrides);
    }
    return Study.parse(spark.storage().read(file), file, overrides);
  }

  boolean isOnThisMachine() {
    return !URI.matcher(file).matches();
  }

  /** What the option {@link #TEXT} takes. */
  static String encoded(Study study) {
    return Base64.getEncoder().encodeToString(study.resolved().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a directory is one that a process in another folder finds as well. */
  static boolean isFromAnywhere(String directory) {
    return directory.startsWith("/") || URI.matcher(directory).matches();
  }

  String directory(Study study) {
    return out == null ? "results/" + study.name() : out;
  }

  /** What to type for a verb with the same arguments. */
  List<String> again(String verb) {
    List<String> words = new ArrayList<>(List.of(verb, file));
    for (String override : overrides) {
      words.addAll(List.of("--set", override));
    }
    if (out != null) {
      words.addAll(List.of("--out", out));
    }
    words.addAll(jars.words());
    return words;
  }
}
