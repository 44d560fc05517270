package org.iclsweep.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.Pace;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;

/**
 * Holds {@link CostModel} against the time that trials take: of one model after the other, the
 * operations that it counts by the seconds that they took. Were it exact, all would be equal.
 *
 * <p>Takes the folder for the tables, and maybe what the names of models should contain.
 */
final class CostTable {

  private static final String STUDY =
      """
      study = cost
      sweep.grid.seed = "0..3"
      """;

  /** What is not told of a model. */
  private static final Map<String, String> USUALLY =
      Map.of("training.steps", "2000", "measure.every", "500", "measure.against", "[gd]");

  private static final Map<String, String> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("1 layer", "");
    MODELS.put("1 layer, 5 heads", "model.heads = 5");
    MODELS.put("2 layers tied", "model { depth = 2, tied = true }");
    MODELS.put("5 layers", "model { depth = 5, tied = false }, training.steps = 500");
    MODELS.put("2 layers, norm", "model { depth = 2, norm = every-layer }");
    MODELS.put(
        "2 layers, softmax", "model { depth = 2, attention = softmax }, training.steps = 500");
    MODELS.put("2 layers, MLP", "model { depth = 2, mlp.place = after }, training.steps = 500");
    MODELS.put("1 layer, embedded", "model.embedding = 40");
    MODELS.put("20 dimensions, 40 points", "task { dim = 20, context = 40 }, training.steps = 500");
    MODELS.put("2 dimensions, 10 points", "task { dim = 2, context = 10 }");
    MODELS.put("gamma radii", "task { inputs = gamma-radius, radius-shape = 0.1 }");
    MODELS.put("small batch", "training.batch = 64, training.steps = 20000");
    MODELS.put("much measured", "measure.every = 20");
    MODELS.put("small dataset", "training.dataset-size = 100");
    MODELS.put("least squares, ridge", "measure.against = [gd, least-squares, ridge]");
    MODELS.put("gd++", "model.depth = 2, measure.against = [gd, \"gd++\"]");
    MODELS.put("gd per step", "model.depth = 2, measure.against = [gd-per-step]");
    MODELS.put("kernel smoothing", "measure.against = [kernel-smoothing]");
  }

  private CostTable() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String wanted = arguments.length > 1 ? arguments[1] : "";
    run(folder.resolve("warm-up"), "");
    Pace ofModels = Pace.NONE;
    Pace ofLearners = Pace.NONE;
    System.out.printf("%-26s %9s %9s %12s %9s%n", "", "models", "s", "learners", "s");
    for (Map.Entry<String, String> model : MODELS.entrySet()) {
      if (model.getKey().contains(wanted)) {
        List<TrialFile> files = run(folder.resolve(model.getKey()), model.getValue());
        Pace models = TrialFile.pace(files, TrialRow.TRANSFORMER);
        Pace learners = TrialFile.pace(files, TrialRow.LEARNER);
        System.out.printf(
            "%-26s %5.1f G/s %8.2f %8.1f G/s %8.2f%n",
            model.getKey(),
            models.flopsASecond() / 1e9,
            models.seconds() / models.trials(),
            learners.flopsASecond() / 1e9,
            learners.seconds() / learners.trials());
        ofModels = ofModels.plus(Pace.of(models.flops(), models.seconds()));
        ofLearners = ofLearners.plus(Pace.of(learners.flops(), learners.seconds()));
      }
    }
    System.out.printf(
        "%-26s %5.1f %% %17.1f %%%n",
        "off by, typically", 100 * (ofModels.deviation() - 1), 100 * (ofLearners.deviation() - 1));
  }

  private static List<TrialFile> run(Path directory, String settings) throws Exception {
    Files.createDirectories(directory.getParent());
    StringBuilder text = new StringBuilder(STUDY);
    USUALLY.forEach(
        (path, value) -> {
          if (!settings.contains(path)) {
            text.append(path).append(" = ").append(value).append('\n');
          }
        });
    Study study = Study.parse(text + settings, "cost", List.of());
    new Sweep(new KernelTrials(), SweepOptions.on(new SparkSettings("local[2]", Map.of())))
        .run(study, directory.toString(), Progress.NONE);
    return TrialTable.at(new Storage(Map.of()), directory.toString()).contents();
  }
}
