package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A script of {@code src/test/python}, or one in full, with notebooks/icl_sweep for its imports:
 * run by {@code python3}, or by the Python that {@code -Dtest.python=...} names. Where that is not
 * there, or the script ends with {@link #NOT_INSTALLED}, the test is skipped, which it says.
 *
 * @param words the script and its arguments
 * @param environment beside that of this process
 * @param input what it reads
 */
public record PythonScript(List<String> words, Map<String, String> environment, String input) {

  /** Where the notebooks are. */
  public static final Path NOTEBOOKS = Path.of("../notebooks").toAbsolutePath().normalize();

  /** The exit code of a script that lacks a package. */
  private static final int NOT_INSTALLED = 3;

  private static final String PYTHON = System.getProperty("test.python", "python3");
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();

  /** A script with arguments, which reads nothing. */
  public static PythonScript of(Object script, Object... arguments) {
    String file = SCRIPTS.resolve(script.toString()).toString();
    List<String> words =
        Stream.concat(Stream.of(file), Arrays.stream(arguments).map(Object::toString)).toList();
    Map<String, String> environment =
        Map.of("PYTHONPATH", NOTEBOOKS.toString(), "PYTHONDONTWRITEBYTECODE", "1");
    return new PythonScript(words, environment, "");
  }

  /** The same with more in its environment. */
  public PythonScript with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new PythonScript(words, all, input);
  }

  /** The same with something to read. */
  public PythonScript reading(String text) {
    return new PythonScript(words, environment, text);
  }

  /** What it says on stdout, once it has ended well. */
  public String said() throws IOException, InterruptedException {
    Path out = Files.createTempFile("python", ".out");
    Path err = Files.createTempFile("python", ".err");
    Path in = Files.writeString(Files.createTempFile("python", ".in"), input);
    try {
      int code = start(in.toFile(), out.toFile(), err.toFile()).waitFor();
      String text = Files.readString(out);
      String complaint = Files.readString(err);
      assumeTrue(
          code != NOT_INSTALLED,
          "not installed, so it was not asked (pip install './notebooks[notebooks]' pandas): "
              + text
              + complaint);
      assertThat(code).as("%s %s", text, complaint).isZero();
      return text;
    } finally {
      for (Path file : List.of(in, out, err)) {
        Files.delete(file);
      }
    }
  }

  private Process start(File in, File out, File err) {
    ProcessBuilder builder = new ProcessBuilder(PYTHON);
    builder.command().addAll(words);
    builder.environment().putAll(environment);
    try {
      return builder.redirectInput(in).redirectOutput(out).redirectError(err).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no " + PYTHON + ", so it was not asked: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }
}
