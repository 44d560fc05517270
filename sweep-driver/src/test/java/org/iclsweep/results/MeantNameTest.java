package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.query.Translation;
import org.iclsweep.query.Type;
import org.iclsweep.query.UnknownColumnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeantNameTest {

  private static final List<String> TRIALS =
      List.of(
          "trial_id", "seed", "heads", "depth", "learning_rate", "batch", "outcome", "final_loss");

  @ParameterizedTest
  @CsvSource({
    "`lr`, learning_rate",
    "`LR`, learning_rate",
    "`t`.`n_heads`, heads",
    "`model`.`depth`, depth",
    "`training`.`optimizer`.`learning_rate`, learning_rate",
    "`loss`, final_loss",
    "`status`, outcome",
    "`final_los`, final_loss",
    "`bs`, batch"
  })
  void theColumnThatIsMeantIsFound(String named, String column) {
    assertThat(MeantName.column(named, TRIALS)).contains(column);
  }

  @Test
  void aColumnThatIsNotAskedIsNotProposed() {
    assertThat(MeantName.column("`lr`", List.of("seed", "heads"))).isEmpty();
    assertThat(MeantName.column("`loss`", List.of("step", "eval_loss"))).contains("eval_loss");
  }

  @Test
  void whatMayBeOtherThanAColumnIsNotWrong() {
    assertThat(wrong("SELECT heds FROM trials"))
        .hasValueSatisfying(told -> told.endsWith("heads`?"));
    assertThat(wrong("SELECT x AS heds, heds FROM trials")).isEmpty();
    assertThat(wrong("SELECT Heads FROM trials")).isEmpty();
    assertThat(wrong("SELECT current_date FROM trials")).as("a function").isEmpty();
  }

  private static Optional<String> wrong(String query) {
    UnknownColumnException unknown =
        catchThrowableOfType(
            UnknownColumnException.class,
            () -> Translation.read(query).translated(view -> Map.of("x", Type.ofDuckDb("BIGINT"))));
    return MeantName.wrong(view -> List.of("x", "heads", "current_rate"), unknown, query);
  }

  @Test
  void viewsAreFoundByTheirNamesElsewhereAndByTheNearest() {
    assertThat(MeantName.view("runs")).isEqualTo(" Did you mean `trials`?");
    assertThat(MeantName.view("Curve")).isEqualTo(" Did you mean `curves`?");
    assertThat(MeantName.view("zzzzzz")).isEmpty();
  }
}
