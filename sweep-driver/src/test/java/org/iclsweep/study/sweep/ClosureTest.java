package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.EveryLaw;
import org.iclsweep.study.read.Studies;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRunner;
import org.junit.jupiter.api.Test;

/** Everything that a plan can hold is shipped to an executor, and comes out as it went in. */
class ClosureTest {

  @Test
  void aPlanOfEveryParameterAndEveryLawArrives() throws Exception {
    Study study = Study.parse(EveryLaw.text(), "x.conf", List.of());
    assertThat(study.plan().blocks()).hasSizeGreaterThan(2 * Parameters.all().size());
    Plan arrived = (Plan) Studies.shipped(study.plan());
    assertThat(arrived).isEqualTo(study.plan());
    for (long index = 0; index < arrived.size(); index++) {
      TransformerTrial trial = study.plan().trial(index);
      assertThat(arrived.trial(index).id()).isEqualTo(trial.id());
      assertThat(((TransformerTrial) Studies.shipped(trial)).spec()).isEqualTo(trial.spec());
    }
  }

  @Test
  void everyLawIsAmongThem() throws Exception {
    Study study = Study.parse(EveryLaw.text(), "x.conf", List.of());
    List<Class<?>> laws = new ArrayList<>();
    study.plan().blocks().stream()
        .flatMap(Block::axes)
        .map(Axis::values)
        .filter(Draws.class::isInstance)
        .forEach(values -> laws.add(((Draws) values).law().getClass()));
    assertThat(laws).contains(Law.class.getPermittedSubclasses());
  }

  @Test
  void oneTrialOfEachBlockRunsFromWhatArrived() throws Exception {
    for (Map.Entry<String, String> block : EveryLaw.blocks().entrySet()) {
      Plan plan =
          (Plan)
              Studies.shipped(
                  Study.parse(EveryLaw.text(block.getValue()), "x.conf", List.of()).plan());
      TransformerTrial trial = plan.trial(0);
      if (block.getKey().endsWith("drawn") && trial.learners().isEmpty()) {
        assertThat(TrialRunner.run(trial.spec(), List.of()).outcome())
            .as(block.getKey())
            .isEqualTo(Outcome.COMPLETED);
      }
    }
  }
}
