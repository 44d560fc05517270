package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iclsweep.results.PythonScript;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program of docs/model.md, which works out the loss of every trained model again by the
 * formulas there, as notebooks/icl_sweep has them: {@code pip install numpy pyarrow duckdb polars},
 * and {@code -Dtest.python=...} for another Python.
 */
class ModelDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/model.md");

  /** Ends as a script does that lacks a package. */
  private static final String NEEDS =
      """
      try:
          import numpy, pyarrow, duckdb, polars
      except ImportError as missing:
          print(missing)
          raise SystemExit(3)
      """;

  /** What 32-bit floats leave of a mean over tasks. */
  private static final double ROUNDING = 1e-6;

  /** In the order of the blocks; those from {@code other} on have tasks of their own. */
  private static final int TRIALS =
      16 + 32 + 24 + 2 + 4 + 1 + 48 + 2 + 2 + 1 + 1 + 1 + 2 + 24 + 12 + 8 + 2;

  /**
   * Sets of tasks: regression as it is, its three others, those of two seeds, and sequences, whole
   * and in part.
   */
  private static final int ARCHIVES = 4 + 2 + 2;

  /** Trained with large rates from large weights, so that every part of a model matters. */
  private static final String STUDY =
      """
      study = formulas
      task { dim = 3, context = 5 }
      model { init { kind = standard-deviation, scale = 0.3 }, key-size = 4 }
      training { steps = 30, batch = 64, optimizer.learning-rate = 2e-2, clip-norm = 1 }
      measure { every = 30, eval-tasks = 300, against = [], alpha { input-range = [], teacher-scale = [] } }
      sweep.blocks {
        linear {
          model.heads = 2
          grid {
            model.depth = [1, 3], model.form = [tokens, gram], model.update = [token, label]
            model.dampening = [1, 0.6]
          }
        }
        attention {
          model.depth = 2
          grid {
            model.attention = [linear, softmax, softmax-then-linear, relu]
            model.keys = [context, all]
            model.score-scale = [by-kind, none, inverse-keys, inverse-root-key-size]
          }
        }
        merged {
          model { depth = 2, heads = 2, weights = merged }
          grid {
            model.pattern = [full, blocks, sparse], model.symmetric = [true, false]
            model.score-scale = [by-kind, inverse-root-key-size], model.attention = [linear, relu]
          }
        }
        scored { model { depth = 2, heads = 2, keys = scored }, grid.model.attention = [softmax, softmax-then-linear] }
        map {
          model { depth = 2, dampening = 0.7, mlp { place = before, nonlinearity = relu, residual = false } }
          grid { model.mlp.bias = [true, false], model.token-clip = [off, 0.9] }
        }
        tied { model { depth = 3, tied = true, token-clip = 0.4, attention = softmax } }
        around {
          model { depth = 2, heads = 2, dampening = 0.7, token-clip = 2 }
          grid {
            model.mlp.place = [before, after], model.mlp.nonlinearity = [gelu, relu], model.mlp.bias = [true, false]
            model.norm = [none, every-layer, between-layers]
            model.embedding = [none, 7]
          }
        }
        features { model { mlp { place = before, bias = true }, embedding = 9 }, grid.model.keys = [context, all] }
        interleaved { task.tokens = interleaved, model.depth = 2, grid.model.positions = [none, 5] }
        other { task { inputs = laplace, noise = 0.2, distractors = 1 }, measure.eval-seed = 3 }
        sine { task.kind = sine, model { depth = 2, embedding = 6, mlp { place = before, bias = true }, positions = 4 } }
        gram { task { inputs = normal, draws = gram }, model.depth = 2 }
        turned { task { inputs = normal, spectrum = [1, 1, 0.2], rotation = seed }, grid.seed = [3, 4] }
        sequences {
          task { kind = dynamics, length = 7 }, model { keys = causal, depth = 2, heads = 2, score-scale = none }
          grid {
            model.attention = [linear, softmax, softmax-then-linear, relu], task.slots = [all, inner-zero]
            model.qk-norm = [none, after-first, all]
          }
        }
        mesa {
          task { kind = dynamics, length = 7 }, model { keys = causal, depth = 2, heads = 2 }
          training.optimizer.learning-rate = 1e-3
          grid {
            model.attention = [mesa, softmax-then-mesa], model.mesa.lambda = [learned, fixed]
            model.mesa.forget = [off, fixed, learned]
          }
        }
        observed {
          task { kind = dynamics, length = 7, transition = orthogonal, observed = 2 }
          model { keys = causal, depth = 2, heads = 2, read-out = linear, embedding = 6, dampening = 0.8 }
          grid {
            task.sequence-tokens = [raw, stacked], model.positions-for = [tokens, first-keys]
            model.attention = [linear, softmax]
          }
        }
        around-sequences {
          task { kind = dynamics, length = 7, sequence-tokens = stacked, stack = 2 }
          model {
            keys = causal, depth = 2, positions = 3, norm = every-layer, mlp { place = after, bias = true }
            attention = softmax, token-clip = 2
          }
          grid { model.weights = [factored, merged] }
        }
      }
      """;

  @Test
  void itsProgramFindsEveryLossOfTheTable(@TempDir Path folder) throws Exception {
    SharedSpark.settings();
    String results = results(folder);

    Ran export = Ran.of("export", results, "tasks");
    String losses = losses(results, folder);

    assertThat(export.code()).as(export.err()).isZero();
    assertThat(export.out().lines()).hasSize(ARCHIVES);
    assertThat(export.out().lines().mapToInt(ModelDocumentTest::trials).sum()).isEqualTo(TRIALS);
    assertThat(losses.lines()).hasSize(TRIALS).allSatisfy(ModelDocumentTest::isTheSame);
  }

  private static int trials(String line) {
    return Integer.parseInt(line.split(" +")[1]);
  }

  private static void isTheSame(String line) {
    String[] words = line.split(" ");
    double stored = Double.parseDouble(words[1]);
    assertThat(Double.parseDouble(words[2]))
        .as(words[0])
        .isCloseTo(stored, within(ROUNDING * stored));
  }

  private static String results(Path folder) throws IOException {
    Path study = Files.writeString(folder.resolve("formulas.conf"), STUDY);
    String results = folder.resolve("results").toString();
    Ran run = Ran.of("run", study.toString(), "--out", results);
    assertThat(run.code()).as(run.err()).isZero();
    return results;
  }

  private static String losses(String results, Path folder) throws Exception {
    Matcher program =
        Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(DOCUMENT));
    assertThat(program.find()).isTrue();
    PythonScript.of(Files.writeString(folder.resolve("needs.py"), NEEDS)).said();
    Path file = Files.writeString(folder.resolve("losses.py"), program.group(1));
    return PythonScript.of(file, results).said();
  }
}
