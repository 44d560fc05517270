package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {

  private static Study study(String text) throws StudyException {
    return Study.parse(text, "x.conf", List.of());
  }

  @Test
  void aNoteAndTagsAreNoPartOfTheTrials() throws Exception {
    Study with = study("study = s\nnote = \"why \\\"this\\\"\"\ntags = [b, \"2026-11\", a/c]");
    Study without = study("study = s");

    assertThat(with.remark()).isEqualTo(new Remark("why \"this\"", List.of("b", "2026-11", "a/c")));
    assertThat(with.plan()).isEqualTo(without.plan());
    assertThat(with.plan().trial(0).id()).isEqualTo(without.plan().trial(0).id());
    assertThat(with.remark().shown()).hasToString("{note=why \"this\", tags=b, 2026-11, a/c}");
  }

  @Test
  void theyAreKeptAndReadBack() throws Exception {
    Study with = study("study = s\nnote = \"a\\nb\"\ntags = [x]");

    assertThat(study(with.resolved())).isEqualTo(with);
    assertThat(with.resolved()).contains("note = \"a\\nb\"\n", "tags = [\"x\"]\n");
    assertThat(study("study = s").resolved()).doesNotContain("note", "tags");
    assertThat(study("study = s").remark()).isEqualTo(Remark.NONE);
  }

  @Test
  void whatIsNoneIsToldWithTheRule() {
    String rule =
        ", must be a list of words, each of letters, digits, . _ / + and - only, at most 60, as in"
            + " [paper, \"2026-11\"].";
    assertThat(problems("study = s\nnote = [1]\ntags = paper"))
        .containsExactly(
            "x.conf:2: note: is a list, must be a text of at most 2000 characters.",
            "x.conf:3: tags: is the text \"paper\"" + rule + " Write tags = [paper].");
    assertThat(problems("study = s\ntags = [\"a b\"]"))
        .containsExactly("x.conf:2: tags: is a list" + rule);
    assertThat(problems("study = s\ntags = [a, a]"))
        .containsExactly("x.conf:2: tags: holds one twice.");
    assertThat(problems("study = s\nnote = ${x}"))
        .containsExactly("x.conf:2: note: refers to ${x}, which the study does not give.");
    assertThat(problems("study = s\nnote = \"" + "x".repeat(2001) + "\"")).hasSize(1);
  }
}
