package org.iclsweep.task;

/** What an out-of-distribution curve scales by α. */
public enum Shift {
  /** The half-width of the inputs' range. */
  INPUT_RANGE("input-range"),
  /** The standard deviation of the teacher's weights. */
  TEACHER_SCALE("teacher-scale");

  private final String label;

  Shift(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }
}
