package org.iclsweep.study;

import java.util.SortedMap;
import org.iclsweep.trial.TrialSpec;

/** Descriptions of some trials, each made when it is asked for by its index. */
public interface Described {

  /** The values of the parameters that apply, by path. */
  SortedMap<String, Object> values(long index);

  /** The same, for the kernel. */
  TrialSpec spec(long index);

  /** The identity, of 32 digits. */
  String id(long index);
}
