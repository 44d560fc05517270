package org.iclsweep.spi;

import java.util.List;

/**
 * What comes from outside of this program: of a jar that names its class in {@code
 * META-INF/services}. Its class is public and has a public constructor without parameters.
 *
 * <p>One object of it serves all trials of a process, by several threads at once: it has no state,
 * and what its methods give is a function of their arguments alone.
 */
public interface Provider {

  /** The word for it in study files: small letters, digits and hyphens, a letter first. */
  String name();

  /**
   * Its version: letters, digits, dots, hyphens, + and _. It is a part of the identity of every
   * trial, so another version is due whenever the same settings give other numbers.
   */
  String version();

  /** What a study may set of it. */
  default List<Setting> settings() {
    return List.of();
  }

  /**
   * Refuses settings that mean nothing, each of which is of its type.
   *
   * @throws IllegalArgumentException with what is wrong with them
   */
  default void check(Settings settings) {}
}
