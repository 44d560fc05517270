package org.iclsweep.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process of a driver, as others can tell whether it still is. A process number says nothing by
 * itself: containers on one machine have the same ones, and a container that is started again has
 * those that it had before. So on Linux it is believed only within one boot of one kernel and one
 * PID namespace, whatever machines are called, and only with the time at which the process began.
 * Where there is no {@code /proc}, machines are told apart by their names.
 *
 * @param start in clock ticks since the boot, or without {@code /proc} the time
 * @param boot the kernel's name for this boot; empty if not known
 * @param namespace the kernel's name for the PID namespace; empty if not known
 */
record DriverProcess(String host, long pid, String start, String boot, String namespace) {

  /** A machine's name in place of all that tells processes apart, for tests. */
  static final String MACHINE = "iclsweep.lease.machine";

  static final String UNKNOWN_HOST = "unknown";

  private static final Path PROC = Path.of("/proc");
  private static final int START_TIME = 22 - 3; // proc(5) counts from 1, the first two are cut off
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** What can be told of a process. */
  enum Life {
    ALIVE,
    GONE,
    /** It may be anywhere; only its heartbeat tells. */
    UNKNOWN
  }

  static DriverProcess self() {
    long pid = ProcessHandle.current().pid();
    String machine = System.getProperty(MACHINE);
    if (machine != null) {
      return new DriverProcess(machine, pid, "", "", "");
    }
    String boot = bootId();
    return new DriverProcess(
        hostName(),
        pid,
        boot.isEmpty() ? started(ProcessHandle.current()) : startTime(pid).orElse(""),
        boot,
        pidNamespace());
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN_HOST;
    }
  }

  /** Whether it lives, as far as this process can tell. */
  Life life() {
    return lifeSeenFrom(self());
  }

  Life lifeSeenFrom(DriverProcess observer) {
    if (!boot.isEmpty() || !observer.boot.isEmpty()) {
      boolean sameNumbers =
          boot.equals(observer.boot)
              && !namespace.isEmpty()
              && namespace.equals(observer.namespace)
              && !start.isEmpty();
      return sameNumbers ? lifeInProc() : Life.UNKNOWN;
    }
    boolean sameMachine = host.equals(observer.host) && !host.equals(UNKNOWN_HOST);
    return sameMachine && !start.isEmpty() ? lifeByHandle() : Life.UNKNOWN;
  }

  private Life lifeInProc() {
    if (stat(pid).isEmpty() && stat(1).isEmpty()) {
      return Life.UNKNOWN; // the first process is always there: those of others are hidden from us
    }
    boolean alive = startTime(pid).filter(start::equals).isPresent() && !isZombie(pid);
    return alive ? Life.ALIVE : Life.GONE;
  }

  private Life lifeByHandle() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Life.GONE;
    }
    String now = started(process.get());
    return !now.isEmpty() && isNear(now, start) ? Life.ALIVE : Life.UNKNOWN;
  }

  private static boolean isNear(String one, String other) {
    try {
      Duration apart = Duration.between(Instant.parse(one), Instant.parse(other)).abs();
      return apart.compareTo(CLOCK_TOLERANCE) < 0;
    } catch (java.time.DateTimeException e) {
      return false;
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String bootId() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** Empty where {@code /proc} is that of another namespace, whose numbers are not ours. */
  private static String pidNamespace() {
    try {
      Path self = PROC.resolve("self");
      String pid = Files.readSymbolicLink(self).toString();
      return pid.equals(String.valueOf(ProcessHandle.current().pid()))
          ? Files.readSymbolicLink(self.resolve("ns/pid")).toString()
          : "";
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static Optional<String> startTime(long pid) {
    return stat(pid).filter(each -> each.length > START_TIME).map(each -> each[START_TIME]);
  }

  /**
   * Whether a process has ended, but its parent has not asked for its exit status: in a container
   * whose first process does not care for orphans it stays so, alive to Java.
   */
  static boolean isZombie(long pid) {
    return stat(pid).filter(each -> each[0].equals("Z")).isPresent();
  }

  /** What the kernel tells of a process behind its number and its name. */
  private static Optional<String[]> stat(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(String.valueOf(pid)).resolve("stat"));
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not on Linux, or gone since
    }
  }

  String describe() {
    return "process " + pid + " on " + host;
  }
}
