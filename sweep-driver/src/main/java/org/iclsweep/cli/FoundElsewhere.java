package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.engine.Elsewhere;
import org.iclsweep.engine.OtherTrials;
import org.iclsweep.engine.Outlook;
import org.iclsweep.results.Storage;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.read.Study;

/**
 * Where else a study's missing trials are, or what they are trained from, and why those of its own
 * directory are none of them.
 *
 * @param arguments of the verb that is asked
 * @param directory the study's own
 */
record FoundElsewhere(StudyArguments arguments, Study study, Storage storage, String directory) {

  private static final int MOST_REASONS = 8;

  /** What is to be said, a line each. */
  List<String> lines(Outlook outlook) {
    if (outlook.missing() == 0) {
      return List.of();
    }
    Stream<String> others =
        outlook.present() > 0
            ? Stream.empty()
            : OtherTrials.of(study, storage, directory).map(this::others).stream();
    Stream<String> found =
        Elsewhere.of(study, storage, directory).stream()
            .flatMap(each -> lines(each, outlook.planned()).stream());
    return Stream.concat(others, found).toList();
  }

  private String others(OtherTrials others) {
    String reasons =
        others.reasons().stream()
            .limit(MOST_REASONS)
            .map(
                each ->
                    "%s is %s there, %s here".formatted(each.what(), each.there(), each.asked()))
            .collect(Collectors.joining("; "));
    return "%s in %s %s not of this study: %s%s"
        .formatted(
            Words.count(others.rows(), "trial"),
            directory,
            others.rows() == 1 ? "is" : "are",
            reasons,
            others.reasons().size() > MOST_REASONS ? "; and more" : "");
  }

  private List<String> lines(Elsewhere beside, long planned) {
    String there = path(beside.name());
    List<String> lines = new ArrayList<>();
    if (beside.finished() > 0) {
      List<String> run = new ArrayList<>(arguments.again("run"));
      run.addAll(List.of(Adopting.ADOPT, there));
      lines.add(
          "%d of %s %s finished in %s; to take %s over: %s"
              .formatted(
                  beside.finished(),
                  Words.count(planned, "trial"),
                  beside.finished() == 1 ? "is" : "are",
                  there,
                  beside.finished() == 1 ? "it" : "them",
                  Words.command(run)));
    }
    if (beside.trained() > 0) {
      lines.add(
          trained(beside.trained(), planned, there, beside)
              + "; to measure without training: "
              + Words.command(measure(there)));
    }
    if (beside.untold() > 0) {
      lines.add(
          "%s; %s %s the trajectory of a training, so that is run again"
              .formatted(
                  trained(beside.untold(), planned, there, beside),
                  paths(beside.needing()),
                  beside.needing().size() == 1 ? "needs" : "need"));
    }
    return lines;
  }

  private static String trained(long trials, long planned, String there, Elsewhere beside) {
    return "%d of %s %s trained in %s and %s in %s only"
        .formatted(
            trials,
            Words.count(planned, "trial"),
            trials == 1 ? "is" : "are",
            there,
            trials == 1 ? "differs" : "differ",
            paths(beside.differing()));
  }

  private static String paths(Collection<Parameter<?>> parameters) {
    return parameters.stream().map(Parameter::path).collect(Collectors.joining(", "));
  }

  private List<String> measure(String there) {
    List<String> words = new ArrayList<>(List.of("measure", there, "--study", arguments.file));
    arguments.overrides.forEach(each -> words.addAll(List.of("--set", each)));
    words.addAll(List.of("--out", directory));
    words.addAll(arguments.jars.words());
    return words;
  }

  /** A directory beside the study's own, in the same words. */
  private String path(String name) {
    String plain = directory.replaceAll("/+$", "");
    return plain.substring(0, plain.lastIndexOf('/') + 1) + name;
  }
}
