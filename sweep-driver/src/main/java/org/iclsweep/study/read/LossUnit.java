package org.iclsweep.study.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iclsweep.spec.Labelled;
import org.iclsweep.study.Parameters;

/** The unit in which findings and figures tell losses. Tables and queries know one alone. */
public enum LossUnit implements Labelled {
  /** As tables have it. */
  HALF_SQUARED_ERROR(1),

  /** As in papers without the factor 1/2. */
  SQUARED_ERROR(2);

  /** Names of parameters, which are no losses and stay as studies have them, or the word. */
  private static final Pattern LOSS =
      Pattern.compile("(?:%s)\\b|\\b([lL])oss(es)?\\b".formatted(parameters()));

  private final double factor;

  LossUnit(double factor) {
    this.factor = factor;
  }

  /** This unit's number over the table's. */
  public double factor() {
    return factor;
  }

  /** What is to be said of queries, which do not know it; empty of the table's own. */
  public Optional<String> ofQueries() {
    return this == HALF_SQUARED_ERROR
        ? Optional.empty()
        : Optional.of(
            "Queries see the losses of the table, half the squared error; 2 * final_loss is it.");
  }

  /** A text about losses, in the word for what this unit is of: a number alone has no unit. */
  public String words(String text) {
    return this == HALF_SQUARED_ERROR ? text : LOSS.matcher(text).replaceAll(LossUnit::word);
  }

  /** The same of some texts. */
  public List<String> words(List<String> texts) {
    return texts.stream().map(this::words).toList();
  }

  private static String parameters() {
    return Parameters.columns().stream()
        .map(column -> column.replace('_', ' '))
        .filter(words -> words.contains("loss"))
        .collect(Collectors.joining("|"));
  }

  private static String word(MatchResult loss) {
    if (loss.group(1) == null) {
      return loss.group();
    }
    String plural = loss.group(2) == null ? "" : "s";
    return (loss.group(1).equals("L") ? "Squared error" : "squared error") + plural;
  }
}
