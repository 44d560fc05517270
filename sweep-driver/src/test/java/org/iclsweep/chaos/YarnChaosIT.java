package org.iclsweep.chaos;

import java.util.concurrent.TimeUnit;
import org.iclsweep.engine.HadoopCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same on YARN, with results on HDFS. By hand:
 *
 * <pre>
 *   mvn verify -Pclusters -Dit.test=YarnChaosIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *       -Dchaos.rounds=30
 * </pre>
 */
@Tag("clusters")
class YarnChaosIT extends ChaosCase {

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void whateverIsKilledEveryTrialIsThereOnceWithTheSameBits() throws Exception {
    try (HadoopCluster cluster = HadoopCluster.start(folder.resolve("hadoop"))) {
      assertNothingIsLost(new YarnSite(cluster));
    }
  }
}
