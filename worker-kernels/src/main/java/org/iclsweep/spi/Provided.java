package org.iclsweep.spi;

import java.io.Serializable;

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

  /** Whether it is nothing. */
  public boolean isNone() {
    return name.isEmpty();
  }

  @Override
  public String toString() {
    return isNone() ? "none" : name + " " + version;
  }
}
