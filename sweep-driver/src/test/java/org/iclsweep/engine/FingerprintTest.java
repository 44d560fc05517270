package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void theSameStudyHasTheSame() throws StudyException {
    assertThat(Fingerprint.of(SampleTrials.study(7)))
        .isEqualTo(Fingerprint.of(SampleTrials.study(7)))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void anyOtherValueMakesAnother() throws StudyException {
    assertThat(
            List.of(
                Fingerprint.of(SampleTrials.study(7)),
                Fingerprint.of(SampleTrials.study(8)),
                Fingerprint.of(SampleTrials.study(7, "model.depth = [1, 3]")),
                Fingerprint.of(SampleTrials.study(7, "model.depth = [1, 2], model.heads = [1]"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void oneValueOfManyMakesAnother() throws StudyException {
    assertThat(Fingerprint.of(SampleTrials.study(5000)))
        .isNotEqualTo(Fingerprint.of(SampleTrials.study(5000, "model.depth = [1, 4]")));
  }

  @Test
  void theOrderOfTrialsMakesAnother() throws StudyException {
    List<Trial> learners = new ArrayList<>(SampleTrials.study(2).plan().learners());
    String inOrder = Fingerprint.of(learners);
    Collections.reverse(learners);

    assertThat(Fingerprint.of(learners)).isNotEqualTo(inOrder);
  }
}
