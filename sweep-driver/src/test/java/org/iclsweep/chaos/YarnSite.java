package org.iclsweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.iclsweep.engine.HadoopCluster;

/**
 * YARN and HDFS; drivers are in processes of spark-submit here, executors and the application
 * master in YARN's containers.
 */
record YarnSite(HadoopCluster cluster) implements Site {

  @Override
  public Set<Fault> faults() {
    return EnumSet.complementOf(EnumSet.of(Fault.ZOMBIE_EXECUTOR));
  }

  @Override
  public String results(String name) {
    return cluster.hdfs() + "/" + name;
  }

  @Override
  public StudyDriver start(
      Path study, String results, Path log, boolean elsewhere, List<String> more)
      throws IOException {
    String home = cluster.home().environment().get("SPARK_HOME");
    List<String> command = new ArrayList<>(List.of(home + "/bin/spark-submit"));
    command.addAll(List.of("--master", "yarn", "--driver-memory", "512m"));
    command.addAll(List.of("--driver-java-options", driverOptions(elsewhere)));
    StudyDriver.SETTINGS.forEach(setting -> command.addAll(List.of("--conf", setting)));
    for (String setting : settings(home)) {
      command.addAll(List.of("--conf", setting));
    }
    command.addAll(List.of(jar().toString(), "run", study.toString(), "--out", results));
    command.addAll(StudyDriver.SMALL_CHUNKS);
    command.addAll(more);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(cluster.home().environment());
    builder.environment().put("HADOOP_CONF_DIR", cluster.conf().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return StudyDriver.start(builder, log);
  }

  private static String driverOptions(boolean elsewhere) {
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    options.addAll(StudyDriver.lease(elsewhere));
    return String.join(" ", options);
  }

  private static List<String> settings(String home) {
    return List.of(
        "spark.yarn.jars=local:" + home + "/jars/*",
        "spark.yarn.am.memory=256m",
        "spark.yarn.maxAppAttempts=10",
        "spark.executor.instances=2");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("icl-sweep-.*[.]jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("there is no jar in target: mvn package makes it"))
          .toAbsolutePath();
    }
  }

  @Override
  public List<ProcessHandle> executors() {
    return cluster.executors();
  }

  @Override
  public List<ProcessHandle> workers() {
    return cluster.nodeManagers();
  }

  @Override
  public List<ProcessHandle> applicationMasters() {
    return cluster.mastersOfClients();
  }

  @Override
  public List<ProcessHandle> dataNodes() {
    cluster.awaitCopies();
    return cluster.dataNodes();
  }

  @Override
  public void addWorker() throws IOException {
    cluster.addNodeManager();
  }

  @Override
  public void addDataNode() throws IOException {
    cluster.addDataNode();
  }

  @Override
  public void kill(ProcessHandle process) {
    cluster.kill(process);
  }
}
