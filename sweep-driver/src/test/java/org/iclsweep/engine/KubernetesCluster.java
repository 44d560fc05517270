package org.iclsweep.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Spark sees of Kubernetes, on this machine: an API server, which is a mock, and one kubelet
 * that runs containers as processes. There are no images, no isolation and no limits.
 *
 * <p>Their jars are those that Maven puts into {@code target/spark-kubernetes} and {@code
 * target/kubernetes-api} (sweep-driver/pom.xml); they are of the tests alone.
 */
public final class KubernetesCluster implements AutoCloseable {
  private static final Path SPARK_ON_KUBERNETES =
      Path.of("target/spark-kubernetes").toAbsolutePath();
  private static final Path API_JARS = Path.of("target/kubernetes-api").toAbsolutePath();
  private static final Path API_SERVER =
      Path.of("target/test-classes/kubernetes/ApiServer.java").toAbsolutePath();
  private static final Pattern ADDRESS = Pattern.compile("the API is at (http://\\S+)");
  private static final String EXECUTOR = "KubernetesExecutorBackend";
  private static final String DRIVER = "org.apache.spark.deploy.SparkSubmit";

  private final Daemons daemons;
  private final SparkHome home;
  private Process server;
  private Process kubelet;
  private String url;
  private KubernetesApi api;

  private KubernetesCluster(Path folder) throws IOException {
    if (!Files.exists(SPARK_ON_KUBERNETES)) {
      throw new IOException(SPARK_ON_KUBERNETES + " is not there; Maven puts it there: mvn verify");
    }
    try (Stream<Path> jars = Files.list(SPARK_ON_KUBERNETES)) {
      home = SparkHome.ofTheBuildAnd(jars.sorted().toList());
    }
    daemons = new Daemons(folder);
  }

  /** Starts one. */
  public static KubernetesCluster start(Path folder) throws IOException {
    KubernetesCluster cluster = new KubernetesCluster(folder);
    try {
      cluster.startServer();
      cluster.startKubelet();
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void startServer() throws IOException {
    server =
        daemons.start(
            "api-server",
            List.of(),
            home.classPath() + ":" + API_JARS + "/*",
            home.environment(),
            List.of(API_SERVER.toString()));
    Path log = daemons.log(server);
    daemons.await(
        () -> Daemons.find(ADDRESS, log) != null, "the API server starts", List.of(server));
    url = Daemons.find(ADDRESS, log);
    api = new KubernetesApi(url);
  }

  private void startKubelet() throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(ClusterDaemon.class.getName(), Kubelet.class.getName()));
    words.addAll(
        List.of(url, daemons.folder().resolve("pods").toString(), home.folder().toString()));
    kubelet = daemons.start("kubelet", List.of(), home.classPath(), home.environment(), words);
  }

  /** Where the API is. */
  public String url() {
    return url;
  }

  /** The Spark that goes with it, and which is in every image. */
  public SparkHome home() {
    return home;
  }

  /** Names of pods of a role, {@code driver} or {@code executor}, in one of some phases. */
  public List<String> pods(String role, String... phases) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode pod : api.all("pods")) {
      if (pod.path("metadata").path("labels").path("spark-role").asText().equals(role)
          && List.of(phases).contains(pod.path("status").path("phase").asText())) {
        names.add(pod.path("metadata").path("name").asText());
      }
    }
    return names;
  }

  /** Whether there is a pod of this name, in whatever phase. */
  public boolean has(String pod) throws IOException {
    return !api.one("pods", pod).isMissingNode();
  }

  /** The code that the container of a pod has ended with. */
  public int exitCode(String pod) throws IOException {
    JsonNode state = api.one("pods", pod).at("/status/containerStatuses/0/state/terminated");
    return state.path("exitCode").asInt(-1);
  }

  /** What a pod has printed. */
  public String log(String pod) throws IOException {
    return Files.readString(daemons.folder().resolve("pods/" + pod + "/container.log"));
  }

  /** As {@code kubectl delete pod} does, without waiting for its end. */
  public void delete(String pod) throws IOException {
    api.delete(pod);
  }

  /** The executors that live. */
  public List<ProcessHandle> executors() {
    return daemons.running(List.of(kubelet.toHandle()), EXECUTOR);
  }

  /** The drivers that live and that the cluster runs. */
  public List<ProcessHandle> drivers() {
    return daemons.running(List.of(kubelet.toHandle()), DRIVER);
  }

  /** Kills a process as a node that has no memory left does, and waits until it is gone. */
  public void kill(ProcessHandle process) {
    daemons.kill(process);
  }

  /** The end of every log, those of containers among them. */
  public String logs() {
    return daemons.logs();
  }

  @Override
  public void close() {
    daemons.close();
  }
}
