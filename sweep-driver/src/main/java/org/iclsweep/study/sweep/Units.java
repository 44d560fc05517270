package org.iclsweep.study.sweep;

/** Numbers in (0, 1), each a function of its index alone: odd multiples of 2^-53. */
interface Units {

  int BITS = 52;

  /** Number {@code index}, from 0. */
  double at(int index);

  /** The middle of one of 2^52 equal parts of (0, 1). */
  static double middle(long part) {
    return (2.0 * part + 1) * 0x1p-53;
  }
}
