package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bits of a task depend on its description alone; each case is a JVM of its own. */
class TaskBitsTest {

  /**
   * The hash that every kernel on every JDK must print. Made by {@link TaskHash}. A change of it is
   * a change of results: raise {@code Numerics.VERSION} and make it again.
   */
  private static final String GOLDEN =
      "b08ca075634c02f38156d51b1fe40598b4b5b5f63901daabfdc46edcb350821f";

  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=128, vector 128",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=256, vector 256",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=512, vector 512",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=scalar, scalar"
  })
  void bitsDoNotDependOnTheKernel(String options, String kernels) throws Exception {
    assertThat(BitsTest.run(TaskHash.class, List.of(options.split(" "))))
        .containsExactly(kernels, GOLDEN);
  }

  @Test
  void bitsOfThisJvmAreTheGoldenOnes() throws Exception {
    assertThat(TaskHash.hash()).isEqualTo(GOLDEN);
  }
}
