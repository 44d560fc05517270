package org.iclsweep.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The one node of a cluster of Kubernetes: starts the container of every pod as a process of this
 * machine, tells the API what becomes of it, and ends it when the pod is deleted. It is also what
 * gives services their names and collects pods whose owner is gone.
 */
final class Kubelet {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final KubernetesApi api;
  private final Path folder;
  private final SparkHome image;
  private final Path hosts;
  private final Map<String, Started> pods = new HashMap<>();

  /** A pod whose process was started; it has been asked to end at an instant, or not at all. */
  private record Started(
      String container, Process process, String address, Instant since, Optional<Instant> asked) {
    Started askedToEnd() {
      return new Started(container, process, address, since, Optional.of(Instant.now()));
    }
  }

  private Kubelet(KubernetesApi api, Path folder, SparkHome image) {
    this.api = api;
    this.folder = folder;
    this.image = image;
    hosts = folder.resolve("hosts");
  }

  /** Arguments: the API's address, a folder for what pods leave, the Spark that all images have. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[1]));
    Kubelet kubelet =
        new Kubelet(new KubernetesApi(args[0]), folder, new SparkHome(Path.of(args[2])));
    while (true) {
      kubelet.look();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void look() throws IOException {
    List<JsonNode> all = api.all("pods");
    Set<String> there = all.stream().map(Kubelet::uid).collect(Collectors.toSet());
    writeHosts(all);
    for (JsonNode pod : all) {
      JsonNode owner = pod.path("metadata").path("ownerReferences").path(0);
      if (owner.path("kind").asText().equals("Pod")
          && !there.contains(owner.path("uid").asText())) {
        api.delete(name(pod));
      }
      look(pod, pods.get(uid(pod)));
    }
  }

  private void look(JsonNode pod, Started started) throws IOException {
    boolean unwanted = pod.path("metadata").has("deletionTimestamp");
    if (started == null) {
      if (unwanted) {
        release(pod);
      } else {
        start(pod);
      }
    } else if (!started.process().isAlive()) {
      if (!pod.path("status").path("phase").asText().matches("Succeeded|Failed")) {
        api.mergeStatus(name(pod), ended(started));
      }
      if (unwanted) {
        release(pod);
      }
    } else if (unwanted) {
      end(pod, started);
    }
  }

  /** Asks first, as a kubelet does. */
  private void end(JsonNode pod, Started started) {
    if (started.asked().isEmpty()) {
      started.process().destroy();
      pods.put(uid(pod), started.askedToEnd());
    } else if (started.asked().get().plus(GRACE).isBefore(Instant.now())) {
      started.process().destroyForcibly();
    }
  }

  private void release(JsonNode pod) throws IOException {
    ObjectNode patch = KubernetesApi.json().createObjectNode();
    patch.putObject("metadata").putArray("finalizers");
    api.merge(name(pod), patch);
  }

  private void start(JsonNode pod) throws IOException {
    String address = address(pods.size() + 1);
    Optional<PodProcess> process =
        PodProcess.of(pod, address, image, folder.resolve(name(pod)), api);
    if (process.isPresent()) {
      Process running = process.get().start(hosts);
      String container = pod.at("/spec/containers/0/name").asText();
      Started started = new Started(container, running, address, Instant.now(), Optional.empty());
      pods.put(uid(pod), started);
      api.mergeStatus(name(pod), running(started));
    }
  }

  private static ObjectNode running(Started started) {
    ObjectNode patch = status("Running", started);
    state(patch).putObject("running").put("startedAt", time(started.since()));
    return patch;
  }

  private static ObjectNode ended(Started started) {
    int code = started.process().exitValue();
    ObjectNode patch = status(code == 0 ? "Succeeded" : "Failed", started);
    state(patch)
        .putObject("terminated")
        .put("exitCode", code)
        .put("reason", code == 0 ? "Completed" : "Error")
        .put("startedAt", time(started.since()))
        .put("finishedAt", time(Instant.now()));
    return patch;
  }

  private static ObjectNode status(String phase, Started started) {
    boolean runs = phase.equals("Running");
    ObjectNode patch = KubernetesApi.json().createObjectNode();
    ObjectNode status = patch.putObject("status");
    status.put("phase", phase).put("podIP", started.address());
    status.put("startTime", time(started.since()));
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", runs ? "True" : "False");
    ObjectNode container = status.putArray("containerStatuses").addObject();
    container.put("name", started.container()).put("ready", runs).put("started", runs);
    container.put("image", "of the test").put("restartCount", 0);
    return patch;
  }

  private static ObjectNode state(ObjectNode patch) {
    return ((ObjectNode) patch.path("status").path("containerStatuses").path(0)).putObject("state");
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Names of services lead to the pods that they select. */
  private void writeHosts(List<JsonNode> all) throws IOException {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    text.append("127.0.0.1 ").append(InetAddress.getLocalHost().getHostName()).append('\n');
    for (JsonNode service : api.all("services")) {
      for (JsonNode pod : all) {
        Started started = pods.get(uid(pod));
        if (started != null && selects(service, pod)) {
          text.append("%s %s.default.svc%n".formatted(started.address(), name(service)));
        }
      }
    }
    if (!Files.exists(hosts) || !Files.readString(hosts).contentEquals(text)) {
      Files.writeString(hosts, text);
    }
  }

  private static boolean selects(JsonNode service, JsonNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    return service.path("spec").path("selector").properties().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }

  /** Own to every pod, since the driver's ports are the same in all of them. */
  private static String address(int number) {
    long pid = ProcessHandle.current().pid();
    return TestHost.ifHere("127.%d.%d.%d".formatted(pid >> 8 & 255, pid & 255, number));
  }

  private static String name(JsonNode resource) {
    return resource.path("metadata").path("name").asText();
  }

  private static String uid(JsonNode resource) {
    return resource.path("metadata").path("uid").asText();
  }
}
