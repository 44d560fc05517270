package org.iclsweep.study;

import static org.iclsweep.study.WholeType.wholeLong;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a trial. Reading, defaults, suggestions, overrides, identities, table columns
 * and the reference in {@code docs/study-file.md} all follow from the declarations in the sections;
 * what a parameter means to the kernel stands beside its declaration.
 */
public final class Parameters {

  private static final Declarations ALWAYS = new Declarations();

  public static final Parameter<Long> SEED =
      ALWAYS.own(
          "seed", "seed", wholeLong(), "0", "Seed of the initial weights and the training tasks.");

  private static final Map<String, Parameter<?>> BY_PATH =
      Stream.of(
              ALWAYS.all(),
              ModelSection.parameters(),
              MesaSection.parameters(),
              ConstructionSection.parameters(),
              TaskSection.parameters(),
              TrainingSection.parameters(),
              StopSection.parameters(),
              MeasureSection.parameters(),
              RolloutSection.parameters(),
              SpectrumSection.parameters(),
              SpectroscopySection.parameters(),
              FewShotSection.parameters(),
              CompressionSection.parameters(),
              LinearisationSection.parameters(),
              ProbeSection.parameters(),
              LagSection.ofLooks(),
              LagSection.ofDerivatives(),
              ProvidedSection.parameters())
          .flatMap(List::stream)
          .collect(
              Collectors.toMap(
                  Parameter::path, Function.identity(), (a, b) -> twice(a), LinkedHashMap::new));

  private static final List<Parameter<?>> ALL = List.copyOf(BY_PATH.values());

  private Parameters() {}

  /** Every parameter, in the order of the reference and of the table's columns. */
  public static List<Parameter<?>> all() {
    return ALL;
  }

  /** Their columns, in the same order. */
  public static List<String> columns() {
    return ALL.stream().map(Parameter::column).toList();
  }

  /** The parameter of this path. */
  public static Optional<Parameter<?>> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  /** The parameter of this column. */
  public static Optional<Parameter<?>> ofColumn(String column) {
    return ALL.stream()
        .filter(each -> each.column().equals(column))
        .<Parameter<?>>map(each -> each)
        .findFirst();
  }

  /**
   * The columns of the parameters that do not apply to a trial of the table.
   *
   * @param row its parameters by column; {@code null} or missing where the table shows nothing
   */
  public static Set<String> idleColumns(Map<String, Object> row) {
    Map<String, Object> byPath = Values.shown(row).byPath();
    return all().stream()
        .filter(each -> !each.applies(byPath))
        .map(Parameter::column)
        .collect(Collectors.toSet());
  }

  /** Whether parameters lie below this path. */
  public static boolean isSection(String path) {
    return BY_PATH.keySet().stream().anyMatch(each -> each.startsWith(path + "."));
  }

  /** The paths of all parameters and of all sections that they lie in. */
  public static Set<String> pathsAndSections() {
    return BY_PATH.keySet().stream()
        .flatMap(path -> Stream.iterate(path, each -> !each.isEmpty(), Parameters::section))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String section(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** What no trial may combine. */
  public static List<Rule> rules() {
    return Rules.ALL;
  }

  /** Made once all parameters are there. */
  private static final class Rules {
    static final List<Rule> ALL =
        Stream.of(
                ModelSection.rules(),
                MesaSection.rules(),
                ConstructionSection.rules(),
                CausalSection.rules(),
                TaskRules.all(),
                DrawsRules.rules(),
                TrainingSection.rules(),
                StopSection.rules(),
                LearnerRules.all(),
                PopulationRules.all(),
                BaselineRules.all(),
                MeasureSection.rules(),
                PrefixSection.rules(),
                RolloutSection.rules(),
                SpectroscopySection.rules(),
                FewShotSection.rules(),
                CompressionSection.rules(),
                LinearisationSection.rules(),
                ProbeSection.rules(),
                LagSection.rules(),
                ProvidedSection.rules())
            .flatMap(List::stream)
            .toList();
  }

  private static Parameter<?> twice(Parameter<?> parameter) {
    throw new IllegalStateException(parameter.path() + " is declared twice");
  }
}
