package org.iclsweep.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.results.ClusterDefaults;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.read.Study;

/**
 * A study on its way to the spark-submit of a Spark distribution: the words that follow {@code
 * spark-submit}.
 *
 * <p>What the user has set, with {@code --conf} or in {@code conf/spark-defaults.conf}, goes before
 * what is chosen here. A driver in the cluster gets the study by value, as a word of its command
 * line, so that no file of this machine is needed there.
 *
 * @param jar for spark-submit
 * @param defaults settings of the distribution's {@code spark-defaults.conf}
 * @param moduleOptions JVM options without which Spark, or the kernel, does not run or runs slowly;
 *     spark-submit gives them to a driver in its own process only
 * @param javaOptions further JVM options that the user wants
 */
record Submission(
    String jar, Map<String, String> defaults, String moduleOptions, String javaOptions) {

  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String DRIVER_DEFAULTS = "spark.driver.defaultJavaOptions";
  private static final String DRIVER_MEMORY = "spark.driver.memory";
  private static final String WAIT = "spark.standalone.submit.waitAppCompletion";
  private static final String HEAP = "-Xmx";

  /** What the launcher tells, by its environment and by system properties. */
  static Submission ofLauncher(Map<String, String> environment) {
    String conf =
        environment.getOrDefault("SPARK_CONF_DIR", environment.get("SPARK_HOME") + "/conf");
    Map<String, String> defaults = settings(Path.of(conf, "spark-defaults.conf"));
    Secrets.learn(defaults);
    return new Submission(
        System.getProperty("iclsweep.jar"),
        defaults,
        read(Path.of(System.getProperty("iclsweep.jvm.args"))).strip().replace('\n', ' '),
        environment.getOrDefault("ICL_SWEEP_JAVA_OPTS", ""));
  }

  private static Map<String, String> settings(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try {
        properties.load(new StringReader(read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key).strip()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * The words for a verb that was typed with {@link RunCommand#SUBMISSION} among its own. Jars go
   * to a driver in the cluster by spark-submit.
   */
  List<String> words(
      Optional<Study> study, SparkArguments spark, JarArguments jars, List<String> typed) {
    List<String> arguments = new ArrayList<>(typed);
    arguments.remove(RunCommand.SUBMISSION);
    List<String> words = new ArrayList<>();
    if (isInCluster(spark)) {
      words.addAll(jars.handedTo(arguments));
    }
    words.addAll(words(study, spark, arguments));
    return words;
  }

  /**
   * The words.
   *
   * @param study what is to be run; empty if the driver is to read it from a shared file system
   * @param spark how
   * @param arguments of this program, as they were given
   */
  List<String> words(Optional<Study> study, SparkArguments spark, List<String> arguments) {
    Map<String, String> settings = spark.byKey();
    Map<String, String> effective = effective(spark);
    boolean inCluster = isInCluster(spark);
    heap()
        .filter(heap -> !effective.containsKey(DRIVER_MEMORY))
        .ifPresent(heap -> settings.put(DRIVER_MEMORY, heap));
    String ofUser = effective.getOrDefault(DRIVER_OPTIONS, "");
    if (inCluster) {
      settings.put(DRIVER_OPTIONS, driverOptions(ofUser));
      settings.put(WAIT, effective.getOrDefault(WAIT, "true"));
      settings.putAll(ClusterDefaults.ofManager(effective::get));
    } else {
      String defaultOptions = effective.getOrDefault(DRIVER_DEFAULTS, "");
      settings.put(
          DRIVER_DEFAULTS, SparkSettings.withCollector(defaultOptions, ofUser + " " + javaOptions));
    }
    List<String> words = new ArrayList<>(List.of("--class", IclSweep.class.getName()));
    words.addAll(List.of("--name", "icl-sweep" + study.map(it -> " " + it.name()).orElse("")));
    if (spark.master() != null) {
      words.addAll(List.of("--master", spark.master()));
    }
    words.addAll(List.of("--deploy-mode", inCluster ? "cluster" : "client"));
    settings.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.add(jar);
    words.addAll(arguments);
    if (inCluster && study.isPresent()) {
      words.addAll(List.of(StudyArguments.TEXT, StudyArguments.encoded(study.get())));
    }
    return words;
  }

  /** Whether the driver is to run in the cluster. */
  boolean isInCluster(SparkArguments spark) {
    return spark.wantsCluster(effective(spark));
  }

  private Map<String, String> effective(SparkArguments spark) {
    Map<String, String> effective = new TreeMap<>(defaults);
    effective.putAll(spark.byKey());
    return effective;
  }

  private Optional<String> heap() {
    return javaWords()
        .filter(word -> word.startsWith(HEAP))
        .reduce((first, last) -> last)
        .map(word -> word.substring(HEAP.length()));
  }

  /** The user's own come last: of options that contradict each other, the JVM takes the last. */
  private String driverOptions(String ofUser) {
    String further =
        javaWords().filter(word -> !word.startsWith(HEAP)).collect(Collectors.joining(" "));
    return Stream.of(moduleOptions, further, ofUser)
        .filter(options -> !options.isBlank())
        .collect(Collectors.joining(" "));
  }

  private Stream<String> javaWords() {
    return Arrays.stream(javaOptions.strip().split("\\s+")).filter(word -> !word.isEmpty());
  }

  /** Words as a POSIX shell reads them back. */
  static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
