package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.study.read.LossUnit;

/**
 * What a study shows, in words: as text for a terminal, and as sentences for a page.
 *
 * @param headline the answer in one sentence
 * @param context what was run and what it is held against
 * @param table one row a setting
 * @param sentences what stands out, one finding each
 * @param notes how to read them
 * @param alike comparisons that show nothing, as a table; empty where there are not two
 */
public record Findings(
    String headline,
    List<String> context,
    SummaryTable table,
    List<String> sentences,
    List<String> notes,
    Optional<AlikeTable> alike) {

  private static final int WIDTH = 100;

  public Findings {
    context = List.copyOf(context);
    sentences = List.copyOf(sentences);
    notes = List.copyOf(notes);
  }

  public static Findings of(Summary summary) {
    List<String> sentences = new ArrayList<>();
    sentences.addAll(LateFindings.of(summary));
    sentences.addAll(EventFindings.of(summary));
    sentences.addAll(ComparisonFindings.of(summary.comparisons()));
    sentences.addAll(AgreementFindings.of(summary));
    sentences.addAll(StopFindings.of(summary));
    sentences.addAll(OutcomeFindings.troubles(summary));
    LossUnit unit = summary.unit();
    return new Findings(
        unit.words(OutcomeFindings.headline(summary)),
        unit.words(OutcomeFindings.context(summary)),
        SummaryTable.narrow(summary),
        unit.words(sentences),
        unit.words(notes(summary)),
        ComparisonFindings.alike(summary.comparisons()).map(table -> table.in(unit)));
  }

  /** Of a study that refines a boundary. */
  public static Findings of(Summary summary, RefinedBoundary boundary) {
    return summary.trials() == 0 ? of(summary) : RefinedFindings.of(summary, boundary);
  }

  /** What a page has beside that table. */
  public List<String> sentencesBesideTable() {
    List<String> instead = alike.map(AlikeTable::instead).orElse(List.of());
    return sentences.stream().filter(sentence -> !instead.contains(sentence)).toList();
  }

  /** For a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder(wrap("", headline));
    context.forEach(line -> text.append(wrap("", line)));
    if (!table.rows().isEmpty()) {
      text.append('\n').append(TextTable.render(table)).append('\n');
    }
    sentences.forEach(sentence -> text.append(wrap("- ", sentence)));
    if (!notes.isEmpty()) {
      text.append('\n');
      notes.forEach(note -> text.append(wrap("", note)));
    }
    return text.toString().replace('\u00a0', ' ');
  }

  private static List<String> notes(Summary summary) {
    if (summary.shareLearnt().isEmpty()) {
      return List.of();
    }
    Stream<String> table =
        Stream.of(
            "learnt: "
                + Events.learnt(summary)
                + ". 95 %: Clopper-Pearson, in percent. crossed: median step at which "
                + Events.crossed(summary)
                + ". step: median step from which those that learnt have learnt; it lies between"
                + " the points of the curve in the next column. loss, cos, diff: medians of "
                + summary.told()
                + "; diff: norm of the difference of the sensitivities.");
    Stream<String> part =
        summary.trials() > Shortening.WITH_LOSSES
            ? Stream.of(
                "Of so many trials, losses out of distribution and weights are those of a random"
                    + " part.")
            : Stream.empty();
    Stream<String> tests = ComparisonFindings.notes(summary.comparisons()).stream();
    return Stream.of(table, tests, part).flatMap(notes -> notes).toList();
  }

  private static String wrap(String bullet, String sentence) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(bullet);
    String indent = " ".repeat(bullet.length());
    for (String word : sentence.split(" ")) {
      boolean first = line.length() == bullet.length();
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    return text.append(line).append('\n').toString();
  }
}
