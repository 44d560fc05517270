package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.spec.Column;
import org.iclsweep.task.Shift;
import org.junit.jupiter.api.Test;

class RecordShapeTest {

  record Inner(int firstStep, @Column("other_name") Float small) {}

  record All(
      boolean flag,
      Boolean mayFlag,
      int whole,
      Integer mayWhole,
      long seed,
      Long maySeed,
      float single,
      double loss,
      Double mayLoss,
      String text,
      @Column(optional = true) String mayText,
      Instant at,
      Shift byItsLabel,
      List<Double> numbers,
      List<Inner> nested,
      Inner one) {}

  record Outer(String id, Inner inner, int last) {}

  @Test
  void typesTellWhatAColumnIsAndWhetherItMayBeAbsent() {
    assertThat(RecordShape.of(All.class).message("all").toString())
        .isEqualTo(
            """
            message all {
              required boolean flag;
              optional boolean may_flag;
              required int32 whole;
              optional int32 may_whole;
              required int64 seed;
              optional int64 may_seed;
              required float single;
              required double loss;
              optional double may_loss;
              required binary text (STRING);
              optional binary may_text (STRING);
              required int64 at (TIMESTAMP(MICROS,true));
              required binary by_its_label (STRING);
              optional group numbers (LIST) {
                repeated group list {
                  required double element;
                }
              }
              optional group nested (LIST) {
                repeated group list {
                  required group element {
                    required int32 first_step;
                    optional float other_name;
                  }
                }
              }
              required group one {
                required int32 first_step;
                optional float other_name;
              }
            }
            """);
  }

  @Test
  void anEmbeddedRecordsColumnsStandInItsPlace() {
    StructType<Outer> type =
        RecordShape.of(Outer.class, Map.of("inner", RecordShape.of(Inner.class)));
    Outer outer = new Outer("a", new Inner(3, 0.5f), 7);

    assertThat(type.fields())
        .extracting(Field::name)
        .containsExactly("id", "first_step", "other_name", "last");
    assertThat(type.fields().stream().map(field -> (Object) field.value().apply(outer)).toList())
        .isEqualTo(List.of("a", 3, 0.5f, 7));
  }

  @Test
  void whatIsNoColumnIsNamed() {
    record Wrong(int fine, Object anything) {}

    assertThatThrownBy(() -> RecordShape.of(Wrong.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("java.lang.Object anything is nothing that a column can be");
  }
}
