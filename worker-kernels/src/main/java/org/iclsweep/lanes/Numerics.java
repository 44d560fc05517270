package org.iclsweep.lanes;

/** Version of the arithmetic: equal versions and equal trial descriptions give equal bits. */
public final class Numerics {

  /** Grows by one whenever the bits of any result change; part of a trial's identity. */
  public static final int VERSION = 3;

  private Numerics() {}
}
