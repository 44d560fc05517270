package org.iclsweep.results;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process was told in confidence, as keys of stores and passwords are, and takes out of
 * every text that it says, logs or keeps.
 *
 * <p>Values of settings whose names say that they are secret are known by heart, so that they are
 * found in whatever a library prints; addresses with a password or a signature, and settings in a
 * text, are known by their look.
 */
public final class Secrets {

  /** What stands for a secret. */
  public static final String HIDDEN = "***";

  /** Parts of names of settings whose values are secret; Spark's own pages are told, too. */
  public static final String NAMES =
      "(?i)secret|passw|[._-]pwd|token|credential|signature|passphrase|sas[._-]|[._-]sas"
          + "|(?:access|account|private|api|encryption|shared|master)[._-]?key|[._-]key(?:[._-]|$)";

  private static final Pattern SECRET_NAME = Pattern.compile(NAMES);

  /** Names about secrets whose values are none. */
  private static final Pattern OPEN_NAME =
      Pattern.compile(
          "(?i)(?:provider|providers|file|path|class|type|enabled|algorithm|expiry|expiration|length"
              + "|renewal|interval|timeout|location|endpoint|url|uri|name|size|bits)$");

  private static final Pattern SETTING = Pattern.compile("([\\w.-]+)=(.*)", Pattern.DOTALL);
  private static final Pattern PROPERTY = Pattern.compile("-D([\\w.-]+)=(\\S+)");

  /** As in {@code https://user:password@host}. */
  private static final Pattern PASSWORD_IN_ADDRESS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^\\s@/'\"<>]*:(?!\\d{1,5}/)[^\\s@'\"<>]*@");

  /** As presigned addresses have it. */
  private static final Pattern SIGNATURE_IN_ADDRESS =
      Pattern.compile(
          "(?i)([?&;](?:[\\w.-]*(?:sig|signature|token|credential|secret|password|accesskeyid)|key|pwd)"
              + "=)[^&\\s'\"<>]+");

  private static final Pattern SETTING_IN_TEXT =
      Pattern.compile(
          "(?i)((?:(?:spark|fs|hadoop|javax|dfs|aws|-D)[\\w.-]*(?:secret|passw|token|credential"
              + "|access[._-]?key|account[._-]?key|[._-]key)[\\w.-]*|secretAccessKey|sessionToken"
              + "|accessKeyId|password|passwd|AccountKey|SharedAccessKey|SharedAccessSignature)"
              + "\\s*[=:]\\s*)(?!(?-i:VALUE))[^\\s,;'\"(){}\\]]+");

  /** A shorter one is found in words that have nothing to do with it. */
  private static final int SHORTEST = 6;

  /** Longest first: a secret may be part of another one. */
  private static final Set<String> KNOWN =
      new ConcurrentSkipListSet<>(
          (a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());

  private Secrets() {}

  /** Whether the value of a setting is secret, by its name. */
  public static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).find() && !OPEN_NAME.matcher(name).find();
  }

  /** Learns the values of settings that are secret, and what JVM options among them tell. */
  public static void learn(Map<String, String> settings) {
    settings.forEach(Secrets::learn);
  }

  /** Learns a setting, or nothing if it is none that is secret. */
  public static void learn(String name, String value) {
    if (isSecret(name) && !value.startsWith("/")) {
      learnValue(value);
    }
    Matcher property = PROPERTY.matcher(value);
    while (property.find()) {
      if (isSecret(property.group(1))) {
        learnValue(property.group(2));
      }
    }
  }

  private static void learnValue(String value) {
    String bare = value.strip();
    if (bare.length() >= SHORTEST && !bare.matches("(?i)false|true|[\\d.]{1,8}")) {
      KNOWN.add(bare);
    }
  }

  /** Learns from the words of a command: those like {@code KEY=VALUE}. */
  public static void learnWords(String... words) {
    for (String word : words) {
      Matcher setting = SETTING.matcher(word.startsWith("--") ? afterEquals(word) : word);
      if (setting.matches()) {
        learn(setting.group(1), setting.group(2));
      }
    }
  }

  /** {@code --conf=KEY=VALUE} is one word. */
  private static String afterEquals(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  /** A setting as it may be shown. */
  public static String shown(String setting) {
    Matcher parts = SETTING.matcher(setting);
    return parts.matches() && isSecret(parts.group(1))
        ? parts.group(1) + "=" + HIDDEN
        : hidden(setting);
  }

  /** A text without secrets. */
  public static String hidden(String text) {
    if (text == null) {
      return null;
    }
    String open = text;
    for (String secret : KNOWN) {
      open = open.replace(secret, HIDDEN);
    }
    open = PASSWORD_IN_ADDRESS.matcher(open).replaceAll("$1***@");
    open = SIGNATURE_IN_ADDRESS.matcher(open).replaceAll("$1***");
    return SETTING_IN_TEXT.matcher(open).replaceAll("$1***");
  }
}
