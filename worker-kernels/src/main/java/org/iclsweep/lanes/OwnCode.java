package org.iclsweep.lanes;

/** When sweeps and lists of operations get code of their own in this process. */
enum OwnCode {
  /** Once they have had work enough. */
  LATER("later"),

  /** Never: what they have in common runs all of them. */
  NEVER("never"),

  /** Before they run for the first time: for tests, since code is slow before it is compiled. */
  AT_ONCE("at-once");

  /** Name of the system property that says it. */
  static final String PROPERTY = "iclsweep.own-code";

  private final String label;

  OwnCode(String label) {
    this.label = label;
  }

  /** What the system property says, {@link #LATER} without one. */
  static OwnCode ofProcess() {
    String when = System.getProperty(PROPERTY, LATER.label);
    for (OwnCode each : values()) {
      if (each.label.equals(when)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "-D" + PROPERTY + "=" + when + ": must be later, never or at-once");
  }
}
