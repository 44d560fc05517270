/**
 * What jars from outside implement: tasks, learners and measures of their own.
 *
 * <p>A jar has classes that implement {@link org.iclsweep.spi.TaskProvider}, {@link
 * org.iclsweep.spi.SequenceProvider}, {@link org.iclsweep.spi.LearnerProvider} or {@link
 * org.iclsweep.spi.MeasureProvider}, and their names in {@code META-INF/services}, in a file named
 * like the interface. {@code --jars} of {@code plan} and {@code run} gives it to driver and
 * executors. A whole one, both sides of a comparison:
 *
 * <pre>{@code
 * public final class NearestPair implements LearnerProvider {
 *   public String name() { return "nearest-pair"; }
 *   public String version() { return "1.0"; }
 *   public List<Setting> settings() {
 *     return List.of(Setting.real("shrinkage", 1, "What the label is multiplied by."));
 *   }
 *   public PairLearner learner(Settings settings, int context, int dim) {
 *     double shrinkage = settings.real("shrinkage");
 *     return (inputs, labels, query) -> shrinkage * labels[nearest(inputs, query)];
 *   }
 *   private static int nearest(double[][] inputs, double[] query) { ... }
 * }
 *
 * META-INF/services/org.iclsweep.spi.LearnerProvider:    my.research.NearestPair
 *
 * measure { against = [gd, provided], provided-learner { name = nearest-pair, shrinkage = 0.9 } }
 * }</pre>
 *
 * <p><b>Identity.</b> Name, version and all settings are a part of what a trial is: another version
 * makes other trials.
 *
 * <p><b>The same bits on every machine.</b> What a provider gives is a function of its arguments:
 * no clock, no file, no random numbers but the {@link org.iclsweep.spi.LaneDraws} that it gets, no
 * order of a {@code HashMap}, no state between calls. {@code + - * /}, {@code Math.sqrt}, {@code
 * Math.fma}, {@code Math.max} and the like are exact; {@code Math.exp}, {@code Math.sin} and their
 * kind differ between JVMs: {@code StrictMath} has them with the same bits everywhere.
 *
 * <p><b>Errors.</b> An exception fails the trial whose row then has its message, and no other.
 *
 * <p>Nothing of the kernel is here but matrices whose lanes are tasks. What the kernel makes of
 * providers stands beside its own: {@code task.ProvidedPairs}, {@code task.ProvidedSequences},
 * {@code learner.ProvidedLearner}, {@code trial.ProvidedMeasures}. What is not here is how jars are
 * given: that is the command line's.
 */
package org.iclsweep.spi;
