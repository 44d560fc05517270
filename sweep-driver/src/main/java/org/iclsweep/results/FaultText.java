package org.iclsweep.results;

/** What a failure says of itself, for a person. */
public final class FaultText {

  /** Where a trace begins that a server of Hadoop has put into its message. */
  private static final String TRACE = "\n\tat ";

  private FaultText() {}

  /** Its message, or its name if it has none. */
  public static String of(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : withoutTrace(failure.getMessage());
  }

  /** What comes before the trace, if there is one. */
  public static String withoutTrace(String message) {
    int trace = message.indexOf(TRACE);
    return trace < 0 ? message : message.substring(0, trace).strip();
  }
}
