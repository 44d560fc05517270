package org.iclsweep.study.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iclsweep.study.Parameters;

/**
 * A study file that somebody, or something, has spoilt.
 *
 * @param bytes of the file
 * @param overrides what is given on the command line
 */
record Mutant(byte[] bytes, List<String> overrides) {

  private static final Path ROOT = Path.of("..");

  /** Fragments of a study file: what it says is shown in {@code docs/study-file.md}. */
  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  private static final String DIGITS = "7".repeat(64_000);

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "99999999999999999999",
          "9223372036854775807",
          "2147483648",
          "\"0..2147483646\"",
          "\"100..1000100\"",
          "\"1..100000\"",
          "\"0..1 by 1e-9\"",
          "\"0..1e999999999\"",
          "\"0..9223372036854775807\"",
          "\"1..2147483647 by 2\"",
          "\"1e-300..1e300 log\"",
          "\"1..64 log\"",
          "\"64..2048 log\"",
          "\"0.001..0.1 log 900000\"",
          "\"1..1\"",
          "\"5..1\"",
          "\"1..2 by 0\"",
          "\"1..2 by 1e-999999999\"",
          "[]",
          "{}",
          "[[]]",
          "[1, 1]",
          "[1, {}]",
          "null",
          "true",
          "yes",
          "\"\"",
          "\" \"",
          "${x}",
          "${?HOME}",
          "${training.steps}",
          "[${x}]",
          "{ a = ${x} }",
          "[{ a = ${?x} }]",
          "${study}${study}",
          "a b c",
          "1 2",
          "\"a\\nb\"",
          "\"\"\"a\nb\"\"\"",
          "\"a\\u0000b\"",
          "gd++",
          "NaN",
          "0x10",
          "1_000",
          "ü",
          "\uD83D\uDE00",
          "\uFEFF1",
          "file(\"x\")",
          "(((((",
          ")");

  private static final List<String> LINES =
      List.of(
          "include \"base.conf\"",
          "include \"x.conf\"",
          "include \"circle.conf\"",
          "include \"missing.conf\"",
          "include \"a\\u0000b\"",
          "include \".\"",
          "include \"binary\"",
          "include url(\"http://localhost/x\")",
          "include classpath(\"x\")",
          "include required(file(\"base.conf\"))",
          "include required(required(required(\"base.conf\")))",
          "include",
          "scale = ${x}",
          "scale = full",
          "scales {}",
          "scales = ${x}",
          "scales.full = ${x}",
          "scales.full { training.steps = 7 }",
          "x = ${?ENV}",
          "training.steps += 1",
          "training { steps = 20, steps = 2000 }",
          "training = ${model}",
          "model = 5",
          "model.depth { a = ${x} }",
          "sweep.zip { modle.depth = [1, 2] }",
          "sweep.random { count = 3, modle.depth = [1, 2] }",
          "sweep.sobol { count = 3, modle.depth = [1, 2] }",
          "sweep.random { count = 9, training.batch = \"64..2048 log\" }",
          "sweep.exclude = [{ seed = \"0..2147483646\" }]",
          "sweep.exclude { model.depth = [1, 2], seed = \"0..3\" }",
          "sweep.blocks { a {}, b { seed = 3 } }",
          "sweep.blocks.a = ${sweep.blocks.b}",
          "sweep.grid.seed = \"0..2147483646\"",
          "sweep.grid.training.steps = \"100..1000100\"",
          "sweep.grid.task.context = \"1..100000\"",
          "sweep.grid.training.optimizer.learning-rate = \"0.1..1 by 1e-9\"",
          "checks.a { query = \"SELECT 1\", at-most = 1, source = \"s\" }",
          "checks.\"a b\" { query = ${x} }",
          "}",
          "{",
          "]",
          "[",
          "\"",
          "\"\"\"",
          "${",
          "= 1",
          "a.b.c",
          "..a = 1",
          "a..b = 1",
          "\"\" = 1");

  private static final String CHARACTERS = "{}[]()\"'$?=:+,.#/\\\n\t -_09eEaz\0\u0007ü\u2028\uFEFF";

  /** The studies that come with this program, and those that its documents show. */
  static List<String> originals() throws IOException {
    List<String> originals = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("conf"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".conf")).sorted().toList()) {
        originals.add(Files.readString(file));
      }
    }
    Matcher examples = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/study-file.md")));
    while (examples.find()) {
      String example = examples.group(1);
      originals.add(example.contains("study =") ? example : "study = s\n" + example);
    }
    return originals;
  }

  /** Files that studies may include. */
  static void putBeside(Path folder) throws IOException {
    Files.writeString(folder.resolve("base.conf"), "model.depth = 2\ntraining.steps = 30\n");
    Files.writeString(folder.resolve("circle.conf"), "include \"circle.conf\"\n");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28, 0, -1});
  }

  /** The one of this number. */
  static Mutant of(List<String> originals, long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    String text = originals.get(random.nextInt(originals.size()));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      text = random.nextInt(3) == 0 ? characters(text, random) : structure(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    List<String> overrides = new ArrayList<>();
    while (random.nextInt(4) == 0) {
      overrides.add(path(random) + "=" + value(random));
    }
    return new Mutant(bytes, overrides);
  }

  private static String characters(String text, SplittableRandom random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String other = "";
    for (int i = random.nextInt(4); i > 0; i--) {
      other += CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, to) + text.substring(from);
      default -> text.substring(0, from) + other + text.substring(to);
    };
  }

  private static String structure(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(9)) {
      case 0 -> lines.add(at, line);
      case 1 -> lines.remove(at);
      case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      case 3 -> lines.add(at, LINES.get(random.nextInt(LINES.size())));
      case 4 -> lines.add(at, path(random) + " = " + value(random));
      case 5 ->
          lines.set(
              at, line.replaceFirst("=[^,}]*", Matcher.quoteReplacement("= " + value(random))));
      case 6 -> lines.set(at, line.replaceFirst("[a-z]([a-z-]*) *=", "$1 ="));
      case 7 -> lines.set(at, nested(line, random));
      default -> lines.add(at, large(random));
    }
    return String.join("\n", lines);
  }

  private static String nested(String line, SplittableRandom random) {
    int depth = 1 << random.nextInt(15);
    return switch (random.nextInt(4)) {
      case 0 -> "[".repeat(depth) + line + "]".repeat(depth);
      case 1 -> "{".repeat(depth) + line + "}".repeat(depth);
      case 2 -> "a {".repeat(depth) + line + "}".repeat(depth);
      default -> "a = " + "[{b = ".repeat(depth) + line;
    };
  }

  private static String large(SplittableRandom random) {
    String path = path(random);
    int size = 1 << random.nextInt(18);
    return switch (random.nextInt(10)) {
      case 0 -> path + " = " + DIGITS;
      case 1 -> path + " = \"0.." + DIGITS + "\"";
      case 2 -> path + " = [" + "1,".repeat(size) + "]";
      case 3 -> "k".repeat(size) + " = 1";
      case 4 -> "k.".repeat(size) + "k = 1";
      case 5 -> path + " = \"" + "x".repeat(size) + "\"";
      case 6 -> path + " = " + "(".repeat(size);
      case 7 -> path + " = " + "${x}".repeat(size / 4);
      case 8 -> "a0 = xxxxxxxxxxxxxxxx\n" + doubled(1 + random.nextInt(40));
      default -> path + " = " + "a ".repeat(size);
    };
  }

  private static String doubled(int times) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= times; i++) {
      text.append("a%d = ${a%d}${a%d}\n".formatted(i, i - 1, i - 1));
    }
    return text.toString();
  }

  private static String path(SplittableRandom random) {
    String path = Parameters.all().get(random.nextInt(Parameters.all().size())).path();
    return switch (random.nextInt(6)) {
      case 0 -> "sweep.grid." + path;
      case 1 -> "sweep.random." + path;
      case 2 -> "sweep.blocks.a." + path;
      case 3 -> path.substring(0, Math.max(1, path.lastIndexOf('.')));
      default -> path;
    };
  }

  private static String value(SplittableRandom random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** Puts it where it can be looked at and read again. */
  Path keep(String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "fuzz"));
      putBeside(folder);
      return Files.write(folder.resolve(name), bytes).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
