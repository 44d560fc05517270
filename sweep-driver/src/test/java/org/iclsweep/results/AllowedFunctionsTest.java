package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every function of this Spark has been looked at: a new one is refused, and fails this test. */
class AllowedFunctionsTest {

  /** Call what they are told to, tell of the machine and of its user, or read other files. */
  private static final String REACH_OUTSIDE =
      """
      reflect java_method try_reflect python_worker_logs
      current_user user session_user current_catalog current_database current_schema current_path
      version input_file_name input_file_block_start input_file_block_length
      from_avro to_avro schema_of_avro from_protobuf to_protobuf
      """;

  /** Parse XML, in which a document can name others, on this machine and elsewhere. */
  private static final String XML =
      """
      from_xml to_xml schema_of_xml xpath xpath_boolean xpath_double xpath_float xpath_int xpath_long
      xpath_number xpath_short xpath_string
      """;

  /** Read bytes of a format of their own with no check of bounds; no column of a view has any. */
  private static final String FORMATS =
      "(hll|kll|theta|tuple|st)_.*|approx_top_k_(accumulate|combine|estimate)|count_min_sketch";

  /** Means nothing without a view of metrics. */
  private static final String IDLE = "measure";

  @Test
  void everyFunctionOfThisSparkIsAllowedOrRefusedForAReason() {
    Set<String> neither = new TreeSet<>();
    Set<String> both = new TreeSet<>();
    for (String name : AllowedFunctions.builtIn()) {
      if (AllowedFunctions.contains(name) == isRefused(name)) {
        (isRefused(name) ? both : neither).add(name);
      }
    }

    assertThat(neither).isEmpty();
    assertThat(both).isEmpty();
  }

  private static boolean isRefused(String name) {
    Set<String> words = Set.of((REACH_OUTSIDE + XML + IDLE).strip().split("\\s+"));
    return words.contains(name) || name.matches(FORMATS);
  }

  @Test
  void thereAreSomeHundredFunctions() {
    assertThat(AllowedFunctions.builtIn()).hasSizeGreaterThan(500).contains("explode", "reflect");
  }

  @Test
  void namesAreComparedAsSparkComparesThem() {
    assertThat(AllowedFunctions.contains("Median")).isTrue();
    assertThat(AllowedFunctions.contains("Exact_Interval")).isTrue();
    assertThat(AllowedFunctions.contains("REFLECT")).isFalse();
  }
}
