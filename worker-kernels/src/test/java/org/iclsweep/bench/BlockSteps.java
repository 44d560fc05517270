package org.iclsweep.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.Network;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskSampler;

/**
 * Times a step of three layers with weights in blocks on 20,000 tasks that are kept (Ahn et al.
 * 2023, section 4: d = 5, n = 20), beside a twin in C of the same arithmetic, {@code block_step.c},
 * and the step of the original code in PyTorch, {@code block_step.py}, each on one core, in turns.
 *
 * <p>Times are those of the fastest step, which another program on the machine disturbs least. Loss
 * and gradient at the start are the same, or the program ends with an error. A twin whose compiler
 * or library is not there is left out, which is said.
 *
 * <p>Arguments: number of rounds (3 unless told), the Python that has torch ({@code python3}).
 */
public final class BlockSteps {

  private static final String MODEL = "3u1-d5-n20-blocks";
  private static final int BATCH = 20_000;

  /** Seconds until the compiler is done; then those of a turn. */
  private static final double WARM_UP = 12;

  private static final String SECONDS = "3";
  private static final double ERROR = 1e-4;

  private BlockSteps() {}

  /** What a program tells: loss, norm of the gradient, microseconds of the fastest step. */
  private record Run(double loss, double norm, double microseconds) {
    static Run of(String line) {
      String[] words = line.strip().split(" ");
      return new Run(
          Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    Run faster(Run other) {
      return other == null || microseconds < other.microseconds ? this : other;
    }

    void requireSame(Run java, String name) {
      if (!(Math.abs(loss / java.loss - 1) < ERROR && Math.abs(norm / java.norm - 1) < ERROR)) {
        throw new IllegalStateException(name + " does other work: " + this + ", not " + java);
      }
    }
  }

  /** A program beside this one, and the fastest of its runs so far. */
  private static final class Twin {
    private final String name;
    private final List<String> command;
    private Run fastest;

    Twin(String name, List<String> command) {
      this.name = name;
      this.command = command;
    }

    void run() throws IOException, InterruptedException {
      fastest = Run.of(output(command).orElseThrow()).faster(fastest);
    }
  }

  /** Runs all in turns and prints the fastest steps and their ratios. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    String python = arguments.length > 1 ? arguments[1] : "python3";
    Path folder = Files.createTempDirectory("block-steps");
    Steps steps = new Steps();
    Path batch = folder.resolve("batch.bin");
    steps.write(batch);
    List<Twin> twins = twins(folder, batch, python);
    Run java = steps.run(WARM_UP);
    for (int round = 0; round < rounds; round++) {
      java = steps.run(Double.parseDouble(SECONDS)).faster(java);
      for (Twin twin : twins) {
        twin.run();
        twin.fastest.requireSame(java, twin.name);
      }
    }
    System.out.printf("processor  %s%n", processor());
    System.out.printf("%-10s %10.1f us a step%n", "Java", java.microseconds);
    for (Twin twin : twins) {
      double ratio = java.microseconds / twin.fastest.microseconds;
      System.out.printf(
          "%-10s %10.1f us a step, Java takes %.3f of it%n",
          twin.name, twin.fastest.microseconds, ratio);
    }
  }

  private static List<Twin> twins(Path folder, Path batch, String python) throws Exception {
    List<Twin> twins = new ArrayList<>();
    Path source = resource(folder, "block_step.c");
    String program = folder.resolve("block_step").toString();
    List<String> gcc =
        List.of("gcc", "-O3", "-march=native", "-o", program, source.toString(), "-lm");
    if (output(gcc).isPresent()) {
      twins.add(new Twin("C", List.of(program, batch.toString(), SECONDS)));
    } else {
      System.out.println("no C: gcc is not there, or does not compile " + source);
    }
    if (output(List.of(python, "-c", "import torch")).isPresent()) {
      String script = resource(folder, "block_step.py").toString();
      twins.add(new Twin("PyTorch", List.of(python, script, batch.toString(), SECONDS)));
    } else {
      System.out.println("no PyTorch: " + python + " has no torch; name one that has it");
    }
    return twins;
  }

  private static Path resource(Path folder, String name) throws IOException {
    try (InputStream in = BlockSteps.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  /** What a program prints; empty if it cannot run, or fails. */
  private static Optional<String> output(List<String> command)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(process.getInputStream().readAllBytes());
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** The steps of this kernel. */
  private static final class Steps {
    private final Network network;
    private final TaskSampler sampler;
    private final BatchGradient gradient;
    private final Optimizer optimizer;
    private final float[] start;

    Steps() {
      Architecture architecture = StepModels.of(MODEL);
      network = new Network(architecture.model(), architecture.task());
      Initialiser.initialise(network, 1);
      start = network.parameters().clone();
      sampler = architecture.task().sampler(network.block());
      gradient = new BatchGradient(network, sampler, BATCH);
      optimizer = new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8).optimizer(start.length);
    }

    private double gradient() {
      return gradient.compute(1, Stream.TRAIN, 1, 0, BATCH);
    }

    Run run(double seconds) {
      System.arraycopy(start, 0, network.parameters(), 0, start.length);
      double loss = gradient();
      double norm = 0;
      for (float g : network.gradient()) {
        norm += (double) g * g;
      }
      long fastest = Long.MAX_VALUE;
      long end = System.nanoTime() + (long) (1e9 * seconds);
      while (System.nanoTime() < end) {
        long before = System.nanoTime();
        gradient();
        optimizer.step(network.parameters(), network.gradient(), 1f);
        fastest = Math.min(fastest, System.nanoTime() - before);
      }
      return new Run(loss, Math.sqrt(norm), 1e-3 * fastest);
    }

    /** Sizes, parameters, and each block's tokens and targets. */
    void write(Path file) throws IOException {
      LaneMatrix tokens = sampler.block().tokens();
      int of = tokens.rows() * tokens.cols() * LaneMatrix.LANES;
      float[] block = new float[of + LaneMatrix.LANES];
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer head = buffer(2 + start.length);
        head.putInt(BATCH / LaneMatrix.LANES).putInt(tokens.rows() - 1);
        write(out, head, start);
        for (int task = 0; task < BATCH; task += LaneMatrix.LANES) {
          sampler.draw(1, Stream.TRAIN, 1, task);
          tokens.copyTo(block, 0);
          sampler.block().targets().copyTo(block, of);
          write(out, buffer(block.length), block);
        }
      }
    }

    private static ByteBuffer buffer(int values) {
      return ByteBuffer.allocate(Float.BYTES * values).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel out, ByteBuffer buffer, float[] values)
        throws IOException {
      for (float value : values) {
        buffer.putFloat(value);
      }
      out.write(buffer.flip());
    }
  }
}
