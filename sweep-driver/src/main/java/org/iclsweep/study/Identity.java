package org.iclsweep.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.iclsweep.lanes.Numerics;

/**
 * The identity of a trial: the first 32 hexadecimal digits of the SHA-256 of its canonical text,
 * which has a line {@code key=value} for every parameter that applies and is not at its default,
 * for {@code kind} and for {@code numerics}, sorted by key, each with a line feed, in UTF-8.
 *
 * <p>Every default is left out, rather than those of parameters that came later only: a parameter
 * can be added without another identity for any trial that there is, and nothing has to be recorded
 * of when it came. The price is one rule: <b>a default never changes, and a parameter that is added
 * does by default what was done without it</b>. Another default is another key. The test of this
 * class holds every default to the letter.
 */
final class Identity {

  private static final int DIGITS = 32;

  private Identity() {}

  /** The identity of a trial of this kind. */
  static String of(Values values, Map<String, String> kind) {
    byte[] hash = sha256().digest(text(values, kind).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, DIGITS / 2);
  }

  /** The canonical text that is hashed. */
  static String text(Values values, Map<String, String> kind) {
    SortedMap<String, String> lines = values.withoutDefaults().texts();
    lines.putAll(kind);
    lines.put("numerics", Integer.toString(Numerics.VERSION));
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
