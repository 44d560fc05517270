package org.iclsweep.spi;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a trial has of a provider, as data: equal ones give the same. What is behind the name is
 * found where it is needed, by {@link Providers}.
 *
 * @param name of the provider
 * @param version of it
 * @param settings all of them
 */
public record Provided(String name, String version, Settings settings) implements Serializable {

  /** Nothing. */
  public static final Provided NONE = new Provided("", "", Settings.NONE);

  private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern VERSIONS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}");

  /** Words that a study has for no provider, and that rows have for one of any name. */
  static final List<String> TAKEN = List.of("none", "provided");

  private static final int LONGEST = 100;

  /** Whether a provider may have this name. */
  public static boolean isName(String name) {
    return name != null
        && name.length() <= LONGEST
        && NAMES.matcher(name).matches()
        && !TAKEN.contains(name);
  }

  /** Whether a provider may have this version. */
  public static boolean isVersion(String version) {
    return version != null && VERSIONS.matcher(version).matches();
  }

  /** Whether it is nothing. */
  public boolean isNone() {
    return name.isEmpty();
  }

  @Override
  public String toString() {
    return isNone() ? "none" : name + " " + version;
  }
}
