package org.iclsweep.results;

import java.util.Map;

/** The one Spark of a test JVM: two local cores. */
public final class SharedSpark {
  private static final SparkSettings SETTINGS = new SparkSettings("local[2]", Map.of());

  private SharedSpark() {}

  /** Settings of a session that is running and outlives the test. */
  public static SparkSettings settings() {
    SETTINGS.session();
    return SETTINGS;
  }
}
