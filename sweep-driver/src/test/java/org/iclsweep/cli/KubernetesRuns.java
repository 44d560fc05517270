package org.iclsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.engine.KubernetesCluster;

/** Studies that go to a Kubernetes on this machine. */
final class KubernetesRuns {
  static final String IN_A_POD = "spark.submit.deployMode=cluster";

  /** Small executors that are soon at work. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.kubernetes.container.image=of-the-test",
          "spark.driver.memory=1g",
          "spark.executor.instances=2",
          "spark.executor.memory=512m",
          "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
          "spark.ui.enabled=false");

  private KubernetesRuns() {}

  /** Processes of the launcher that have the Spark of a cluster. */
  static Launches launches(KubernetesCluster cluster, BuiltCheckout checkout, Path folder) {
    Map<String, String> environment = new HashMap<>(cluster.home().environment());
    environment.put("ICL_SWEEP_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx1g");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("KUBECONFIG", folder.resolve("none").toString());
    return new Launches(checkout.launcher(), folder, environment);
  }

  /** Starts {@code run} on Kubernetes; settings that are given win over small ones. */
  static Process submit(
      Launches launches, KubernetesCluster cluster, Path study, Path out, String... settings)
      throws IOException {
    return submit(launches, cluster, study, out, List.of(), settings);
  }

  /** The same with further options of {@code run}. */
  static Process submit(
      Launches launches,
      KubernetesCluster cluster,
      Path study,
      Path out,
      List<String> options,
      String... settings)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("run", study.toString(), "--out", out.toString()));
    words.addAll(List.of("--master", "k8s://" + cluster.url()));
    words.addAll(options);
    List<String> all = new ArrayList<>(SETTINGS);
    all.add("spark.kubernetes.driver.master=" + cluster.url());
    all.add("spark.kubernetes.file.upload.path=" + out.getParent().toUri());
    all.addAll(List.of(settings));
    all.forEach(setting -> words.addAll(List.of("--conf", setting)));
    return launches.start(words.toArray(String[]::new));
  }
}
