package org.iclsweep.lanes;

import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Up to 32 operations in their order, each a constant to the compiler: it calls them by their
 * address, or puts them in the place of the call. A loop over operations of many classes does not
 * know which one is next, and a processor that guesses wrong loses as much time as it takes to
 * multiply two matrices of 5 x 5.
 *
 * <p>Never used as it is, but by its {@link Copies}. Written out, since elements of an array are no
 * constants.
 */
final class StraightLine implements Operation {

  /**
   * Operations of a copy: so many that the compiler calls a line within a line. Put in the place of
   * their calls, many lines would be more than it takes into one method.
   */
  static final int MOST = 32;

  private static final Operation O0 = at(0);
  private static final Operation O1 = at(1);
  private static final Operation O2 = at(2);
  private static final Operation O3 = at(3);
  private static final Operation O4 = at(4);
  private static final Operation O5 = at(5);
  private static final Operation O6 = at(6);
  private static final Operation O7 = at(7);
  private static final Operation O8 = at(8);
  private static final Operation O9 = at(9);
  private static final Operation O10 = at(10);
  private static final Operation O11 = at(11);
  private static final Operation O12 = at(12);
  private static final Operation O13 = at(13);
  private static final Operation O14 = at(14);
  private static final Operation O15 = at(15);
  private static final Operation O16 = at(16);
  private static final Operation O17 = at(17);
  private static final Operation O18 = at(18);
  private static final Operation O19 = at(19);
  private static final Operation O20 = at(20);
  private static final Operation O21 = at(21);
  private static final Operation O22 = at(22);
  private static final Operation O23 = at(23);
  private static final Operation O24 = at(24);
  private static final Operation O25 = at(25);
  private static final Operation O26 = at(26);
  private static final Operation O27 = at(27);
  private static final Operation O28 = at(28);
  private static final Operation O29 = at(29);
  private static final Operation O30 = at(30);
  private static final Operation O31 = at(31);

  /** One of those that the copy was defined for, a list; null behind them. */
  private static Operation at(int k) {
    List<?> all = Copies.data(MethodHandles.lookup(), List.class);
    return k < all.size() ? (Operation) all.get(k) : null;
  }

  @Override
  public void run() {
    if (O0 != null) O0.run();
    if (O1 != null) O1.run();
    if (O2 != null) O2.run();
    if (O3 != null) O3.run();
    if (O4 != null) O4.run();
    if (O5 != null) O5.run();
    if (O6 != null) O6.run();
    if (O7 != null) O7.run();
    if (O8 != null) O8.run();
    if (O9 != null) O9.run();
    if (O10 != null) O10.run();
    if (O11 != null) O11.run();
    if (O12 != null) O12.run();
    if (O13 != null) O13.run();
    if (O14 != null) O14.run();
    if (O15 != null) O15.run();
    if (O16 != null) O16.run();
    if (O17 != null) O17.run();
    if (O18 != null) O18.run();
    if (O19 != null) O19.run();
    if (O20 != null) O20.run();
    if (O21 != null) O21.run();
    if (O22 != null) O22.run();
    if (O23 != null) O23.run();
    if (O24 != null) O24.run();
    if (O25 != null) O25.run();
    if (O26 != null) O26.run();
    if (O27 != null) O27.run();
    if (O28 != null) O28.run();
    if (O29 != null) O29.run();
    if (O30 != null) O30.run();
    if (O31 != null) O31.run();
  }
}
