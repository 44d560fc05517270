package org.iclsweep.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.ProvidedLearner;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.task.ProvidedPairs;
import org.iclsweep.task.ProvidedSequences;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.ProvidedMeasures;

/** What a study says of tasks, learners and measures that come from outside. */
final class ProvidedSection {

  private static final Declarations OF_TASKS = new Declarations();
  static final Parameter<Provided> TASK =
      OF_TASKS
          .when(TaskSection.TASK, TaskSection.PROVIDED)
          .shared(
              "task.provider",
              "task_provider",
              new ProvidedType(Providers.TASKS, true),
              ProvidedType.NONE,
              "Provider of the tasks, of a jar that --jars gives, with its settings, as in { name ="
                  + " heavy-tails, index = 3 }.");

  static final Parameter<Provided> SEQUENCES =
      OF_TASKS
          .when(TaskSection.TASK, TaskSection.PROVIDED_SEQUENCES)
          .shared(
              "task.sequence-provider",
              "sequence_provider",
              new ProvidedType(Providers.SEQUENCES, true),
              ProvidedType.NONE,
              "Provider of the sequences, likewise.");

  private static final Declarations OF_LEARNERS = Declarations.ofMeasures();
  static final Parameter<Provided> LEARNER =
      OF_LEARNERS
          .when(MeasureSection.AGAINST, LearnerKind.PROVIDED.label())
          .shared(
              "measure.provided-learner",
              "provided_learner",
              new ProvidedType(Providers.LEARNERS, true),
              ProvidedType.NONE,
              "Provider of the learner, likewise.");

  private static final Declarations OF_MEASURES = Declarations.of(Measures.PROVIDED);
  static final Parameter<List<Provided>> MEASURES =
      OF_MEASURES.own(
          "measure.provided",
          "provided_measures",
          new ListType<>(new ProvidedType(Providers.MEASURES, false)),
          "[]",
          "Providers of measures that are taken of the final model, likewise.");

  private ProvidedSection() {}

  static List<Parameter<?>> parameters() {
    return Stream.of(OF_TASKS.all(), OF_LEARNERS.all(), OF_MEASURES.all())
        .<Parameter<?>>flatMap(List::stream)
        .toList();
  }

  static List<Rule> rules() {
    return List.of(
        named(TaskSection.TASK, TASK, "tasks"),
        named(TaskSection.TASK, SEQUENCES, "sequences"),
        named(MeasureSection.AGAINST, LEARNER, "a learner"),
        Rule.ofKernel(
            List.of(TASK, TaskSection.CONTEXT, TaskSection.DIM),
            values -> {
              if (values.has(TASK)) {
                pairs(values).check();
              }
            },
            "Set what it says."),
        Rule.ofKernel(
            List.of(SEQUENCES, SequenceSection.LENGTH, TaskSection.DIM),
            values -> {
              if (values.has(SEQUENCES)) {
                sequences(values).check();
              }
            },
            "Set what it says."),
        Rule.ofKernel(
            List.of(LEARNER, TaskSection.TASK, TaskSection.CONTEXT, TaskSection.DIM),
            values -> {
              if (values.has(LEARNER)) {
                new ProvidedLearner(values.get(LEARNER)).check(TaskSection.inContext(values));
              }
            },
            "Set what it says, or leave provided out of measure.against."));
  }

  /** What is to be provided needs a provider. */
  private static Rule named(Parameter<?> asked, Parameter<Provided> provider, String what) {
    return new Rule(
        List.of(provider, asked),
        values ->
            values.has(provider) && values.get(provider).isNone()
                ? Optional.of("no provider of " + what + " is named")
                : Optional.empty(),
        values -> "Set " + provider.path() + " to the name of one, and give its jar by --jars.");
  }

  /** Its tasks. */
  static ProvidedPairs pairs(Values values) {
    return new ProvidedPairs(
        values.get(TASK),
        values.get(TaskSection.CONTEXT),
        values.get(TaskSection.DIM),
        values.get(TaskSection.TOKENS));
  }

  /** Its sequences. */
  static ProvidedSequences sequences(Values values) {
    return new ProvidedSequences(
        values.get(SEQUENCES), values.get(SequenceSection.LENGTH), values.get(TaskSection.DIM));
  }

  /** What is measured of a final model, if anything. */
  static Optional<ProvidedMeasures> measures(Values values) {
    return values.asked(MEASURES).map(ProvidedMeasures::new);
  }
}
