package org.iclsweep.spi;

/** A provider that is not there, is not what it should be, or fails at its work. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProviderException(String message) {
    super(message);
  }

  ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
