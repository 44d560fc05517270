package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iclsweep.results.DriverPlace;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.SparkSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where trials run and how: what spark-submit has options for, under the same names. */
final class SparkArguments {

  private static final String MASTERS =
      "local(\\[(\\*|\\d+)(,\\d+)?])?|local-cluster\\[[\\d, ]+]|spark://.+:\\d+.*|yarn|k8s://.+";

  /** Masters that the build's own Spark has no code for. */
  private static final String ELSEWHERE = "yarn|k8s://.+";

  private static final String NEEDS_SUBMIT =
      "which needs the spark-submit of a Spark 4: set SPARK_HOME to its folder";

  /** Where the driver runs. */
  enum DeployMode {
    CLIENT,
    CLUSTER
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "The Spark master (default: all cores of this machine, local[*]).")
  String master;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "How many cores of this machine to use, which is --master local[N].")
  Integer cores;

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description =
          "client: the driver runs here (the default); cluster: the cluster runs it. Needs"
              + " SPARK_HOME.")
  DeployMode deployMode;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark, as in --conf spark.executor.memory=4g.")
  List<String> conf = new ArrayList<>();

  /**
   * The settings, where Spark is part of this process.
   *
   * @throws ParameterException if one of them is wrong, or if the driver was to run elsewhere
   */
  SparkSettings settings() {
    checkMaster();
    Map<String, String> all = byKey();
    if (wantsCluster(all) && !isInCluster()) {
      throw wrong("--deploy-mode is cluster, " + NEEDS_SUBMIT);
    }
    if (master() != null
        && master().matches(ELSEWHERE)
        && DriverPlace.here() == DriverPlace.ALONE) {
      throw wrong("--master is " + master + ", " + NEEDS_SUBMIT);
    }
    return new SparkSettings(master(), all);
  }

  /** Whether this process is a driver that a cluster runs. */
  boolean isInCluster() {
    return DriverPlace.here().isInCluster();
  }

  /** The Spark master; {@code null} if nothing is said of it. */
  String master() {
    return cores == null ? master : "local[" + cores + "]";
  }

  void checkMaster() {
    if (cores != null && cores < 1) {
      throw wrong("--cores is " + cores + ", must be a whole number, at least 1");
    }
    if (cores != null && master != null) {
      throw wrong(
          "--cores is "
              + cores
              + " and --master is "
              + master
              + "; --cores is of this machine alone, so give one of them");
    }
    if (master != null && !master.matches(MASTERS)) {
      throw wrong(
          "--master is "
              + master
              + ", must be local[*], local[N], spark://HOST:PORT, yarn or k8s://URL");
    }
  }

  boolean wantsCluster(Map<String, String> settings) {
    return deployMode == null
        ? "cluster".equals(settings.get(DriverPlace.DEPLOY_MODE))
        : deployMode == DeployMode.CLUSTER;
  }

  /**
   * Refuses a directory that a driver in the cluster would look for in its own scratch folder.
   *
   * @param option that it is told by
   * @throws ParameterException if it is such a one
   */
  void requireFromAnywhere(String option, String directory) {
    if (!StudyArguments.isFromAnywhere(directory)) {
      throw wrong(
          "%s is %s, which a driver in the cluster takes for a part of its own scratch folder; give"
                  .formatted(option, directory)
              + " it in full, on a file system that all machines share, as in "
              + option
              + " hdfs:///studies/first");
    }
  }

  Map<String, String> byKey() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : conf) {
      int equals = setting.indexOf('=');
      if (!setting.startsWith("spark.") || equals < 0) {
        throw wrong(
            "--conf is "
                + Secrets.shown(setting)
                + ", must be spark.KEY=VALUE, as in spark.executor.memory=4g");
      }
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings;
  }

  /** The options again, to be typed; what is secret has to be filled in. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (master != null) {
      words.addAll(List.of("--master", master));
    }
    if (cores != null) {
      words.addAll(List.of("--cores", cores.toString()));
    }
    if (deployMode != null) {
      words.addAll(List.of("--deploy-mode", deployMode.name().toLowerCase(Locale.ROOT)));
    }
    conf.forEach(setting -> words.addAll(List.of("--conf", Secrets.shown(setting))));
    return words;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
