package org.iclsweep.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.iclsweep.cli.IclSweep;
import org.iclsweep.engine.OwnJvm;
import org.iclsweep.engine.TestCluster;

/**
 * Spark's own cluster, and a folder that all see.
 *
 * @param folder for results
 */
record StandaloneSite(TestCluster cluster, Path folder) implements Site {

  @Override
  public Set<Fault> faults() {
    return EnumSet.complementOf(
        EnumSet.of(Fault.APPLICATION_MASTER_KILLED, Fault.DATA_NODE_KILLED));
  }

  @Override
  public String results(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public StudyDriver start(
      Path study, String results, Path log, boolean elsewhere, List<String> more)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = OwnJvm.ofLauncher("512m");
    StudyDriver.SETTINGS.forEach(setting -> command.add("-D" + setting));
    command.add("-Dspark.executor.extraClassPath=" + classPath);
    command.addAll(StudyDriver.lease(elsewhere));
    command.addAll(List.of("-cp", classPath, IclSweep.class.getName(), "run", study.toString()));
    command.addAll(List.of("--out", results, "--master", cluster.masterUrl()));
    command.addAll(StudyDriver.SMALL_CHUNKS);
    command.addAll(more);
    return StudyDriver.start(new ProcessBuilder(command), log);
  }

  @Override
  public List<ProcessHandle> executors() {
    return cluster.executors();
  }

  @Override
  public List<ProcessHandle> workers() {
    return cluster.workers();
  }

  @Override
  public void addWorker() throws IOException {
    cluster.addWorker();
  }

  @Override
  public void kill(ProcessHandle process) {
    cluster.kill(process);
  }
}
