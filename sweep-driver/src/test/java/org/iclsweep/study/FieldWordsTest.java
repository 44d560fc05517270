package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldWordsTest {

  @Test
  void everyWordMeansAKeyThatThereIs() {
    Set<String> known = Parameters.pathsAndSections();
    assertThat(FieldWords.paths())
        .allMatch(path -> known.contains(path) || path.equals("study") || path.equals("count"));
  }

  @Test
  void noWordIsAKeyOfTheSameName() {
    Set<String> keys =
        Parameters.all().stream()
            .map(each -> each.path().substring(each.path().lastIndexOf('.') + 1))
            .collect(Collectors.toSet());
    assertThat(keys)
        .filteredOn(key -> !Set.of("iterations").contains(key))
        .allMatch(key -> FieldWords.path(key).isEmpty(), "is no word of the field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lr | training.optimizer.learning-rate",
        "training.wd | training.optimizer.weight-decay",
        "batch_size | training.batch",
        "bs | training.batch",
        "model.n_layers | model.depth",
        "model.numLayers | model.depth",
        "n_heads | model.heads",
        "training.max-steps | training.steps",
        "training.iterations | training.steps",
        "training.optimizer.name | training.optimizer.kind",
        "task.type | task.kind",
        "experiment_name | study"
      })
  void shortNamesAreToldWithTheKey(String word, String key) {
    assertThat(problems("study = s\n" + word + " = 1"))
        .containsExactly("x.conf:2: " + word + ": unknown key. Did you mean " + key + "?");
  }

  @Test
  void theyAreToldWhereAKeyStands() {
    assertThat(problems("study = s\nsweep { grid.lr = [1e-3], bs = [1, 2] }"))
        .containsExactly(
            "x.conf:2: sweep.bs: unknown key. Sweep it in sweep.grid.training.batch.",
            "x.conf:2: sweep.grid.lr: unknown key."
                + " Did you mean sweep.grid.training.optimizer.learning-rate?");
    assertThat(problems("study = s\nsweep.random { n_trials = 5, seed = 1, model.depth = [1, 2] }"))
        .contains("x.conf:2: sweep.random.n_trials: unknown key. Did you mean sweep.random.count?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds | Several seeds are an axis: sweep.grid.seed = \"0..31\".",
        "model.dropout | Models here have no dropout.",
        "training.device | Where trials run is said on the command line: --cores 4, or --master.",
        "metric | No metric chooses among trials: all are kept, and asked with sql."
      })
  void whatAStudyDoesNotHaveIsToldWithWhatToDo(String word, String sentence) {
    assertThat(problems("study = s\n" + word + " = 1"))
        .containsExactly("x.conf:2: " + word + ": unknown key. " + sentence);
  }
}
