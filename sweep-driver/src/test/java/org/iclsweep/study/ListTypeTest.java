package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Nonlinearity;
import org.junit.jupiter.api.Test;

class ListTypeTest {

  private static final ListType<Double> SET = new ListType<>(real(POSITIVE));
  private static final ListType<Double> SEQUENCE = ListType.sequence(real(POSITIVE));

  private static ConfigValue value(String written) {
    return ConfigFactory.parseString("value = " + written).getValue("value");
  }

  @Test
  void setIsKeptInTheOrderOfItsElements() {
    assertThat(SET.typed("[2, 0.5, 1]")).isEqualTo(List.of(0.5, 1.0, 2.0));
    assertThatIllegalStateException()
        .isThrownBy(() -> SET.typed("[2, 0.5, 2]"))
        .withMessageContaining("holds 2 twice");
  }

  @Test
  void sequenceIsKeptAsItIsWritten() {
    assertThat(SEQUENCE.typed("[2, 0.5, 2]")).isEqualTo(List.of(2.0, 0.5, 2.0));
    assertThat(SEQUENCE.typed("\"1..2 by 0.5\"")).isEqualTo(List.of(1.0, 1.5, 2.0));
    assertThat(SEQUENCE.text(List.of(2.0, 0.5, 2.0))).isEqualTo("[2, 0.5, 2]");
    assertThat(SEQUENCE.typed(SEQUENCE.text(List.of(2.0, 0.5, 2.0))))
        .isEqualTo(List.of(2.0, 0.5, 2.0));
  }

  @Test
  void elementOfASequenceHasToBeAllowed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SEQUENCE.typed("[2, -1]"))
        .withMessageContaining("must be a positive number");
  }

  @Test
  void sequencesOfAnAxisDifferByTheirOrder() {
    List<String> told = new ArrayList<>();
    Complaint complaint = (where, message, suggestion) -> told.add(message);

    assertThat(SEQUENCE.readAxis(value("[[1, 2], [2, 1], [1, 1, 2], 1]"), complaint))
        .contains(
            List.of(List.of(1.0, 2.0), List.of(2.0, 1.0), List.of(1.0, 1.0, 2.0), List.of(1.0)));
    assertThat(SEQUENCE.readAxis(value("[[1, 1], [1, 1]]"), complaint)).isEmpty();
    assertThat(told).containsExactly("holds [1, 1] twice");
  }

  @Test
  void listMeansWhatItsElementsMean() {
    ListType<Nonlinearity> words = ListType.sequence(choice(Nonlinearity.class));

    assertThat(words.meaning(words.typed("[relu, gelu, relu]")))
        .containsExactly(Nonlinearity.RELU, Nonlinearity.GELU, Nonlinearity.RELU);
  }
}
