package org.iclsweep.engine;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The driver that holds a lease.
 *
 * @param token tells two drivers apart that are alike in all else
 * @param started when its process began
 * @param heartbeat when it last said that it lives
 * @param estate token of the driver whose staged chunks come before its own: one that died before
 *     it, or itself
 */
record LeaseHolder(
    String token, String host, long pid, Instant started, Instant heartbeat, String estate) {

  /** Name of the field in the file. */
  static final String HEARTBEAT = "heartbeat";

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
  private static final String NOBODY = "nobody";

  /** A driver that has no estate to settle but its own. */
  LeaseHolder(String token, String host, long pid, Instant started, Instant heartbeat) {
    this(token, host, pid, started, heartbeat, token);
  }

  /** This process. */
  static LeaseHolder self() {
    ProcessHandle process = ProcessHandle.current();
    return new LeaseHolder(
        UUID.randomUUID().toString(),
        hostName(),
        process.pid(),
        process.info().startInstant().orElse(Instant.EPOCH),
        Instant.now());
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  LeaseHolder beating() {
    return new LeaseHolder(token, host, pid, started, Instant.now(), estate);
  }

  /** This driver in place of one that died; what that one had to settle goes to this one. */
  LeaseHolder after(LeaseHolder dead) {
    return new LeaseHolder(token, host, pid, started, heartbeat, dead.estate);
  }

  /** This driver, with nothing left to do that another has left. */
  LeaseHolder settled() {
    return new LeaseHolder(token, host, pid, started, heartbeat);
  }

  /** What it leaves where it cannot take its name away: nobody, dead to everybody. */
  LeaseHolder gone() {
    return new LeaseHolder(token, NOBODY, 0, started, Instant.EPOCH, estate);
  }

  boolean hasEstate() {
    return !estate.equals(token);
  }

  boolean isSameAs(LeaseHolder other) {
    return token.equals(other.token);
  }

  /**
   * Whether it is gone: on this machine, when its process is; elsewhere, or when its process number
   * seems to be another's, after so long without a heartbeat.
   */
  boolean isDead(Duration patience) {
    boolean silent = heartbeat.plus(patience).isBefore(Instant.now());
    if (!host.equals(hostName())) {
      return silent;
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(pid).filter(each -> each.isAlive() && !isZombie(each.pid()));
    return process.isEmpty() || silent && !isSame(process.get());
  }

  /** Linux tells a process's start from the clock of now, which may have been set since. */
  private boolean isSame(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return start.isEmpty()
        || Duration.between(start.get(), started).abs().compareTo(CLOCK_TOLERANCE) < 0;
  }

  /**
   * Whether a process has ended, but its parent has not asked for its exit status: in a container
   * whose first process does not care for orphans it stays so, alive to Java.
   */
  static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // not on Linux, or gone since
    }
  }

  String describe() {
    return "process "
        + pid
        + " on "
        + host
        + " (last heard of at "
        + heartbeat.truncatedTo(ChronoUnit.SECONDS)
        + ")";
  }

  String text() {
    return """
        token=%s
        host=%s
        pid=%d
        started=%s
        heartbeat=%s
        estate=%s
        """
        .formatted(token, host, pid, started, heartbeat, estate);
  }

  /**
   * Reads what {@link #text} wrote, or a part of it.
   *
   * @param written when the file was written: the heartbeat of a file without one
   */
  static LeaseHolder parse(String text, Instant written) throws IOException {
    Properties fields = new Properties();
    fields.load(new StringReader(text));
    String token = fields.getProperty("token", "unknown");
    return new LeaseHolder(
        token,
        fields.getProperty("host", "unknown"),
        Long.parseLong(fields.getProperty("pid", "0")),
        Instant.parse(fields.getProperty("started", Instant.EPOCH.toString())),
        Instant.parse(fields.getProperty(HEARTBEAT, written.toString())),
        fields.getProperty("estate", token));
  }
}
