package org.iclsweep.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * YARN and HDFS on this machine: a resource manager, node managers, a name node and data nodes,
 * every one a JVM of its own that can be killed. Nothing of this project, nor of Spark's code for
 * YARN, is on their class path; who submits brings both.
 *
 * <p>Their jars are those that Maven puts into {@code target/hadoop} (sweep-driver/pom.xml); they
 * are of the tests alone.
 */
public final class HadoopCluster implements AutoCloseable {

  private static final Path JARS = Path.of("target/hadoop").toAbsolutePath();
  private static final Path SPARK_ON_YARN = Path.of("target/spark-yarn.jar").toAbsolutePath();
  private static final String RESOURCE_MANAGER =
      "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager";
  private static final String NODE_MANAGER =
      "org.apache.hadoop.yarn.server.nodemanager.NodeManager";
  private static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
  private static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";
  private static final String EXECUTOR =
      "org.apache.spark.executor.YarnCoarseGrainedExecutorBackend";
  private static final String APPLICATION_MASTER = "org.apache.spark.deploy.yarn.ApplicationMaster";
  private static final String MASTER_OF_A_CLIENT = "org.apache.spark.deploy.yarn.ExecutorLauncher";
  private static final Pattern NODES = Pattern.compile("\"activeNodes\" ?: ?(\\d+)");
  private static final Pattern DISKS = Pattern.compile("\"NumLiveDataNodes\" ?: ?(\\d+)");
  private static final Pattern LACKING = Pattern.compile("\"UnderReplicatedBlocks\" ?: ?(\\d+)");
  private static final Pattern SAFE_MODE = Pattern.compile("\"Safemode\" ?: ?\"(.*)\"");
  private static final String FOLDER = "test.daemon.folder";

  /** A page of a daemon that starts or ends may never come. */
  private static final Duration A_PAGE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Daemons daemons;
  private final SparkHome home;
  private final HadoopSettings settings;
  private final List<Process> nodeManagers = new ArrayList<>();
  private final List<Process> dataNodes = new ArrayList<>();
  private Process resourceManager;
  private Process nameNode;

  private HadoopCluster(Path folder) throws IOException {
    if (!Files.exists(SPARK_ON_YARN)) {
      throw new IOException(SPARK_ON_YARN + " is not there; Maven puts it there: mvn verify");
    }
    home = SparkHome.ofTheBuildAnd(List.of(SPARK_ON_YARN));
    daemons = new Daemons(folder);
    settings = new HadoopSettings(folder, FOLDER, FreePorts.of(8));
  }

