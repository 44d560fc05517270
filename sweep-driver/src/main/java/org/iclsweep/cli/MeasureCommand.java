package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iclsweep.engine.Outlook;
import org.iclsweep.engine.Remeasured;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.engine.SweepResult;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures trained models otherwise, without training them. */
@Command(
    name = "measure",
    abbreviateSynopsis = true,
    header = "Measures trained models otherwise, without training them.",
    description = {
      "Measures the models of a results directory as their study would with other measures, by the"
          + " weights that their trainings have left, into a directory of its own: the rows are"
          + " those that run would leave, to the bit. What hangs on the trajectory of a training is"
          + " taken over where it is asked for as before, and refused else.",
      "",
      "The same command goes on after an interruption. Trials that are not trained yet are left to"
          + " run."
    },
    footer = {
      "  icl-sweep measure results/quickstart --set measure.alpha.input-range=[1,3,5]",
      "  icl-sweep measure results/quickstart --set measure.against=[gd,ridge] --set"
          + " measure.alignments-at=last --out results/ridge"
    })
final class MeasureCommand implements Callable<Integer>, Resumable {

  /** What is measured, and leaves trainings as they are. */
  private static final String MEASURES = "measure.";

  /** What agreement over the steps is measured with. */
  private static final List<String> OF_AGREEMENT =
      List.of("measure.against", "measure.ridge", "measure.gd-rates", "measure.gd-examples");

  @ParentCommand private IclSweep program;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The results directory that has the weights.")
  private String directory;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Gives a parameter below measure another value, as in --set measure.rollout.steps=20.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the rows go, on any Hadoop file system (default: DIR-measured).")
  private String out;

  @Option(
      names = "--study",
      paramLabel = "STUDY.conf",
      description =
          "A study file that says what is measured (default: the study that ran last in DIR); --set"
              + " is then as run takes it.")
  private String file;

  @Option(names = StudyArguments.TEXT, hidden = true)
  private String text;

  @Mixin private JarArguments jars;

  @Mixin private SparkArguments spark;

  @Option(names = RunCommand.SUBMISSION, hidden = true)
  private boolean submission;

  @Override
  public Integer call() throws StudyException {
    if (submission) {
      return tellSubmission();
    }
    SparkSettings settings = spark.settings().withJars(jars.files());
    if (spark.isInCluster()) {
      requireSharedDirectories();
    }
    Storage storage = settings.storage();
    check();
    requireOther(storage);
    Study study = study(settings);
    jars.requireProviders(study);
    Remeasured measured = Remeasured.of(study, storage, directory);
    requireTold(measured, study);
    SweepOptions options = SweepOptions.on(settings).withAdopted(List.of(directory));
    Sweep sweep = new Sweep(measured.function(), options);
    SweepResult result;
    try (Interruption interruption = Interruption.calling(sweep::cancel, program.console());
        ProgressLine progress = new ProgressLine(program.console(), "measuring")) {
      result = sweep.run(study, target(), progress);
    }
    tell(result, study, storage);
    return result.exitCode();
  }

  private void check() {
    if (overrides.isEmpty() && file == null) {
      throw wrong(
          "nothing is to be measured otherwise; say what, as in --set measure.alpha.input-range=[1,3]");
    }
    for (String override : overrides) {
      String path = override.split("=", 2)[0].strip();
      if (file == null && !path.startsWith(MEASURES)) {
        throw wrong(
            "--set %s is nothing that is measured alone; to train: %s"
                .formatted(path, Words.command(training())));
      }
    }
  }

