package org.iclsweep.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;

/** What trials need of what comes from outside. */
public final class NeededProviders {

  private NeededProviders() {}

  /** Whether a parameter names providers. */
  public static boolean isNamedBy(Parameter<?> parameter) {
    return ProvidedSection.parameters().contains(parameter);
  }

  /** Whether a trial with these values needs any. */
  public static boolean areNamedBy(Values values) {
    return needed(values).findAny().isPresent();
  }

  /** Of the providers of a trial with these values, why each is not there that is not. */
  public static List<String> missing(Values values) {
    return needed(values).filter(each -> !each.isThere()).map(Needed::missing).toList();
  }

  private record Needed(Providers<?> of, Provided which) {

    boolean isThere() {
      return of.find(which).isPresent();
    }

    String missing() {
      return of.missing(which);
    }
  }

  private static Stream<Needed> needed(Values values) {
    return Stream.of(
            named(values, ProvidedSection.TASK).map(each -> new Needed(Providers.TASKS, each)),
            named(values, ProvidedSection.SEQUENCES)
                .map(each -> new Needed(Providers.SEQUENCES, each)),
            named(values, ProvidedSection.LEARNER)
                .map(each -> new Needed(Providers.LEARNERS, each)),
            values.get(ProvidedSection.MEASURES, List.of()).stream()
                .map(each -> new Needed(Providers.MEASURES, each)))
        .flatMap(each -> each);
  }

  private static Stream<Provided> named(Values values, Parameter<Provided> parameter) {
    return Optional.of(values.get(parameter, Provided.NONE))
        .filter(each -> !each.isNone())
        .stream();
  }
}
