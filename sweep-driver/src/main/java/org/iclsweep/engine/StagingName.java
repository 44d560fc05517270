package org.iclsweep.engine;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a driver's folder below {@code _staging/}.
 *
 * @param epoch number of its lease; the highest one has the right to write
 * @param token tells drivers apart that want the same epoch
 */
record StagingName(long epoch, String token) {

  /** The highest one, which nobody comes to. */
  static final long LAST_EPOCH = 999_999_999_999L;

  private static final Pattern EPOCH = Pattern.compile("\\d{12}");
  private static final Pattern FORM = Pattern.compile("(\\d{12})-([0-9a-f]{32})");

  /** A name that nobody else has. */
  static StagingName of(long epoch) {
    return new StagingName(epoch, UUID.randomUUID().toString().replace("-", ""));
  }

  static Optional<StagingName> parse(String text) {
    Matcher name = FORM.matcher(text);
    return name.matches()
        ? Optional.of(new StagingName(Long.parseLong(name.group(1)), name.group(2)))
        : Optional.empty();
  }

  /** The epoch in the name of a file of leases; empty if it is none. */
  static Optional<Long> epoch(String fileName) {
    return EPOCH.matcher(fileName).matches()
        ? Optional.of(Long.parseLong(fileName))
        : Optional.empty();
  }

  /** The epoch, so that names sort as numbers do. */
  static String text(long epoch) {
    return "%012d".formatted(epoch);
  }

  String text() {
    return text(epoch) + "-" + token;
  }
}
