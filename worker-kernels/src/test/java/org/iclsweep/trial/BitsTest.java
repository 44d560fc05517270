package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.Numerics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A trial's bits are a function of its description: whatever the register's width, the kernel, the
 * JDK and the number of threads.
 *
 * <p>The golden hashes are what {@link RecordHash} prints, below the version of the numerics that
 * they belong to, the errors of means that were measured later in a short hash of their own. A
 * change of one is a change of results: raise the version and make them again.
 */
class BitsTest {

  /** The last case lacks the vector module. */
  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=128, 1, vector 128",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=256, 3, vector 256",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=512, 2, vector 512",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=256 -Diclsweep.own-code=at-once, 2, vector 256",
    "--add-modules=jdk.incubator.vector -Diclsweep.lanes=scalar, 4, scalar",
    "-XX:+UseSerialGC, 2, scalar"
  })
  void bitsDoNotDependOnTheKernel(String options, String threads, String kernels) throws Exception {
    List<String> lines = run(RecordHash.class, List.of(options.split(" ")), threads);
    assertThat(lines.get(0)).isEqualTo(kernels);
    assertThat(lines.subList(1, lines.size())).isEqualTo(golden());
  }

  @Test
  void bitsOfThisJvmAreTheGoldenOnes() throws Exception {
    assertThat(RecordHash.hashes(1)).isEqualTo(golden());
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = BitsTest.class.getResourceAsStream("golden-bits.txt")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
      assertThat(lines.get(0)).isEqualTo("numerics " + Numerics.VERSION);
      return lines.subList(1, lines.size());
    }
  }

  /** The lines that a main class prints in a JVM of its own. */
  static List<String> run(Class<?> main, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(new File("target/bits.err")))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip().lines().toList();
  }
}
