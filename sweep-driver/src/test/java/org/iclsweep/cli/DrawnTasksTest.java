package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.iclsweep.results.PythonScript;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks that {@code notebooks/icl_sweep} draws without Java, of every kind and law, against those
 * that the program exports: {@code pip install numpy pyarrow duckdb polars}, and {@code
 * -Dtest.python=...} for another Python.
 */
class DrawnTasksTest {

  /** What 32-bit floats leave of a mean over tasks. */
  private static final double ROUNDING = 1e-6;

  /** In the order of the blocks. */
  private static final int TRIALS = 1 + 12 + 1 + 1 + 4 + 8 + 1 + 2 + 1 + 1 + 1 + 2 + 24 + 8 + 1;

  /** Of blocks up to the sines, each two, and of one the other three, too. */
  private static final int SHIFTED = 2 * 35 + 3;

  private static final String STUDY =
      """
      study = drawn
      task { dim = 3, context = 5 }
      model { init { kind = standard-deviation, scale = 0.3 } }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 300, against = [], alpha { tasks = 100, input-range = [0.7], teacher-scale = [1.3] } }
      sweep.blocks {
        plain { task.input-range = 0.8, task.teacher-scale = 1.7, measure { eval-seed = 5 } }
        laws { grid { task.inputs = [normal, exponential, laplace, mixture, sphere, gamma-radius], task.normalised = [true, false], task.input-scale = [1.3] } }
        narrow { task { inputs = gamma-radius, radius-shape = 2.5 } }
        shifted { measure.alpha { other-inputs = [0.9], other-inputs-teacher-scale = [1.1], other-inputs-raw = [0.6] } }
        disturbed { grid { task.noise = [off, 0.3], task.distractors = [0, 2] } }
        covariance { task { inputs = normal, spectrum = [2, 1, 0.3] }, grid { task.teacher = [isotropic, inverse-covariance], task.rotation = [none, seed], seed = [0, 9] } }
        rotated { task { inputs = normal, rotation = seed }, seed = 123456789123 }
        condition { task { inputs = normal, condition = 7 }, grid.task.spectrum-law = [geometric, power] }
        features { task.features { kind = relu-mlp, hidden = 4, seed = 11 } }
        interleaved { task.tokens = interleaved }
        gram { task { inputs = normal, draws = gram } }
        sine { task { kind = sine }, grid.task.amplitude-phase = [same-draw, independent] }
        sequences {
          task { kind = dynamics, length = 7 }, model { keys = causal, score-scale = none }
          grid {
            task.transition = [fixed, orthogonal, contracting], task.noise = [off, 0.1], task.observed = [all, 2], task.observation-noise = [off, 0.2]
          }
        }
        states {
          task { kind = dynamics, length = 7, initial-range = 0.9 }, model { keys = causal, score-scale = none }
          grid { task.initial = [uniform, normal], task.nonlinearity = [none, perceptron], task.state-clip = [off, 0.5] }
        }
        known {
          task { kind = dynamics, length = 7, transition = orthogonal, distinct-teachers = 4, teacher-seed = 3 }, model { keys = causal, score-scale = none }
        }
      }
      """;

  @Test
  void everyNumberIsTheSame(@TempDir Path folder) throws Exception {
    SharedSpark.settings();
    Path study = Files.writeString(folder.resolve("drawn.conf"), STUDY);
    String results = folder.resolve("results").toString();
    Ran run = Ran.of("run", study.toString(), "--out", results);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Ran.of("export", results, "tasks").code()).isZero();

    String lines = PythonScript.of("drawn_tasks.py", results).said();

    assertThat(lines.lines()).hasSize(TRIALS).allSatisfy(DrawnTasksTest::isTheSame);
    assertThat(lines.lines().mapToInt(line -> Integer.parseInt(line.split(" ")[3])).sum())
        .isEqualTo(SHIFTED);
  }

  private static void isTheSame(String line) {
    String[] words = line.split(" ");
    assertThat(Integer.parseInt(words[1])).as(line).isPositive();
    assertThat(words[2]).as(line).isEqualTo("0");
    assertThat(Double.parseDouble(words[4])).as(line).isLessThan(ROUNDING);
  }
}
