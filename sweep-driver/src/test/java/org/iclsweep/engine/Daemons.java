package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes of a cluster on this machine, every one a JVM of its own that can be killed, and
 * what they start. All of them end with {@link #close}, and with this JVM.
 */
final class Daemons implements AutoCloseable {

  private static final Path TEST_CLASSES = Path.of("target/test-classes").toAbsolutePath();
  private static final int LAST_LINES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder;
  private final Thread atExit = new Thread(this::killAll);
  private final Map<Process, Path> daemons = new LinkedHashMap<>();
  private final List<ProcessHandle> orphans = new ArrayList<>();

  /**
   * @param folder for their logs, and the one that they work in
   */
  Daemons(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path folder() {
    return folder;
  }

  /**
   * Starts one.
   *
   * @param name of its log
   * @param before words before those of the JVM, which take it to its host
   * @param words of its JVM, and the class to run with its arguments
   */
  synchronized Process start(
      String name,
      List<String> before,
      String classPath,
      Map<String, String> environment,
      List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(OwnJvm.ofLauncher("256m"));
    command.addAll(List.of("-cp", classPath + ":" + TEST_CLASSES));
    command.addAll(words);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile());
    builder.environment().putAll(environment);
    Process daemon = builder.start();
    daemons.put(daemon, log);
    return daemon;
  }

  Path log(Process daemon) {
    return daemons.get(daemon);
  }

  /** What these have started, and what those that were killed have left, if it lives. */
  synchronized List<ProcessHandle> running(List<ProcessHandle> of, String program) {
    return Stream.concat(of.stream().flatMap(ProcessHandle::descendants), orphans.stream())
        .distinct()
        .filter(process -> process.isAlive() && TestCluster.commandLine(process).contains(program))
        .toList();
  }

  /** Kills a process as kill -9 does, and waits until it is gone. */
  void kill(ProcessHandle process) {
    synchronized (this) {
      process.descendants().forEach(orphans::add);
    }
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits; in vain if one of these ends meanwhile, or after {@link #PATIENCE}. */
  void await(BooleanSupplier condition, String what, List<Process> alive) {
    Instant last = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(last) || !alive.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException("waited in vain until " + what + "\n" + logs());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before " + what, e);
      }
    }
  }

  /** The first group of the first match, or all of it if there are no groups. */
  static String find(Pattern pattern, Path log) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(log));
      return matcher.find() ? matcher.group(matcher.groupCount()) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The last lines of every log, of all programs. */
  String logs() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> logs =
          files.filter(file -> file.toString().matches(".*(\\.log|/stderr|/stdout)")).toList();
      for (Path log : logs) {
        List<String> lines = Files.readString(log).lines().toList();
        text.append("--- ").append(folder.relativize(log)).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LAST_LINES))
            .forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException e) {
      text.append("no more logs: ").append(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void killAll() {
    List<ProcessHandle> all = new ArrayList<>(orphans);
    for (Process daemon : daemons.keySet()) {
      daemon.descendants().forEach(all::add);
      all.add(daemon.toHandle());
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
