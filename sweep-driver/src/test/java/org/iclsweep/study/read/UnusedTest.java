package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.study.Condition;
import org.iclsweep.study.Invented;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.read.Unused.Broken;
import org.junit.jupiter.api.Test;

/** What is said of a parameter that applies in no trial. */
class UnusedTest {

  private static String told(Parameter<?> parameter, Broken... broken) {
    Unused unused = new Unused(parameter, List.of(broken));
    return unused.message() + ". " + unused.cure();
  }

  @Test
  void oneValueIsToldWithTheOneToSet() {
    Condition condition = Invented.MEMORY.conditions().get(0);
    assertThat(told(Invented.MEMORY, new Broken(condition, "a", "")))
        .isEqualTo(
            "has no effect: it applies when rule is b or c, and here it is a."
                + " Remove it or set rule = b or c.");
  }

  @Test
  void axisIsToldWithTheValueToAdd() {
    Condition condition = Invented.RARE.conditions().get(0);
    assertThat(told(Invented.RARE, new Broken(condition, "a or b", "sweep.grid.rule")))
        .isEqualTo(
            "has no effect: it applies when rule is c, and here it is a or b."
                + " Remove it or add c to sweep.grid.rule.");
  }

  @Test
  void conditionThatIsNotMetBecauseOfAnotherSaysSo() {
    assertThat(told(Invented.DECAY, new Broken(Invented.DECAY.conditions().get(0), "", "")))
        .isEqualTo(
            "has no effect: it applies when memory is not none, and here memory does not apply."
                + " Remove it or set memory = short or long.");
  }

  @Test
  void ofSeveralConditionsThoseAreToldThatAreNotMet() {
    Condition holds = Invented.FORCE.conditions().get(1);
    assertThat(told(Invented.FORCE, new Broken(holds, "[x, z]", "")))
        .isEqualTo(
            "has no effect: it applies when memory is not none and set holds \"y+\", and here set"
                + " is [x, z]. Remove it or add \"y+\" to set.");
  }
}
