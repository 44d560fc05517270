package org.iclsweep.results;

/** What is wrong with a request for results, for the person who asked, and what to do next. */
public class ResultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ResultException(String message) {
    super(message);
  }

  ResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
