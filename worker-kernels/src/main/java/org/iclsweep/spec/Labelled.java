package org.iclsweep.spec;

import java.util.Locale;

/** An enum whose constants have words in study files and tables. */
public interface Labelled {

  /** The constant's name in Java. */
  String name();

  /** The word for it: its name in kebab-case, unless it says otherwise. */
  default String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
