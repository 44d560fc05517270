package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.analysis.Band.Point;

/**
 * A plot, read back.
 *
 * @param title heading, its lines joined; empty where there is none
 * @param lines paths within the frame, areas too, in the order in which they are drawn
 * @param dots circles within the frame
 * @param uprights places of upright lines within the frame
 * @param labels texts beside the right edge, each with the key that leads to its value
 */
record DrawnPanel(
    String title,
    String subtitle,
    String xName,
    String yName,
    DrawnAxis x,
    DrawnAxis y,
    List<DrawnLine> lines,
    List<Dot> dots,
    List<Double> uprights,
    List<Label> labels) {

  /** A circle, at coordinates. */
  record Dot(String title, double x, double y, String fill, String stroke) {}

  /** A text beside the right edge and the coordinate that its key points at. */
  record Label(String text, String colour, double at) {}

  List<DrawnLine> curves(String title) {
    return lines.stream().filter(l -> !l.closed() && l.title().equals(title)).toList();
  }

  /** The one line of this name. */
  DrawnLine curve(String title) {
    List<DrawnLine> found = curves(title);
    assertThat(found).as("lines named %s of %s", title, titles()).hasSize(1);
    return found.get(0);
  }

  List<String> titles() {
    return lines.stream().filter(l -> !l.closed()).map(DrawnLine::title).toList();
  }

  /** Its areas. */
  List<DrawnLine> bands() {
    return lines.stream().filter(DrawnLine::closed).toList();
  }

  /** The one label of this text is of this colour, and points at this value. */
  DrawnPanel hasLabel(String text, String colour, double value) {
    List<Label> found = labels.stream().filter(l -> l.text().equals(text)).toList();
    assertThat(found).as("labels %s of %s", text, labels).hasSize(1);
    assertThat(found.get(0).colour()).as("colour of the key of %s", text).isEqualTo(colour);
    assertThat(y.says(found.get(0).at(), value))
        .as("%s points at %s, the rows say %s", text, y.value(found.get(0).at()), value)
        .isTrue();
    return this;
  }

  List<String> labelTexts() {
    return labels.stream().map(Label::text).sorted().toList();
  }

  /** Upright lines stand at these values. */
  void hasUprights(List<Double> values) {
    assertThat(uprights).hasSameSizeAs(values);
    for (int i = 0; i < values.size(); i++) {
      assertThat(x.says(uprights.get(i), values.get(i)))
          .as("upright at %s, the rows say %s", x.value(uprights.get(i)), values.get(i))
          .isTrue();
    }
  }

  boolean says(Dot dot, Point p) {
    return x.says(dot.x(), p.x()) && y.says(dot.y(), p.y());
  }
}
