package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoredRunsTest {

  @Test
  void aMillionRowsDoNotFitIntoTwoGigabytes() {
    assertThat(StoredRuns.problem(1_000_000, 10_000, 2L << 30))
        .contains(
            "1000000 rows are too many for the memory of this JVM, 2048 MB; set"
                + " ICL_SWEEP_JAVA_OPTS=-Xmx13g, or ask with icl-sweep sql");
    assertThat(StoredRuns.problem(1_000_000, 10_000, 13L << 30)).isEmpty();
  }

  @Test
  void aMillionRowsFitIntoOneGigabyte() {
    assertThat(StoredRuns.problem(1_000_000, StoredRuns.FINDINGS_BYTES, 1L << 30)).isEmpty();
    assertThat(StoredRuns.whole(1_000_000, 1L << 30)).isBetween(1_000L, 5_000L);
    assertThat(StoredRuns.whole(1_000, 1L << 30)).isEqualTo(1_000);
  }

  /** Rows have three quarters of it. */
  @Test
  void rowsThatJustFillTheirShareOfTheHeapFit() {
    assertThat(StoredRuns.problem(3, 1 << 20, 4 << 20)).isEmpty();
    assertThat(StoredRuns.problem(3, 1 << 20, (4 << 20) - 1))
        .contains(
            "3 rows are too many for the memory of this JVM, 3 MB; set"
                + " ICL_SWEEP_JAVA_OPTS=-Xmx1g, or ask with icl-sweep sql");
  }

  /** Of 45 kB each. */
  @Test
  void whatIsWholeOfVeryManyFillsAFifthOfTheHeap() {
    assertThat(StoredRuns.whole(1_000_000, 5 * 45_000_000)).isEqualTo(1_000);
    assertThat(StoredRuns.whole(1_000_000, 5 * 45_000_000 - 1)).isEqualTo(999);
    assertThat(StoredRuns.whole(1_000_000, 8L << 30)).isEqualTo(5_000);
  }

  @Test
  void shortenedRunsSayTheSame() {
    List<Run> whole = Synthetic.quickstart();
    List<Run> shortened = StoredRuns.shortened(whole.stream(), whole.size(), 0);
    assertThat(Findings.of(Summary.of(shortened)).text())
        .isEqualTo(Findings.of(Summary.of(whole)).text());
    assertThat(shortened).filteredOn(Run::isTrial).noneMatch(Run::isWhole);
    assertThat(shortened).allSatisfy(run -> assertThat(run.record().curve()).isEmpty());
  }

  /** What seeds of a setting have in common is one object, of whatever size. */
  @Test
  void whatRunsHaveInCommonIsKeptOnce() {
    List<Run> runs = StoredRuns.shortened(MillionRows.rows(4_000), 1_000_000, 0);
    Set<Object> settings = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Object> learners = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Object> levels = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Object> models = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Run run : runs) {
      models.add(run.spec().model());
      assertThat(run.spec().seed()).isEqualTo(run.parameters().get("seed"));
      settings.add(SeedParameters.setting(run.parameters()));
      levels.add(run.events().level());
      run.record().learners().forEach(learners::add);
    }
    assertThat(settings).hasSize(4);
    assertThat(levels).hasSize(1);
    assertThat(models).hasSize(4);
    assertThat(learners).hasSize(4);
    assertThat(runs.get(7).parameters()).containsEntry("seed", 1L).containsEntry("heads", 2);
    // of a million rows one in fifty has losses, one late one in two hundred has weights
    assertThat(runs.stream().filter(run -> !run.record().ood().isEmpty()).count())
        .isBetween(40L, 130L);
    assertThat(runs.stream().filter(run -> !run.record().weights().isEmpty()).count())
        .isLessThan(9);
  }

  @Test
  void whichRunsStayWholeHangsOnTheirIdentityAlone() {
    List<Run> runs = MillionRows.rows(2_000).toList();
    List<Run> backwards = new ArrayList<>(runs);
    Collections.reverse(backwards);
    Set<String> picked = whole(StoredRuns.shortened(runs.stream(), 2_000, 300));
    assertThat(picked).hasSizeBetween(220, 380);
    assertThat(whole(StoredRuns.shortened(backwards.stream(), 2_000, 300))).isEqualTo(picked);
  }

  private static Set<String> whole(List<Run> runs) {
    return runs.stream().filter(Run::isWhole).map(Run::id).collect(Collectors.toSet());
  }
}
