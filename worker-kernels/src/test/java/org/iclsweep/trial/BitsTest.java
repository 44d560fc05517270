package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bits of a record depend on its description alone; each case is a JVM of its own. */
class BitsTest {

  /**
   * The hash that every kernel on every JDK must print while {@code Numerics.VERSION} is 1. Made by
   * {@link RecordHash}. A change of it is a change of results: raise the version and make it again.
   */
  private static final String GOLDEN =
      "370700d074b9a6b6081a77293cde9de01677e34a36abdda3d4d07940b1c8a003";

  /** The last case lacks the vector module. */
  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=128, vector 128",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=256, vector 256",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=512, vector 512",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=scalar, scalar",
    "-XX:+UseSerialGC, scalar"
  })
  void bitsDoNotDependOnTheKernel(String options, String kernels) throws Exception {
    assertThat(run(options.split(" "))).isEqualTo(kernels + " " + GOLDEN);
  }

  @Test
  void bitsOfThisJvmAreTheGoldenOnes() throws Exception {
    assertThat(RecordHash.hash()).isEqualTo(GOLDEN);
  }

  private static String run(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RecordHash.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(new File("target/bits.err")))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return output.strip();
  }
}
