package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The late seeds, beside the levels of role-swapped heads. */
final class LateFindings {
  /** Beyond this many settings with late seeds they are told together. */
  private static final int TOLD = 8;

  private LateFindings() {}

  static List<String> of(Summary summary) {
    List<SettingSummary> stuck =
        summary.settings().stream().filter(s -> !s.late().isEmpty()).toList();
    Optional<SwapLevels> common = commonLevels(stuck);
    List<String> sentences = new ArrayList<>();
    if (stuck.size() > TOLD) {
      sentences.add(together(stuck));
    }
    for (SettingSummary setting : stuck.size() > TOLD ? List.<SettingSummary>of() : stuck) {
      List<LateSeed> late = setting.late();
      Optional<SwapLevels> own = common.isPresent() ? Optional.empty() : setting.swapLevels();
      sentences.add(
          "Late%s: %s.%s%s"
              .formatted(
                  Phrases.of(setting),
                  Phrases.seeds(late, LateFindings::seed),
                  own.map(levels -> " " + levels(levels)).orElse(""),
                  weights(late)));
    }
    common.ifPresent(levels -> sentences.add(levels(levels)));
    return sentences;
  }

  /** All of them in one sentence, and the levels. */
  static List<String> together(Summary summary) {
    List<SettingSummary> stuck =
        summary.settings().stream().filter(s -> !s.late().isEmpty()).toList();
    if (stuck.isEmpty()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>(List.of(together(stuck)));
    commonLevels(stuck).ifPresent(levels -> sentences.add(levels(levels)));
    return sentences;
  }

  private static String together(List<SettingSummary> stuck) {
    List<LateSeed> late = stuck.stream().flatMap(s -> s.late().stream()).toList();
    Map<String, Long> levels =
        late.stream()
            .filter(l -> l.nearestSwap() != null)
            .map(l -> l.onLevel() ? "j=" + l.nearestSwap() : "no level")
            .collect(Collectors.groupingBy(l -> l, TreeMap::new, Collectors.counting()));
    String near =
        levels.entrySet().stream()
            .map(e -> e.getValue() + " at " + e.getKey())
            .collect(Collectors.joining(", "));
    return "%s late seeds in %s settings%s.%s"
        .formatted(late.size(), stuck.size(), near.isEmpty() ? "" : ": " + near, weights(late));
  }

  /** The levels of the most heads, where those of fewer heads are the same as far as they go. */
  private static Optional<SwapLevels> commonLevels(List<SettingSummary> settings) {
    List<SwapLevels> all = settings.stream().flatMap(s -> s.swapLevels().stream()).toList();
    return all.stream()
        .max(Comparator.comparing(l -> l.levels().size()))
        .filter(
            most ->
                all.stream()
                    .allMatch(l -> most.levels().subList(0, l.levels().size()).equals(l.levels())));
  }

  private static String seed(LateSeed late) {
    Double error = late.run().record().finalLossStandardError();
    String loss =
        late.loss() == null ? "no loss" : Numbers.loss(late.loss(), error == null ? 0 : error);
    String level =
        late.nearestSwap() == null
            ? ""
            : late.onLevel() ? ", j=" + late.nearestSwap() : ", at no level";
    return late.run().seed() + " (" + loss + level + ")";
  }

  private static String levels(SwapLevels swap) {
    List<String> levels = new ArrayList<>();
    for (int j = 0; j < swap.levels().size(); j++) {
      levels.add(Numbers.loss(swap.levels().get(j)) + " (j=" + j + ")");
    }
    return "Loss predicted for j role-swapped heads: " + String.join(", ", levels) + ".";
  }

  private static String weights(List<LateSeed> late) {
    List<LateSeed> inspected = late.stream().filter(l -> !l.heads().isEmpty()).toList();
    if (inspected.isEmpty()) {
      return "";
    }
    long swapped = inspected.stream().filter(l -> l.swappedHeads() > 0).count();
    return " The weights of %s of %s show a head with label and inputs swapped."
        .formatted(swapped, inspected.size());
  }
}
