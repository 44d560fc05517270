package org.iclsweep.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The container of a pod of Spark as a process: does what the entry point of Spark's image does
 * with its arguments and environment, volumes are folders.
 *
 * @param command that the image runs
 * @param environment of the container
 * @param folder of the pod
 */
record PodProcess(List<String> command, Map<String, String> environment, Path folder) {
  private static final String EXECUTOR =
      "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend";
  private static final String JAVA_OPTION = "SPARK_JAVA_OPT_";

  /** That of a pod; empty if something is not there yet that it mounts. */
  static Optional<PodProcess> of(
      JsonNode pod, String address, SparkHome image, Path folder, KubernetesApi api)
      throws IOException {
    Optional<Map<String, Path>> volumes = volumes(pod, Files.createDirectories(folder), api);
    if (volumes.isEmpty()) {
      return Optional.empty();
    }
    JsonNode container = pod.path("spec").path("containers").path(0);
    Map<String, Path> mounts = new LinkedHashMap<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      mounts.put(mount.path("mountPath").asText(), volumes.get().get(mount.path("name").asText()));
    }
    Map<String, String> environment = new LinkedHashMap<>(image.environment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_LOCAL_IP", address);
    for (JsonNode variable : container.path("env")) {
      environment.put(
          variable.path("name").asText(), mounted(value(variable, pod, address), mounts));
    }
    List<String> arguments = new ArrayList<>();
    container.path("args").forEach(each -> arguments.add(mounted(each.asText(), mounts)));
    return Optional.of(new PodProcess(command(arguments, environment), environment, folder));
  }

  /** Folders of volumes by their names. */
  private static Optional<Map<String, Path>> volumes(JsonNode pod, Path folder, KubernetesApi api)
      throws IOException {
    Map<String, Path> volumes = new LinkedHashMap<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      Path place = Files.createDirectories(folder.resolve(volume.path("name").asText()));
      volumes.put(volume.path("name").asText(), place);
      if (volume.has("configMap")) {
        JsonNode map = api.one("configmaps", volume.path("configMap").path("name").asText());
        if (map.isMissingNode()) {
          return Optional.empty();
        }
        write(map.path("data"), place);
      } else if (!volume.has("emptyDir")) {
        throw new IllegalArgumentException("a volume of no kind that is known here: " + volume);
      }
    }
    return Optional.of(volumes);
  }

  private static void write(JsonNode data, Path folder) throws IOException {
    for (Map.Entry<String, JsonNode> file : data.properties()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
    }
  }

  private static String value(JsonNode variable, JsonNode pod, String address) {
    String field = variable.path("valueFrom").path("fieldRef").path("fieldPath").asText();
    return switch (field) {
      case "" -> variable.path("value").asText();
      case "status.podIP" -> address;
      case "metadata.name" -> pod.path("metadata").path("name").asText();
      default -> throw new IllegalArgumentException("no field that is known here: " + variable);
    };
  }

  private static String mounted(String text, Map<String, Path> mounts) {
    String told = text;
    for (Map.Entry<String, Path> mount : mounts.entrySet()) {
      told = told.replace(mount.getKey(), mount.getValue().toString());
    }
    return told;
  }

  private static List<String> command(List<String> arguments, Map<String, String> environment) {
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.get(0)) {
      case "driver" -> driver(rest, environment);
      case "executor" -> executor(environment);
      default -> throw new IllegalArgumentException("not of Spark: " + arguments);
    };
  }

  private static List<String> driver(List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(environment.get("SPARK_HOME") + "/bin/spark-submit");
    String address = environment.get("SPARK_DRIVER_BIND_ADDRESS");
    command.addAll(List.of("--conf", "spark.driver.bindAddress=" + address));
    command.addAll(List.of("--deploy-mode", "client"));
    command.addAll(arguments);
    return command;
  }

  private static List<String> executor(Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(environment.get("JAVA_HOME") + "/bin/java");
    environment.keySet().stream()
        .filter(name -> name.startsWith(JAVA_OPTION))
        .sorted(Comparator.comparing(name -> Integer.valueOf(name.substring(JAVA_OPTION.length()))))
        .forEach(name -> command.add(environment.get(name)));
    command.add("-Xms" + environment.get("SPARK_EXECUTOR_MEMORY"));
    command.add("-Xmx" + environment.get("SPARK_EXECUTOR_MEMORY"));
    command.add("-cp");
    command.add(
        "%s:%s:%s/jars/*"
            .formatted(
                environment.get("SPARK_CONF_DIR"),
                environment.getOrDefault("SPARK_CLASSPATH", ""),
                environment.get("SPARK_HOME")));
    command.add(EXECUTOR);
    Map.of(
            "--driver-url", "SPARK_DRIVER_URL",
            "--executor-id", "SPARK_EXECUTOR_ID",
            "--cores", "SPARK_EXECUTOR_CORES",
            "--app-id", "SPARK_APPLICATION_ID",
            "--hostname", "SPARK_EXECUTOR_POD_IP",
            "--resourceProfileId", "SPARK_RESOURCE_PROFILE_ID",
            "--podName", "SPARK_EXECUTOR_POD_NAME")
        .forEach((option, name) -> command.addAll(List.of(option, environment.get(name))));
    return command;
  }

  /** Starts it in its folder, where its log is; what JVMs know of host names is in a file. */
  Process start(Path hosts) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("container.log").toFile())
        .start();
  }
}
