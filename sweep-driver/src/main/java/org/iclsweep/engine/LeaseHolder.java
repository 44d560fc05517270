package org.iclsweep.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A driver that has, or had, the right to write to a results directory.
 *
 * @param name of its folder; it tells two drivers apart that are alike in all else
 */
record LeaseHolder(StagingName name, DriverProcess process) {

  private static final Pattern WORD = Pattern.compile("[\\w.,:+\\[\\] /-]{0,255}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  static String hostName() {
    return DriverProcess.hostName();
  }

  String describe() {
    return process.describe();
  }

  String text() {
    return """
        folder=%s
        host=%s
        pid=%d
        start=%s
        boot=%s
        namespace=%s
        """
        .formatted(
            name.text(),
            process.host(),
            process.pid(),
            process.start(),
            process.boot(),
            process.namespace());
  }

  /** Reads what {@link #text} wrote; empty if it is something else. */
  static Optional<LeaseHolder> parse(String text) {
    return parse(fields(text));
  }

  static Optional<LeaseHolder> parse(Properties fields) {
    Optional<StagingName> name = StagingName.parse(fields.getProperty("folder", ""));
    String pid = fields.getProperty("pid", "");
    if (name.isEmpty() || !NUMBER.matcher(pid).matches()) {
      return Optional.empty();
    }
    for (String word : new String[] {"host", "start", "boot", "namespace"}) {
      if (!WORD.matcher(fields.getProperty(word, "\n")).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new LeaseHolder(
            name.get(),
            new DriverProcess(
                fields.getProperty("host"),
                Long.parseLong(pid),
                fields.getProperty("start"),
                fields.getProperty("boot"),
                fields.getProperty("namespace"))));
  }

  /** The lines of a file of ours; none if it is none. */
  static Properties fields(String text) {
    Properties fields = new Properties();
    try {
      fields.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return new Properties();
    }
    return fields;
  }
}
