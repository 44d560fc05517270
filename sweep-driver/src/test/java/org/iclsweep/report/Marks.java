package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** The marks of a panel, read back. */
record Marks(Panel panel) {

  /** Of each panel of a figure, in the order in which they are drawn. */
  static List<Marks> of(Figure figure) {
    return figure.sheet().panels().stream().map(Marks::new).toList();
  }

  /** Of the one panel under this heading. */
  static Marks under(Figure figure, String title) {
    List<Marks> found =
        of(figure).stream()
            .filter(m -> m.all(Mark.Heading.class).stream().anyMatch(h -> h.title().equals(title)))
            .toList();
    assertThat(found).as("panels under %s", title).hasSize(1);
    return found.get(0);
  }

  /** Those of a kind, within its plot and beside it. */
  <M extends Mark> List<M> all(Class<M> kind) {
    return panel.marks().stream()
        .flatMap(m -> m instanceof Mark.Plot plot ? plot.marks().stream() : Stream.of(m))
        .map(m -> m instanceof Mark.OfTrial of ? of.mark() : m)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Lines of this title. */
  List<Mark.Line> lines(String title) {
    return all(Mark.Line.class).stream().filter(l -> l.title().equals(title)).toList();
  }

  Mark.Heading heading() {
    return all(Mark.Heading.class).get(0);
  }

  List<Mark.Rule> rules(String style) {
    return all(Mark.Rule.class).stream().filter(r -> r.style().equals(style)).toList();
  }

  List<Mark.Words> words(String style) {
    return all(Mark.Words.class).stream().filter(w -> w.style().equals(style)).toList();
  }
}
