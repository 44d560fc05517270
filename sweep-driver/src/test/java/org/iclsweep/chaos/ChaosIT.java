package org.iclsweep.chaos;

import java.util.concurrent.TimeUnit;
import org.iclsweep.engine.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Studies of a thousand short trials and more on a cluster of real processes, through a random
 * schedule of faults. A few rounds in the build, hundreds by hand:
 *
 * <pre>
 *   mvn verify -Dit.test=ChaosIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *       -Dchaos.rounds=200 -Dchaos.trials=3000
 * </pre>
 *
 * <p>{@code -Dchaos.seed} repeats a schedule, as far as a machine repeats anything.
 */
class ChaosIT extends ChaosCase {

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void whateverIsKilledEveryTrialIsThereOnceWithTheSameBits() throws Exception {
    try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"), 2)) {
      assertNothingIsLost(new StandaloneSite(cluster, folder));
    }
  }
}
