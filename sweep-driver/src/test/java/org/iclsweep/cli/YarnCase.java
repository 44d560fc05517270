package org.iclsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.iclsweep.engine.HadoopCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A YARN and an HDFS for all tests of a class, and processes of the launcher that find them. */
abstract class YarnCase {
  @TempDir static Path shared;
  static HadoopCluster cluster;
  static BuiltCheckout checkout;

  @TempDir Path folder;
  Launches launches;

  @BeforeAll
  static void startCluster() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("checkout"));
    cluster = HadoopCluster.start(shared.resolve("hadoop"));
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  /** What processes know of the cluster, beside its Spark. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HADOOP_CONF_DIR", cluster.conf().toString());
    environment.put("ICL_SWEEP_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx1g");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return environment;
  }

  @BeforeEach
  void makeLaunches() {
    Map<String, String> environment = environment();
    environment.putAll(cluster.home().environment());
    launches = new Launches(checkout.launcher(), folder, environment);
  }

  @AfterEach
  void endLaunches() {
    launches.close();
  }
}
