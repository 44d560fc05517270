package org.iclsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.iclsweep.engine.KubernetesCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Kubernetes for all tests of a class, and processes of the launcher that have its Spark. */
abstract class KubernetesCase {
  @TempDir static Path shared;
  static KubernetesCluster cluster;
  private static BuiltCheckout checkout;

  @TempDir Path folder;
  Launches launches;

  @BeforeAll
  static void startCluster() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("checkout"));
    cluster = KubernetesCluster.start(shared.resolve("kubernetes"));
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void makeLaunches() {
    launches = KubernetesRuns.launches(cluster, checkout, folder);
  }

  @AfterEach
  void endLaunches() {
    launches.close();
  }
}
