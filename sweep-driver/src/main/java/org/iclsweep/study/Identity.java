package org.iclsweep.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iclsweep.lanes.Numerics;

/**
 * The identity of a trial: the first 32 hexadecimal digits of the SHA-256 of its canonical text,
 * which has a line {@code key=value} for every parameter that applies and is not at its default,
 * for {@code kind} and for {@code numerics}, sorted by key, each with a line feed, in UTF-8.
 *
 * <p>Its lines are of two parts: what is trained, and what is measured of it ({@link
 * Parameter#ofMeasures}). The first has an identity of its own, of {@code kind=training}.
 *
 * <p>Every default is left out, rather than those of parameters that came later only: a parameter
 * can be added without another identity for any trial that there is, and nothing has to be recorded
 * of when it came. The price is one rule: <b>a default never changes, and a parameter that is added
 * does by default what was done without it</b>. Another default is another key. The test of this
 * class holds every default to the letter.
 */
public final class Identity {

  private static final int DIGITS = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Identity::sha256);

  private Identity() {}

  /** The identity of a trial of this kind. */
  public static String of(Values values, Map<String, String> kind) {
    return of(text(values, kind).getBytes(StandardCharsets.UTF_8));
  }

  /** The identity that parts of a canonical text give in their order. */
  public static String of(byte[]... parts) {
    return HexFormat.of().formatHex(hash(parts), 0, DIGITS / 2);
  }

  /** The SHA-256 of parts of a text in their order. */
  public static byte[] hash(byte[]... parts) {
    MessageDigest digest = SHA_256.get();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** The canonical text that is hashed. */
  static String text(Values values, Map<String, String> kind) {
    SortedMap<String, String> lines = values.withoutDefaults().texts();
    lines.putAll(constants(kind));
    return lines.entrySet().stream()
        .map(line -> line(line.getKey(), line.getValue()))
        .collect(Collectors.joining());
  }

  /** What a canonical text says beside parameters, by key. */
  public static SortedMap<String, String> constants(Map<String, String> kind) {
    SortedMap<String, String> constants = new TreeMap<>(kind);
    constants.put("numerics", Integer.toString(Numerics.VERSION));
    return constants;
  }

  /** A line of a canonical text. */
  public static String line(String key, String value) {
    return key + "=" + value + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
