package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;

class CompilingTimeTest {

  private static final Duration LONG = Duration.ofHours(10);

  @Test
  void seedsAndRatesAreOfOneShape() throws StudyException {
    Plan plan =
        plan("sweep.grid { seed = \"0..99\", training.optimizer.learning-rate = [1e-3, 1e-4] }");
    assertThat(CompilingTime.of(plan, LONG))
        .isEqualTo(CompilingTime.START.plus(CompilingTime.OWN_CODE));
  }

  @Test
  void everyShapeIsCompiledForOnce() throws StudyException {
    Plan plan =
        plan("sweep.grid { seed = \"0..9\", task.dim = [5, 10, 20], model.heads = [1, 2] }");
    assertThat(CompilingTime.of(plan, LONG))
        .isEqualTo(CompilingTime.START.plus(CompilingTime.OWN_CODE.multipliedBy(6)));
  }

  @Test
  void littleWorkIsNotCompiledFor() throws StudyException {
    Plan plan = plan("sweep.grid.task.dim = \"1..40\"");
    assertThat(CompilingTime.of(plan, Duration.ofSeconds(8)))
        .isEqualTo(CompilingTime.START.plus(Duration.ofSeconds(2)));
  }

  private static Plan plan(String sweep) throws StudyException {
    return Study.parse("study = shapes\n" + sweep, "shapes", List.of()).plan();
  }
}
