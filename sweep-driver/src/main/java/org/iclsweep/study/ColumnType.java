package org.iclsweep.study;

/** What a parameter is in the results table, and the Java class of its values there. */
public enum ColumnType {
  /** {@link Integer}. */
  INT,
  /** {@link Long}. */
  LONG,
  /** {@link Double}. */
  DOUBLE,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link String}. */
  STRING,
  /** {@link java.util.List} of {@link Double}. */
  DOUBLES,
  /** {@link java.util.List} of {@link String}. */
  STRINGS,
  /** {@link java.util.List} of {@link Integer}. */
  INTS
}
