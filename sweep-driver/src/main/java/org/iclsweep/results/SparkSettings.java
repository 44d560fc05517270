package org.iclsweep.results;

import com.typesafe.config.Config;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import org.iclsweep.spi.Providers;
import org.iclsweep.trial.TrialRecord;

/**
 * How Spark is started: quiet, and on this machine alone unless a master says otherwise.
 *
 * @param master a Spark master URL; {@code null} for what spark-submit was given, else {@code
 *     local[*]}
 * @param conf further Spark settings; they win over the ones chosen here
 */
public record SparkSettings(String master, Map<String, String> conf) {

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[([^,\\]]+)])?");
  static final String MASTER = "spark.master";
  private static final String DRIVER_HOST = "spark.driver.host";
  private static final String LOCAL_NAME = "SPARK_LOCAL_HOSTNAME";
  private static final String LOCAL_ADDRESS = "SPARK_LOCAL_IP";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String HADOOP_PREFIX = "spark.hadoop.";
  private static final String VERIFIED_PAGES =
      HADOOP_PREFIX + ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED;

  /** Where this record keeps further jars; Spark knows no such setting. */
  private static final String FURTHER_JARS = "spark.iclsweep.jars";

  /**
   * The kernel is fastest where large arrays start at the edge of a cache line, which G1 with
   * regions of this size does; the JVM takes another collector on a machine with one core.
   */
  private static final String COLLECTOR = "-XX:+UseG1GC -XX:G1HeapRegionSize=4m";

  private static final Pattern ANY_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");
  private static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String EXECUTOR_DEFAULTS = "spark.executor.defaultJavaOptions";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  public SparkSettings {
    conf = Map.copyOf(conf);
    Secrets.learn(conf);
  }

  /** All cores of this machine. */
  public static SparkSettings local() {
    return new SparkSettings(null, Map.of());
  }

  /** The same with jars that executors get beside this program's own. */
  public SparkSettings withJars(List<String> files) {
    if (files.isEmpty()) {
      return this;
    }
    Map<String, String> all = new HashMap<>(conf);
    all.put(FURTHER_JARS, String.join(",", files));
    return new SparkSettings(master, all);
  }

  /** The options that they were given by, as they may be kept: of a secret, its name alone. */
  public List<String> options() {
    List<String> words = new ArrayList<>();
    if (master != null) {
      words.addAll(List.of("--master", master));
    }
    new TreeMap<>(conf)
        .forEach(
            (key, value) ->
                words.addAll(
                    key.equals(FURTHER_JARS)
                        ? List.of(Providers.JARS, value)
                        : List.of("--conf", Secrets.shown(key + "=" + value))));
    return words;
  }

  /**
   * The file systems that these settings reach. They are known without a {@link SparkConf}, which
   * takes as long to be ready as a small question to be answered.
   */
  public Storage storage() {
    Map<String, String> all = new HashMap<>();
    all.put(VERIFIED_PAGES, "true");
    Properties ofProcess = System.getProperties();
    ofProcess.stringPropertyNames().forEach(name -> all.put(name, ofProcess.getProperty(name)));
    all.putAll(conf);
    Map<String, String> hadoop = new HashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(HADOOP_PREFIX)) {
            hadoop.put(name.substring(HADOOP_PREFIX.length()), value);
          }
        });
    return new Storage(hadoop);
  }

  /** The session of this process, or a new one if it has none. */
  public SparkSession session() {
    SparkConf conf = sparkConf();
    requireAddress(conf);
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    sendJars(session.sparkContext());
    return session;
  }

  /** Also to executors of a session that has begun without them. */
  private void sendJars(SparkContext context) {
    String sent = context.listJars().mkString(",");
    Stream.of(conf.getOrDefault(FURTHER_JARS, "").split(","))
        .filter(file -> !file.isEmpty() && !sent.contains("/" + new File(file).getName()))
        .forEach(context::addJar);
  }

  /** Whether this process has a session already, so that {@link #session} starts none. */
  public static boolean isRunning() {
    return SparkSession.getDefaultSession().exists(session -> !session.sparkContext().isStopped());
  }

  /**
   * Ends the process of a driver. Where the driver runs inside YARN, it has to return or to throw:
   * exiting counts as a failure there, whatever the code.
   *
   * @throws IllegalStateException in YARN, if the code is not 0
   */
  public static void exit(int code) {
    if (DriverPlace.here() != DriverPlace.YARN) {
      System.exit(code);
    } else if (code != 0) {
      throw new IllegalStateException(
          "icl-sweep ends with exit code " + code + "; why is told above");
    }
  }

  /** Bytes of the heap that trials run in: this process's, or an executor's. */
  public long trialHeap() {
    return isOnThisJvm()
        ? Runtime.getRuntime().maxMemory()
        : JavaUtils.byteStringAsBytes(sparkConf().get(EXECUTOR_MEMORY, "1g"));
  }

  /** The setting of Spark that makes that heap larger. */
  public String heapSetting() {
    return isOnThisJvm() ? "spark.driver.memory" : EXECUTOR_MEMORY;
  }

  private boolean isOnThisJvm() {
    return sparkConf().get("spark.master").startsWith("local[");
  }

  SparkConf sparkConf() {
    nameThisMachine();
    SparkConf all = new SparkConf();
    if (master != null) {
      all.set(MASTER, master);
    }
    conf.forEach(all::set);
    all.setIfMissing(MASTER, "local[*]");
    all.set(MASTER, withRetries(all.get(MASTER)));
    all.set("spark.serializer", JavaSerializer.class.getName()); // Kryo cannot read records
    all.setIfMissing("spark.app.name", "icl-sweep");
    all.setIfMissing("spark.redaction.regex", Secrets.NAMES);
    all.setIfMissing("spark.ui.showConsoleProgress", "false");
    all.setIfMissing("spark.sql.session.timeZone", "UTC");
    all.setIfMissing("spark.sql.datetime.java8API.enabled", "true");
    all.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    all.setIfMissing(VERIFIED_PAGES, "true");
    // there is one table: no join saves reading, and to look for such a join takes a fifth of
    // planning
    all.setIfMissing("spark.sql.optimizer.dynamicPartitionPruning.enabled", "false");
    all.setIfMissing("spark.sql.optimizer.runtime.bloomFilter.enabled", "false");
    if (all.get(MASTER).startsWith("local[")) {
      all.setIfMissing("spark.ui.enabled", "false");
      all.setIfMissing(DRIVER_HOST, LOOPBACK);
      all.setIfMissing("spark.driver.bindAddress", LOOPBACK);
      // a task that needs more memory than there is fails, where Spark would end this process
      all.setIfMissing("spark.executor.killOnFatalError.depth", "0");
      all.setIfMissing("spark.sql.shuffle.partitions", "4");
    } else {
      shipOwnJars(all);
      chooseCollector(all);
      ClusterDefaults.beside(key -> all.get(key, null)).forEach(all::set);
    }
    return all;
  }

  /**
   * Spark asks for this machine's own name before it reads a setting, and gives up if the name does
   * not resolve, as in many containers.
   */
  private void nameThisMachine() {
    if (!isNamed()) {
      Utils.setCustomHostname(driverHost().orElse(LOOPBACK));
    }
  }

  private Optional<String> driverHost() {
    return Optional.ofNullable(conf.getOrDefault(DRIVER_HOST, System.getProperty(DRIVER_HOST)));
  }

  /** Whether the name of this machine resolves, or Spark is told another. */
  private static boolean isNamed() {
    if (System.getenv(LOCAL_NAME) != null || System.getenv(LOCAL_ADDRESS) != null) {
      return true;
    }
    try {
      InetAddress.getLocalHost();
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** On other machines there are executors, which have to find this one. */
  private void requireAddress(SparkConf conf) {
    if (!conf.get(MASTER).startsWith("local[") && driverHost().isEmpty() && !isNamed()) {
      throw new ResultException(
          "the name of this machine does not resolve, so no executor would find the driver; give its"
              + " address, as in --conf spark.driver.host=192.168.0.7");
    }
  }

  private static void chooseCollector(SparkConf conf) {
    String defaults = conf.get(EXECUTOR_DEFAULTS, "");
    String chosen = withCollector(defaults, conf.get(EXECUTOR_OPTIONS, ""));
    if (!chosen.isEmpty()) {
      conf.set(EXECUTOR_DEFAULTS, chosen);
    }
  }

  /**
   * JVM options of a process that trains: {@code defaults} with the collector that suits the kernel
   * before them, unless these or {@code others} choose one, since two of them keep a JVM from
   * starting.
   */
  public static String withCollector(String defaults, String others) {
    return ANY_COLLECTOR.matcher(defaults + " " + others).find()
        ? defaults
        : (COLLECTOR + " " + defaults).strip();
  }

  /** Executors elsewhere need what this driver has; spark-submit names its jars itself. */
  private static void shipOwnJars(SparkConf conf) {
    String jars =
        ProgramFiles.jarsOf(SparkSettings.class, TrialRecord.class, Config.class)
            .collect(Collectors.joining(","));
    if (!jars.isEmpty()) {
      conf.setIfMissing("spark.jars", jars);
    }
  }

  /** {@code local[2]} runs a task once; {@code local[2,4]} up to four times, like a cluster. */
  static String withRetries(String master) {
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return master;
    }
    String threads = local.group(1) == null ? "1" : local.group(1);
    return "local[" + threads + ",4]";
  }
}
