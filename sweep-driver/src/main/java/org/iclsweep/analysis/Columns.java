package org.iclsweep.analysis;

/** Names of the parameter columns that the analysis reads by name. */
public final class Columns {
  public static final String SEED = "seed";
  public static final String DEPTH = "depth";
  public static final String HEADS = "heads";
  public static final String ATTENTION = "attention";
  public static final String NORM = "norm";
  public static final String EMBEDDING = "embedding";
  public static final String POSITIONS = "positions";
  public static final String MLP = "mlp";
  public static final String DIM = "dim";
  public static final String CONTEXT = "context";
  public static final String INPUT_RANGE = "input_range";
  public static final String TEACHER_SCALE = "teacher_scale";
  public static final String NOISE = "noise";
  public static final String DISTRACTORS = "distractors";
  public static final String DATASET_SIZE = "dataset_size";
  public static final String STEPS = "steps";
  public static final String EVAL_TASKS = "eval_tasks";

  private Columns() {}
}
