package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A standalone cluster of Spark on this machine: a master and workers of one core each, every one a
 * JVM of its own that can be killed. Nothing of this project is on their class path; an application
 * brings its jar, or names the test's class path in {@code spark.executor.extraClassPath}.
 *
 * <p>Logs of all of them are in {@link #folder}; {@link #logs} has their ends. All processes end
 * with {@link #close}, and with this JVM.
 */
public final class TestCluster implements AutoCloseable {

  private static final Pattern MASTER_URL =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern MASTER_UI =
      Pattern.compile("started at (http://\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern REGISTERED = Pattern.compile("Successfully registered");
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final String DRIVER = "org.apache.spark.deploy.worker.DriverWrapper";
  private static final String WORKER_MEMORY = "4g";

  private final SparkHome home;
  private final Daemons daemons;
  private final List<Process> workers = new ArrayList<>();
  private Process master;
  private String url;

  private TestCluster(Path folder, SparkHome home) throws IOException {
    this.home = home;
    daemons = new Daemons(folder);
  }

  /** Starts one and waits until its workers are known to the master. */
  public static TestCluster start(Path folder, int workers) throws IOException {
    return start(folder, SparkHome.ofTheBuild(), workers);
  }

  static TestCluster start(Path folder, SparkHome home, int workers) throws IOException {
    // Spark copies a slow task to another host only, which 127.0.0.2 is on most systems
    List<TestHost> hosts = IntStream.rangeClosed(1, workers).mapToObj(TestHost::loopback).toList();
    return start(folder, home, new TestHost("127.0.0.1", List.of()), hosts);
  }

  /** Starts one whose processes are on these hosts. */
  static TestCluster start(Path folder, SparkHome home, TestHost master, List<TestHost> workers)
      throws IOException {
    TestCluster cluster = new TestCluster(folder, home);
    try {
      cluster.startMaster(master);
      List<Process> started = new ArrayList<>();
      for (TestHost host : workers) {
        started.add(cluster.startWorker(host));
      }
      cluster.awaitRegistered(started);
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Where drivers find the master. */
  public String masterUrl() {
    return url;
  }

  /** Where the master tells what it knows, in JSON. */
  String masterUi() throws IOException {
    return Daemons.find(MASTER_UI, daemons.log(master));
  }

  /** The Spark that it runs, for {@code SPARK_HOME}. */
  public SparkHome home() {
    return home;
  }

  /** Where its logs are and its workers work. */
  public Path folder() {
    return daemons.folder();
  }

  public ProcessHandle master() {
    return master.toHandle();
  }

  /** The workers that live. */
  public synchronized List<ProcessHandle> workers() {
    return workers.stream().filter(Process::isAlive).map(Process::toHandle).toList();
  }

  /** The executors that live, of all applications, also those whose worker was killed. */
  public List<ProcessHandle> executors() {
    return daemons.running(workers(), EXECUTOR);
  }

  /** The drivers that live and that the cluster runs. */
  public List<ProcessHandle> drivers() {
    return daemons.running(workers(), DRIVER);
  }

  /** Of a JVM's words, which the JDK tells a page of only, and a class path may fill that. */
  public static String commandLine(ProcessHandle process) {
    Path all = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
    try {
      return Files.exists(all) ? Files.readString(all) : process.info().commandLine().orElse("");
    } catch (IOException e) { // it has just ended
      return "";
    }
  }

  /** Starts another worker and waits until the master knows it. */
  public ProcessHandle addWorker() throws IOException {
    Process worker = startWorker(TestHost.loopback(workers.size() + 1));
    awaitRegistered(List.of(worker));
    return worker.toHandle();
  }

  /** Kills one of its processes as kill -9 does, and waits until it is gone. */
  public void kill(ProcessHandle process) {
    daemons.kill(process);
  }

  /** Warns a worker as a machine does that is about to be taken away. */
  void decommission(ProcessHandle worker) throws IOException, InterruptedException {
    String pid = String.valueOf(worker.pid());
    if (new ProcessBuilder("kill", "-PWR", pid).inheritIO().start().waitFor() != 0) {
      throw new IOException("cannot warn process " + pid);
    }
  }

  private void startMaster(TestHost host) throws IOException {
    master =
        startDaemon(
            "master",
            host,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", host.address(), "--port", "0", "--webui-port", "0"));
    Path log = daemons.log(master);
    daemons.await(
        () -> Daemons.find(MASTER_URL, log) != null, "the master starts", List.of(master));
    url = Daemons.find(MASTER_URL, log);
  }

  private synchronized Process startWorker(TestHost host) throws IOException {
    String name = "worker-" + (workers.size() + 1);
    List<String> arguments =
        new ArrayList<>(List.of("--host", host.address(), "--webui-port", "0"));
    arguments.addAll(List.of("--cores", "1", "--memory", WORKER_MEMORY));
    arguments.addAll(List.of("--work-dir", folder().resolve(name).toString(), url));
    Process worker = startDaemon(name, host, "org.apache.spark.deploy.worker.Worker", arguments);
    workers.add(worker);
    return worker;
  }

  private Process startDaemon(String name, TestHost host, String program, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("-Dspark.decommission.enabled=true"));
    words.addAll(List.of(ClusterDaemon.class.getName(), program));
    words.addAll(arguments);
    Map<String, String> environment = new HashMap<>(home.environment());
    environment.put("SPARK_LOCAL_IP", host.address());
    return daemons.start(name, host.before(), home.classPath(), environment, words);
  }

  private void awaitRegistered(List<Process> started) {
    daemons.await(
        () ->
            started.stream()
                .allMatch(worker -> Daemons.find(REGISTERED, daemons.log(worker)) != null),
        "workers are known to the master",
        started);
  }

  /** The last lines of every log, those of executors and drivers among them. */
  public String logs() {
    return daemons.logs();
  }

  @Override
  public void close() {
    daemons.close();
  }
}
