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
    return Stream.of(ProvidedSection.TASK, ProvidedSection.SEQUENCES, ProvidedSection.LEARNER)
            .anyMatch(each -> named(values, each).findAny().isPresent())
        || !values.get(ProvidedSection.MEASURES, List.of()).isEmpty();
  }

  /** Of the providers of a trial with these values, why each is not there that is not. */
  public static List<String> missing(Values values) {
    return Stream.of(
            named(values, ProvidedSection.TASK).flatMap(each -> missing(Providers.TASKS, each)),
            named(values, ProvidedSection.SEQUENCES)
                .flatMap(each -> missing(Providers.SEQUENCES, each)),
            named(values, ProvidedSection.LEARNER)
                .flatMap(each -> missing(Providers.LEARNERS, each)),
            values.get(ProvidedSection.MEASURES, List.of()).stream()
                .flatMap(each -> missing(Providers.MEASURES, each)))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<Provided> named(Values values, Parameter<Provided> parameter) {
    return Optional.of(values.get(parameter, Provided.NONE))
        .filter(each -> !each.isNone())
        .stream();
  }

  private static Stream<String> missing(Providers<?> providers, Provided which) {
    return providers.find(which).isPresent() ? Stream.empty() : Stream.of(providers.missing(which));
  }
}
