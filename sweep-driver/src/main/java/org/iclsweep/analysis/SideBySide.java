package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.iclsweep.statistics.Holm;
import org.iclsweep.statistics.Interval;
import org.iclsweep.statistics.LogRank.Stratum;
import org.iclsweep.statistics.LossRatio;
import org.iclsweep.statistics.Observation;
import org.iclsweep.trial.Outcome;

/**
 * Two sides, held against each other wherever they differ in nothing but what they have nothing in
 * common in: a parameter of which both have some values is the same in what is compared.
 *
 * @param a the first side
 * @param b the second
 * @param differing columns whose values are not the same on both, in order
 * @param apart of these, those of which no value is on both
 * @param matches what is compared
 */
public record SideBySide(
    Side a, Side b, List<String> differing, List<String> apart, List<Match> matches) {

  /**
   * A setting of each side.
   *
   * @param where what both share of what varies, in words; empty where nothing does
   * @param labels of the two
   * @param trials on each side
   * @param seeds whether they learnt; empty where it can be told of none
   * @param losses final losses of those that completed; empty where there are none
   * @param means of these losses, of each side; empty where there are none, and where settings are
   *     pooled, whose losses are others
   */
  public record Match(
      String where,
      List<String> labels,
      List<Integer> trials,
      Optional<Comparison> seeds,
      Optional<LossRatio> losses,
      List<Interval> means) {

    /** Whether seeds are compared with themselves, wherever there are seeds. */
    public boolean isPaired() {
      return seeds.map(Comparison::paired).orElse(true)
          && losses.map(LossRatio::paired).orElse(true);
    }

    /** Every p value that it tells. */
    List<Double> pValues() {
      List<Double> all = new ArrayList<>();
      seeds.ifPresent(each -> all.addAll(each.pValues()));
      losses.ifPresent(each -> all.add(each.p()));
      return all;
    }
  }

  /** Every p value that it tells, in number. */
  public int tests() {
    return matches.stream().mapToInt(match -> match.pValues().size()).sum();
  }

  /** The seeds of a side. */
  public Set<Object> seeds(Side side) {
    return side.values(List.of(Columns.SEED)).get(Columns.SEED);
  }

  /** How many seeds are on both. */
  public int sharedSeeds() {
    Set<Object> shared = new LinkedHashSet<>(seeds(a));
    shared.retainAll(seeds(b));
    return shared.size();
  }

  /** Trials of one identity on both sides, of which so many have not the same result. */
  public record Same(int trials, List<String> others) {}

  /** Holds one side against another. */
  public static SideBySide of(Side a, Side b) {
    Set<String> named = new LinkedHashSet<>();
    Stream.of(a, b)
        .flatMap(side -> side.trials().stream())
        .forEach(run -> named.addAll(run.parameters().keySet()));
    named.remove(Columns.SEED);
    List<String> columns = Columns.inOrder(named);
    List<String> differing = new ArrayList<>();
    List<String> apart = new ArrayList<>();
    List<String> varying = new ArrayList<>();
    Map<String, Set<Object>> valuesA = a.values(columns);
    Map<String, Set<Object>> valuesB = b.values(columns);
    for (String column : columns) {
      Set<Object> ofA = valuesA.get(column);
      Set<Object> ofB = valuesB.get(column);
      boolean isApart = Collections.disjoint(ofA, ofB);
      if (!ofA.equals(ofB)) {
        differing.add(column);
      }
      if (isApart) {
        apart.add(column);
      }
      if (isApart || ofA.size() > 1 || ofB.size() > 1) {
        varying.add(column);
      }
    }
    return new SideBySide(a, b, differing, apart, matches(a, b, apart, varying));
  }

  private static List<Match> matches(Side a, Side b, List<String> apart, List<String> varying) {
    Map<Setting, Map<Setting, List<Run>>> others = byRest(b, apart, varying);
    List<Two> twos = new ArrayList<>();
    byRest(a, apart, varying)
        .forEach(
            (rest, ofA) ->
                ofA.forEach(
                    (settingA, runsA) ->
                        others
                            .getOrDefault(rest, Map.of())
                            .forEach(
                                (settingB, runsB) ->
                                    twos.add(
                                        new Two(
                                            rest,
                                            List.of(
                                                label(a, settingA, apart),
                                                label(b, settingB, apart)),
                                            runsA,
                                            runsB)))));
    List<Match> matches = new ArrayList<>(twos.stream().map(Two::match).toList());
    long rests = twos.stream().map(Two::rest).distinct().count();
    if (twos.size() > 1 && rests == twos.size()) {
      matches.add(pooled(a, b, twos));
    }
    return List.copyOf(matches);
  }

  /** Over all settings that both have, where each is compared once; a seed is one thing in all. */
  private static Match pooled(Side a, Side b, List<Two> twos) {
    List<List<String>> labels = twos.stream().map(Two::labels).distinct().toList();
    List<String> told = labels.size() == 1 ? labels.get(0) : List.of(a.label(), b.label());
    List<Stratum> strata = twos.stream().map(Two::seeds).flatMap(Optional::stream).toList();
    Map<Object, List<Double>> logs = new LinkedHashMap<>();
    for (Two two : twos) {
      Map<Object, Double> ofB = losses(two.b());
      losses(two.a())
          .forEach(
              (seed, loss) -> {
                if (ofB.containsKey(seed)) {
                  logs.computeIfAbsent(seed, same -> new ArrayList<>())
                      .add(Math.log(ofB.get(seed) / loss));
                }
              });
    }
    double[] ratios =
        logs.values().stream()
            .mapToDouble(each -> Math.exp(each.stream().mapToDouble(x -> x).average().orElse(0)))
            .toArray();
    double[] ones = new double[ratios.length];
    Arrays.fill(ones, 1);
    return new Match(
        "pooled over " + twos.size() + " settings",
        told,
        List.of(a.trials().size(), b.trials().size()),
        strata.isEmpty()
            ? Optional.empty()
            : Optional.of(Comparison.of(new Factor(List.of()), told, null, strata, 1)),
        LossRatio.paired(ones, ratios),
        List.of());
  }

  /** A setting of each side, with what both share of what varies. */
  private record Two(Setting rest, List<String> labels, List<Run> a, List<Run> b) {

    Match match() {
      String where = rest.values().isEmpty() ? "" : rest.label();
      Losses losses = Losses.of(a, b);
      return new Match(
          where,
          labels,
          List.of(a.size(), b.size()),
          seeds()
              .map(seeds -> Comparison.of(new Factor(List.of()), labels, where, List.of(seeds), 1)),
          losses.ratio(),
          losses.means());
    }

    /** Empty where it can be told of no seed on one side. */
    Optional<Stratum> seeds() {
      List<Observation> ofA = new SettingSummary(rest, a).observations();
      List<Observation> ofB = new SettingSummary(rest, b).observations();
      return ofA.isEmpty() || ofB.isEmpty() ? Optional.empty() : Optional.of(new Stratum(ofA, ofB));
    }
  }

  /** Settings by what of them may be the same on both sides. */
  private static Map<Setting, Map<Setting, List<Run>>> byRest(
      Side side, List<String> apart, List<String> varying) {
    Map<Setting, Map<Setting, List<Run>>> byRest = new LinkedHashMap<>();
    side.settings(varying)
        .forEach(
            (setting, runs) -> {
              Map<String, Object> rest = new LinkedHashMap<>(setting.values());
              rest.keySet().removeAll(apart);
              byRest
                  .computeIfAbsent(new Setting(rest), same -> new LinkedHashMap<>())
                  .put(setting, runs);
            });
    return byRest;
  }

  /**
   * Final losses of two settings.
   *
   * @param paired whether they are of the seeds that both have; of all, where there are none
   */
  private record Losses(double[] a, double[] b, boolean paired) {

    static Losses of(List<Run> runsA, List<Run> runsB) {
      Map<Object, Double> ofA = losses(runsA);
      Map<Object, Double> ofB = losses(runsB);
      List<Object> shared = ofA.keySet().stream().filter(ofB::containsKey).toList();
      return shared.isEmpty()
          ? new Losses(numbers(ofA.values().stream()), numbers(ofB.values().stream()), false)
          : new Losses(
              numbers(shared.stream().map(ofA::get)), numbers(shared.stream().map(ofB::get)), true);
    }

    Optional<LossRatio> ratio() {
      return paired ? LossRatio.paired(a, b) : LossRatio.unpaired(a, b);
    }

    List<Interval> means() {
      return a.length == 0 || b.length == 0
          ? List.of()
          : List.of(LossRatio.mean(a), LossRatio.mean(b));
    }
  }

  private static String label(Side side, Setting setting, List<String> apart) {
    List<String> values =
        apart.stream()
            .filter(column -> !Setting.IDLE.equals(setting.values().get(column)))
            .map(column -> Setting.label(column, setting.values().get(column)))
            .toList();
    String told = String.join(", ", values);
    if (values.contains(side.label())) {
      return told;
    }
    return told.isEmpty() ? side.label() : side.label() + " (" + told + ")";
  }

  private static Map<Object, Double> losses(List<Run> runs) {
    Map<Object, Double> losses = new LinkedHashMap<>();
    for (Run run : runs) {
      Double loss = run.record().finalLoss();
      if (run.ended(Outcome.COMPLETED) && loss != null && Double.isFinite(loss) && loss > 0) {
        Object seed = run.parameters().get(Columns.SEED);
        losses.put(seed == null ? run.id() : seed, loss);
      }
    }
    return losses;
  }

  private static double[] numbers(Stream<Double> values) {
    return values.mapToDouble(Double::doubleValue).toArray();
  }

  /** The trials that are on both sides by identity, and those of them that came out otherwise. */
  public Same same() {
    Map<String, Run> others = b.byId();
    List<String> differ = new ArrayList<>();
    int count = 0;
    for (Run run : a.trials()) {
      Run other = others.get(run.id());
      if (other != null) {
        count++;
        boolean isSame =
            run.record().outcome() == other.record().outcome()
                && Objects.equals(run.record().finalLoss(), other.record().finalLoss());
        if (!isSame) {
          differ.add(run.id());
        }
      }
    }
    return new Same(count, List.copyOf(new TreeSet<>(differ)));
  }

  /** Every p value of all that is told, adjusted for the number of all, by the value itself. */
  public static Map<Double, Double> holm(List<SideBySide> all) {
    List<Double> values =
        all.stream()
            .flatMap(each -> each.matches.stream())
            .flatMap(match -> match.pValues().stream())
            .toList();
    List<Double> adjusted = Holm.adjust(values);
    Map<Double, Double> byValue = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      byValue.put(values.get(i), adjusted.get(i)); // equal values are adjusted alike
    }
    return byValue;
  }

  /** All rows of some sides as those of one study that has one more parameter. */
  public static List<Run> overlaid(List<Side> sides, String column) {
    return sides.stream().flatMap(side -> side.marked(column).stream()).toList();
  }

  /** The values of a column on a side, in words. */
  public static String values(Side side, String column) {
    Set<Object> values = side.values(List.of(column)).get(column);
    List<String> words =
        values.stream().sorted(Setting::compare).limit(8).map(Numbers::value).toList();
    return String.join(", ", words) + (values.size() > 8 ? ", ... (" + values.size() + ")" : "");
  }
}
