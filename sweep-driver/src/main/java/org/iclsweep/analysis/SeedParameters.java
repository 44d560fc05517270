package org.iclsweep.analysis;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parameters of one of very many runs: those of its setting, which all of its seeds share, and
 * its seed.
 */
final class SeedParameters extends AbstractMap<String, Object> {
  private final Map<String, Object> setting;
  private final Object seed;

  /** Of a setting's parameters, which have no seed, and a seed. */
  SeedParameters(Map<String, Object> setting, Object seed) {
    this.setting = setting;
    this.seed = seed;
  }

  /** What seeds of one setting share; of equal parameters that were not shared, equal maps. */
  static Map<String, Object> setting(Map<String, Object> parameters) {
    return parameters instanceof SeedParameters shared ? shared.setting : parameters;
  }

  @Override
  public Object get(Object key) {
    return Columns.SEED.equals(key) ? seed : setting.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return Columns.SEED.equals(key) || setting.containsKey(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        Entry<String, Object> own = new SimpleImmutableEntry<>(Columns.SEED, seed);
        return Stream.concat(setting.entrySet().stream(), Stream.of(own)).iterator();
      }

      @Override
      public int size() {
        return setting.size() + 1;
      }
    };
  }
}
