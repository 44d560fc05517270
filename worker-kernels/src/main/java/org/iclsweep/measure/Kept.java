package org.iclsweep.measure;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Functions of their keys, kept for the other trials of this process as long as there is memory for
 * them. Whether a value was kept makes no difference to any bit.
 */
public final class Kept<K, V> {

  private final Map<K, SoftReference<V>> values;
  private final Function<K, V> function;

  /**
   * @param most kept at a time; what was not asked for the longest is forgotten
   */
  public Kept(int most, Function<K, V> function) {
    values = Collections.synchronizedMap(new Recent<>(most));
    this.function = function;
  }

  /** The function's value; two threads that ask at once may both work it out. */
  public V of(K key) {
    SoftReference<V> known = values.get(key);
    V value = known == null ? null : known.get();
    if (value == null) {
      value = function.apply(key);
      values.put(key, new SoftReference<>(value));
    }
    return value;
  }

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