  /** Starts one with two nodes of each kind, and waits until they are known. */
  public static HadoopCluster start(Path folder) throws IOException {
    HadoopCluster cluster = new HadoopCluster(folder);
    try {
      cluster.settings.write();
      Process format = cluster.startDaemon("format", NAME_NODE, "-format", "-nonInteractive");
      cluster.resourceManager = cluster.startDaemon("resource-manager", RESOURCE_MANAGER);
      cluster.startNodeManager();
      cluster.startNodeManager();
      cluster.daemons.await(
          () -> !format.isAlive(), "the name node has its folder", cluster.yarnDaemons());
      cluster.nameNode = cluster.startDaemon("name-node", NAME_NODE);
      cluster.startDataNode();
      cluster.startDataNode();
      cluster.awaitNodeManagers();
      cluster.awaitDataNodes();
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** The root of its file system. */
  public String hdfs() {
    return settings.hdfs();
  }

  /** The Spark that goes with it, for {@code SPARK_HOME}. */
  public SparkHome home() {
    return home;
  }

  /** What {@code HADOOP_CONF_DIR} names. */
  public Path conf() {
    return settings.conf();
  }

  /** Where its logs are, and its nodes work. */
  public Path folder() {
    return daemons.folder();
  }

  /** The node managers that live. */
  public List<ProcessHandle> nodeManagers() {
    return living(nodeManagers);
  }

  /** The data nodes that live. */
  public List<ProcessHandle> dataNodes() {
    return living(dataNodes);
  }

  private static synchronized List<ProcessHandle> living(List<Process> processes) {
    return processes.stream().filter(Process::isAlive).map(Process::toHandle).toList();
  }

  /** The executors that live, of all applications, also those whose node manager was killed. */
  public List<ProcessHandle> executors() {
    return jvms(EXECUTOR);
  }

  /** The application masters that live and have drivers in them. */
  public List<ProcessHandle> applicationMasters() {
    return jvms(APPLICATION_MASTER);
  }

  /** Those that live and whose drivers are in no container. */
  public List<ProcessHandle> mastersOfClients() {
    return jvms(MASTER_OF_A_CLIENT);
  }

  /** Without the shells that start them, whose words are the same. */
  private List<ProcessHandle> jvms(String program) {
    return daemons.running(nodeManagers(), program).stream()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  /** Kills one of its processes as kill -9 does, and waits until it is gone. */
  public void kill(ProcessHandle process) {
    daemons.kill(process);
  }

  /** Waits until those that were killed are missed, then for another node manager. */
  public void addNodeManager() throws IOException {
    awaitNodeManagers();
    startNodeManager();
    awaitNodeManagers();
  }

  /** Waits until those that were killed are missed, then for another data node. */
  public void addDataNode() throws IOException {
    awaitDataNodes();
    startDataNode();
    awaitDataNodes();
  }

  /** Waits until no block lacks a copy: of two copies one may be lost. */
  public void awaitCopies() {
    awaitDataNodes();
    String state = settings.hdfsPages() + "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState";
    daemons.await(
        () -> told(LACKING, read(state)).equals("0"), "all blocks have copies", hdfsDaemons());
  }

  private void startNodeManager() throws IOException {
    nodeManagers.add(startDaemon("node-manager-" + (nodeManagers.size() + 1), NODE_MANAGER));
  }

  private void startDataNode() throws IOException {
    dataNodes.add(startDaemon("data-node-" + (dataNodes.size() + 1), DATA_NODE));
  }

  private Process startDaemon(String name, String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add("-D%s=%s".formatted(FOLDER, folder().resolve(name)));
    words.addAll(List.of(ClusterDaemon.class.getName(), program));
    words.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return daemons.start(
        name, List.of(), conf() + ":" + home.classPath() + ":" + JARS + "/*", environment, words);
  }

  /** What the resource manager tells of applications, nodes and itself, in JSON. */
  public String yarn(String what) {
    return read(settings.yarnPages() + "/ws/v1/cluster/" + what);
  }

  /** Waits until the resource manager counts those that live, and none that does not. */
  private void awaitNodeManagers() {
    String living = String.valueOf(nodeManagers().size());
    daemons.await(
        () -> told(NODES, yarn("metrics")).equals(living),
        living + " node managers are known",
        yarnDaemons());
  }

  /** Waits until the name node counts those that live, and none that does not. */
  private void awaitDataNodes() {
    String living = String.valueOf(dataNodes().size());
    String state = settings.hdfsPages() + "/jmx?qry=Hadoop:service=NameNode,name=";
    daemons.await(
        () ->
            told(DISKS, read(state + "FSNamesystemState")).equals(living)
                && told(SAFE_MODE, read(state + "NameNodeInfo")).isEmpty(),
        living + " data nodes are known",
        hdfsDaemons());
  }

  /** Those that must not end while one waits for YARN: nobody has killed them. */
  private List<Process> yarnDaemons() {
    return with(resourceManager, nodeManagers);
  }

  private List<Process> hdfsDaemons() {
    return with(nameNode, dataNodes);
  }

  private static List<Process> with(Process manager, List<Process> nodes) {
    return Stream.concat(Stream.of(manager), nodes.stream().filter(Process::isAlive)).toList();
  }

  private static String told(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "nothing";
  }

  /** A page; empty while nobody answers. */
  private String read(String address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(A_PAGE).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + address, e);
    }
  }

  /** The end of every log, those of containers among them. */
  public String logs() {
    return daemons.logs();
  }

  /** Logs of the containers of applications that are not yet gathered. */
  public Stream<Path> containerLogs() throws IOException {
    return Files.walk(folder()).filter(file -> file.toString().matches(".*/(stderr|stdout)"));
  }

  @Override
  public void close() {
    daemons.close();
  }
}
