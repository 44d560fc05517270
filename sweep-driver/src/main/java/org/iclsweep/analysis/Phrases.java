package org.iclsweep.analysis;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.measure.Fate;
import org.iclsweep.statistics.Proportion;

/** Parts of sentences that findings, tables and figures have in common. */
public final class Phrases {
  /** Beyond so many seeds only their number is told. */
  private static final int NAMED = 8;

  private Phrases() {}

  static String plural(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** With a capital in front. */
  public static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** From one number to another, as in {@code 0.2 to 0.3}; one where both read alike. */
  static String span(String low, String high) {
    return span(low, high, " to ");
  }

  static String span(String low, String high, String between) {
    return low.equals(high) ? low : low + between + high;
  }

  /** The interval of a share in percent, without the sign, as in {@code 62-91}. */
  public static String interval(Proportion share) {
    return Numbers.percent(share.low()) + "-" + Numbers.percent(share.high());
  }

  /** Those fates that any met, as in {@code 3 between, 1 late}. */
  public static String counts(ToIntFunction<Fate> count, Fate... fates) {
    return Stream.of(fates)
        .filter(fate -> count.applyAsInt(fate) > 0)
        .map(fate -> count.applyAsInt(fate) + " " + fate.label())
        .collect(Collectors.joining(", "));
  }

  /** Of which setting something is said, behind a comma; empty where the study has but one. */
  static String of(SettingSummary s) {
    return s.setting().values().isEmpty() ? "" : ", " + s.setting().label();
  }

  /** As in {@code seeds 3 (late), 7 (late) and 2 more}. */
  static <S> String seeds(List<S> seeds, Function<S, String> text) {
    String named = seeds.stream().limit(NAMED).map(text).collect(Collectors.joining(", "));
    return (seeds.size() == 1 ? "seed " : "seeds ")
        + named
        + (seeds.size() > NAMED ? " and " + (seeds.size() - NAMED) + " more" : "");
  }
}
