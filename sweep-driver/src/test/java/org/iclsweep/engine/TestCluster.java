package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark on this machine: a master and workers of one core each, every one a
 * JVM of its own that can be killed. Nothing of this project is on their class path; an application
 * brings its jar, or names the test's class path in {@code spark.executor.extraClassPath}.
 *
 * <p>Logs of all of them are in {@link #folder}; {@link #logs} has their ends. All processes end
 * with {@link #close}, and with this JVM.
 */
public final class TestCluster implements AutoCloseable {

  private static final Path TEST_CLASSES = Path.of("target/test-classes").toAbsolutePath();
  private static final Pattern MASTER_URL =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern MASTER_UI =
      Pattern.compile("started at (http://\\S+)", Pattern.CASE_INSENSITIVE);
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final String DRIVER = "org.apache.spark.deploy.worker.DriverWrapper";
  private static final String WORKER_MEMORY = "4g";
  private static final int LAST_LINES = 40;

  private final Path folder;
  private final SparkHome home;
  private final Thread atExit = new Thread(this::killAll);
  private final Map<Process, Path> daemons = new LinkedHashMap<>();
  private final List<ProcessHandle> orphans = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private Process master;
  private String url;

  private TestCluster(Path folder, SparkHome home) {
    this.folder = folder;
    this.home = home;
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
    TestCluster cluster = new TestCluster(Files.createDirectories(folder), home);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
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
    return find(MASTER_UI, daemons.get(master));
  }

  /** The Spark that it runs, for {@code SPARK_HOME}. */
  public SparkHome home() {
    return home;
  }

  /** Where its logs are and its workers work. */
  public Path folder() {
    return folder;
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
    return running(EXECUTOR);
  }

  /** The drivers that live and that the cluster runs. */
  public List<ProcessHandle> drivers() {
    return running(DRIVER);
  }

  private synchronized List<ProcessHandle> running(String program) {
    return Stream.concat(workers().stream().flatMap(ProcessHandle::descendants), orphans.stream())
        .distinct()
        .filter(process -> process.isAlive() && commandLine(process).contains(program))
        .toList();
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
    synchronized (this) {
      process.descendants().forEach(orphans::add);
    }
    process.destroyForcibly();
    process.onExit().join();
  }

  private void startMaster(TestHost host) throws IOException {
    master =
        startDaemon(
            "master",
            host,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", host.address(), "--port", "0", "--webui-port", "0"));
    Path log = daemons.get(master);
    await(() -> find(MASTER_URL, log) != null, "the master starts", List.of(master));
    url = find(MASTER_URL, log);
  }

  private synchronized Process startWorker(TestHost host) throws IOException {
    String name = "worker-" + (workers.size() + 1);
    List<String> arguments =
        new ArrayList<>(List.of("--host", host.address(), "--webui-port", "0"));
    arguments.addAll(List.of("--cores", "1", "--memory", WORKER_MEMORY));
    arguments.addAll(List.of("--work-dir", folder.resolve(name).toString(), url));
    Process worker = startDaemon(name, host, "org.apache.spark.deploy.worker.Worker", arguments);
    workers.add(worker);
    return worker;
  }

  private Process startDaemon(String name, TestHost host, String program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(host.before());
    command.addAll(OwnJvm.ofLauncher("256m"));
    command.addAll(List.of("-cp", home.classPath() + ":" + TEST_CLASSES));
    command.addAll(List.of(ClusterDaemon.class.getName(), program));
    command.addAll(arguments);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile());
    builder.environment().putAll(home.environment());
    builder.environment().put("SPARK_LOCAL_IP", host.address());
    Process daemon = builder.start();
    daemons.put(daemon, log);
    return daemon;
  }

  private void awaitRegistered(List<Process> started) {
    await(
        () ->
            started.stream()
                .allMatch(worker -> contains(daemons.get(worker), "Successfully registered")),
        "workers are known to the master",
        started);
  }

  private void await(BooleanSupplier condition, String what, List<Process> alive) {
    while (!condition.getAsBoolean()) {
      if (!alive.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException("waited in vain until " + what + "\n" + logs());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before " + what, e);
      }
    }
  }

  private static boolean contains(Path log, String text) {
    return find(Pattern.compile(Pattern.quote(text)), log) != null;
  }

  /** The first group of the first match, or all of it if there are no groups. */
  private static String find(Pattern pattern, Path log) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(log));
      return matcher.find() ? matcher.group(matcher.groupCount()) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The last lines of every log, those of executors and drivers among them. */
  public String logs() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> logs =
          files.filter(file -> file.toString().matches(".*(\\.log|/stderr|/stdout)")).toList();
      for (Path log : logs) {
        List<String> lines = Files.readString(log).lines().toList();
        text.append("--- ").append(folder.relativize(log)).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LAST_LINES))
            .forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException e) {
      text.append("no more logs: ").append(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void killAll() {
    List<ProcessHandle> all = new ArrayList<>(orphans);
    for (Process daemon : daemons.keySet()) {
      daemon.descendants().forEach(all::add);
      all.add(daemon.toHandle());
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
