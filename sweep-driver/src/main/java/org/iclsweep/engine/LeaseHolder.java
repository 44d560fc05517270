package org.iclsweep.engine;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The driver that holds a lease.
 *
 * @param token tells two drivers apart that are alike in all else
 * @param started when its process began
 * @param heartbeat when it last said that it lives
 */
record LeaseHolder(String token, String host, long pid, Instant started, Instant heartbeat) {

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
    return new LeaseHolder(token, host, pid, started, Instant.now());
  }

  boolean isSameAs(LeaseHolder other) {
    return token.equals(other.token);
  }

  /** Whether it is gone: its process if that was here, else its heartbeat for so long. */
  boolean isDead(Duration patience) {
    if (host.equals(hostName())) {
      return ProcessHandle.of(pid).filter(this::isIt).isEmpty();
    }
    return heartbeat.plus(patience).isBefore(Instant.now());
  }

  private boolean isIt(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.isAlive() && (start.isEmpty() || start.get().equals(started));
  }

  String describe() {
    return "process " + pid + " on " + host + " (last heard of at " + heartbeat + ")";
  }

  String text() {
    return """
        token=%s
        host=%s
        pid=%d
        started=%s
        heartbeat=%s
        """
        .formatted(token, host, pid, started, heartbeat);
  }

  /**
   * Reads what {@link #text} wrote, or a part of it.
   *
   * @param written when the file was written: the heartbeat of a file without one
   */
  static LeaseHolder parse(String text, Instant written) throws IOException {
    Properties fields = new Properties();
    fields.load(new StringReader(text));
    return new LeaseHolder(
        fields.getProperty("token", "unknown"),
        fields.getProperty("host", "unknown"),
        Long.parseLong(fields.getProperty("pid", "0")),
        Instant.parse(fields.getProperty("started", Instant.EPOCH.toString())),
        Instant.parse(fields.getProperty("heartbeat", written.toString())));
  }
}
