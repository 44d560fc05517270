package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.analysis.SummaryTable.Heading;
import org.iclsweep.statistics.Interval;
import org.iclsweep.study.read.LossUnit;

/**
 * Comparisons that show no difference, side by side: of many sentences that say so, none is read.
 *
 * @param table a row each
 * @param instead the sentences that it stands for
 */
public record AlikeTable(SummaryTable table, List<String> instead) {
  private static final List<Heading> HEADINGS =
      List.of(
          new Heading("compared", "two levels of what is varied", false),
          new Heading("where", "the level of all else", false),
          new Heading("learnt", "seeds that learnt, of those that are compared", false),
          new Heading("points", "difference of the shares in percent", true),
          new Heading("95 %", "interval of that difference", true),
          new Heading("p", "of the shares, two-sided", true),
          new Heading(
              "would show",
              "the difference in points that so many seeds show with a probability of 80 %",
              true),
          new Heading("steps", "median step of the first over that of the second", true),
          new Heading("95 %", "interval of that ratio", true),
          new Heading("p", "of when they learn, two-sided", true));

  public AlikeTable {
    instead = List.copyOf(instead);
  }

  /** Empty where fewer than two are given, of which a sentence tells as well. */
  static Optional<AlikeTable> of(List<Comparison> alike, List<String> instead) {
    return alike.size() < 2
        ? Optional.empty()
        : Optional.of(
            new AlikeTable(
                new SummaryTable(HEADINGS, alike.stream().map(AlikeTable::row).toList()), instead));
  }

  /** Its sentences in words of this unit. */
  AlikeTable in(LossUnit unit) {
    return new AlikeTable(table, unit.words(instead));
  }

  private static List<String> row(Comparison c) {
    List<String> row = new ArrayList<>();
    row.add(c.b().label() + " against " + c.a().label());
    row.add(c.pooled() > 1 ? "pooled over " + c.pooled() + " pairs of settings" : c.where());
    row.add(c.b().learnt() + " against " + c.a().learnt());
    row.add(ComparisonFindings.points(c.difference().value()));
    row.add(
        Phrases.span(
            ComparisonFindings.points(c.difference().low()),
            ComparisonFindings.points(c.difference().high())));
    row.add(p(c.shareP()));
    row.add(
        c.detectable().isPresent() ? Numbers.fixed(100 * c.detectable().getAsDouble(), 0) : "none");
    row.add(c.stepRatio().map(ratio -> Numbers.fixed(ratio.value(), 2)).orElse(""));
    row.add(c.stepRatio().map(AlikeTable::interval).orElse(""));
    row.add(c.timeP().isPresent() ? p(c.timeP().getAsDouble()) : "");
    return row;
  }

  private static String interval(Interval ratio) {
    return Double.isInfinite(ratio.high())
        ? ratio.low() == 0 ? "any" : "above " + Numbers.fixed(ratio.low(), 2)
        : Phrases.span(Numbers.fixed(ratio.low(), 2), Numbers.fixed(ratio.high(), 2));
  }

  private static String p(double p) {
    return Numbers.p(p).replace("p\u00a0=\u00a0", "");
  }
}