  private void requireOther(Storage storage) {
    if (TrialTable.at(storage, target()).equals(TrialTable.at(storage, directory))) {
      throw wrong("--out is %s, where the weights are; name another directory".formatted(out));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Integer tellSubmission() throws StudyException {
    spark.checkMaster();
    check();
    Submission submission = Submission.ofLauncher(System.getenv());
    if (submission.isInCluster(spark)) {
      requireSharedDirectories();
    }
    Optional<Study> study = Optional.empty();
    if (file != null && arguments(file).isOnThisMachine()) {
      study = Optional.of(arguments(file).read(SparkSettings.local()));
    }
    List<String> typed = spec.commandLine().getParseResult().originalArgs();
    List<String> words = submission.words(study, spark, jars, typed);
    program.console().out().println(Submission.quoted(words));
    return ExitCode.DONE;
  }

  private void requireSharedDirectories() {
    spark.requireFromAnywhere("DIR", directory);
    spark.requireFromAnywhere("--out", target());
  }

  private Study study(SparkSettings settings) throws StudyException {
    TrialTable table = TrialTable.at(settings.storage(), directory);
    table.requireFiles(directory);
    if (file != null) {
      return arguments(file).read(settings);
    }
    String stored = StoredStudy.file(directory);
    String kept =
        table
            .study()
            .orElseThrow(
                () ->
                    new ResultException(
                        "there is no %s; name the study with --study".formatted(stored)));
    jars.open();
    return StoredStudy.measuredOtherwise(kept, stored, overrides);
  }

  private void requireTold(Remeasured measured, Study study) {
    if (!measured.untold().isEmpty()) {
      List<String> paths = measured.untold().stream().map(Parameter::path).toList();
      boolean ofAgreement = paths.stream().allMatch(OF_AGREEMENT::contains);
      throw new ResultException(
          "%s %s the trajectory of a training, which the weights at its end do not tell; %sto train again: %s"
              .formatted(
                  String.join(", ", paths),
                  paths.size() == 1 ? "needs" : "need",
                  ofAgreement
                      ? "agreement with learners at the end alone does not: add --set"
                          + " measure.alignments-at=last; "
                      : "",
                  Words.command(training())));
    }
    if (measured.told() == 0) {
      throw new ResultException(
          "none of %s is trained in %s%s; to train: %s"
              .formatted(
                  Words.count(study.plan().size(), "trial"),
                  directory,
                  stops(study) ? ", as what is measured says when these trainings end" : "",
                  Words.command(training())));
    }
  }

  private static boolean stops(Study study) {
    return study
        .plan()
        .distinct(each -> each.path().startsWith("training.stop."))
        .anyMatch(trial -> trial.spec().training().stops().isPresent());
  }

  private String target() {
    return out == null ? directory.replaceAll("/+$", "") + "-measured" : out;
  }

  private StudyArguments arguments(String study) {
    StudyArguments arguments = new StudyArguments();
    arguments.file = study;
    arguments.overrides = overrides;
    arguments.out = target();
    arguments.jars = jars;
    arguments.text = text;
    return arguments;
  }

  private List<String> training() {
    return arguments(file == null ? StoredStudy.file(directory) : file).again("run");
  }

  private void tell(SweepResult result, Study study, Storage storage) {
    String to = target();
    if (result.interrupted()) {
      Outlook outlook = Outlook.of(study, storage, to);
      program.console().say(Resumable.interrupted(outlook, to, resume()));
      return;
    }
    result.adopted().stream()
        .filter(each -> each.trials() + each.learners() > 0 || !each.refused().isEmpty())
        .forEach(each -> Adopting.tell(List.of(each), program.console()));
    program.console().say(done(result));
    StudyArguments arguments = arguments(StoredStudy.file(to));
    arguments.overrides = List.of();
    if (result.missing() > 0) {
      program
          .console()
          .say(
              "%s not trained in %s; to train: %s"
                  .formatted(
                      Words.count(result.missing(), "trial")
                          + (result.missing() == 1 ? " is" : " are"),
                      directory,
                      Words.command(arguments.again("run"))));
    }
    NextSteps.tell(program.console(), arguments, study, to, result.failed());
  }

  private String done(SweepResult result) {
    String learners =
        result.learnersRun() == 0
            ? ""
            : ", and fitted " + Words.count(result.learnersRun(), "learner");
    String before =
        result.present() == 0 ? "" : "; " + result.present() + " of the plan were there before";
    return "measured %s by the weights in %s%s, in %s%s"
        .formatted(
            Words.count(result.run(), "trial"),
            directory,
            learners,
            Words.time(result.elapsed()),
            before);
  }

  @Override
  public List<String> resume() {
    List<String> words = new ArrayList<>(List.of("measure", directory));
    if (file != null) {
      words.addAll(List.of("--study", file));
    }
    overrides.forEach(each -> words.addAll(List.of("--set", each)));
    words.addAll(List.of("--out", target()));
    words.addAll(jars.words());
    words.addAll(spark.words());
    return words;
  }
}
