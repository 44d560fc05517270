package org.iclsweep.results;

/**
 * A file among those of a table that cannot be read as one.
 *
 * @param name its path
 * @param problem what is wrong with it, in words
 */
public record DamagedFile(String name, String problem) {

  @Override
  public String toString() {
    return name + ": " + problem;
  }
}
