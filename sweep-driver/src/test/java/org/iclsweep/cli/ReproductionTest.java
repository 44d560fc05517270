package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iclsweep.results.CodeVersion;
import org.junit.jupiter.api.Test;

class ReproductionTest {
  private static final CodeVersion COMMITTED = new CodeVersion("0.1.0+1a2b3c4d5e6f");
  private static final CodeVersion CHANGED = new CodeVersion("0.1.0+1a2b3c4d5e6f.dirty");

  @Test
  void theRevisionOfRowsIsWhatACheckoutGoesBackTo() {
    assertThat(Reproduction.elsewhere("s", List.of(COMMITTED)))
        .isEqualTo(
            """
            git checkout 1a2b3c4d5e6f
            ./icl-sweep run s.conf
            ./icl-sweep digest results/s""");
  }

  @Test
  void noRevisionIsNamedThatIsNotThatOfAllRows() {
    CodeVersion other = new CodeVersion("0.1.0");
    List<List<CodeVersion>> none = List.of(List.of(CHANGED), List.of(), List.of(COMMITTED, other));
    none.forEach(
        versions ->
            assertThat(Reproduction.elsewhere("s", versions))
                .startsWith("./icl-sweep run s.conf\n"));
  }

  @Test
  void versionsAreNamedAsFarAsTheyAreSound() {
    assertThat(Reproduction.rows(versions(COMMITTED.text())))
        .isEqualTo("1 row of icl-sweep 0.1.0+1a2b3c4d5e6f.");
    assertThat(Reproduction.rows(versions("<b>", "a", "b", "c", "d")))
        .isEqualTo(
            "1 row of icl-sweep of a version without a name, 2 rows of icl-sweep a, 3 rows of"
                + " icl-sweep b and 2 other versions.");
    assertThat(Reproduction.rows(versions("a", "b", "c"))).endsWith("3 rows of icl-sweep c.");
  }

  @Test
  void aVersionHasOneForm() {
    for (String sound : List.of("development", "0.1.0-SNAPSHOT", COMMITTED.text())) {
      assertThat(new CodeVersion(sound).isSound()).as(sound).isTrue();
    }
    for (String other : List.of("", "a b", "0.1.0+", "0.1.0+xyz", "0.1.0+1a2b3c4d.gone", "-a")) {
      assertThat(new CodeVersion(other).isSound()).as(other).isFalse();
      assertThat(new CodeVersion(other).revision()).as(other).isEmpty();
    }
    assertThat(new CodeVersion("a".repeat(61)).isSound()).isTrue();
    assertThat(new CodeVersion("a".repeat(62)).isSound()).isFalse();
    assertThat(CHANGED.isSound()).isTrue();
    assertThat(CHANGED.revision()).isEmpty();
    assertThat(COMMITTED.revision()).contains("1a2b3c4d5e6f");
  }

  /** So many rows as the place of each. */
  private static SortedMap<CodeVersion, Long> versions(String... texts) {
    SortedMap<CodeVersion, Long> rows = new TreeMap<>(Comparator.comparing(CodeVersion::text));
    for (String text : texts) {
      rows.put(new CodeVersion(text), (long) rows.size() + 1);
    }
    return rows;
  }
}
