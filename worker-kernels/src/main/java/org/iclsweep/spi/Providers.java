package org.iclsweep.spi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.iclsweep.spec.TrialInterruptedException;

/**
 * The providers of one kind that the context class loader of a thread sees: in a driver those of
 * {@code --jars} and of the class path, in an executor those of the jars that Spark has sent it.
 *
 * @param <P> the interface of the kind
 */
public final class Providers<P extends Provider> implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of tasks. */
  public static final Providers<TaskProvider> TASKS = new Providers<>(TaskProvider.class, "tasks");

  /** Of sequences. */
  public static final Providers<SequenceProvider> SEQUENCES =
      new Providers<>(SequenceProvider.class, "sequences");

  /** Of learners. */
  public static final Providers<LearnerProvider> LEARNERS =
      new Providers<>(LearnerProvider.class, "learners");

  /** Of measures. */
  public static final Providers<MeasureProvider> MEASURES =
      new Providers<>(MeasureProvider.class, "measures");

  /** The option that gives their jars. */
  public static final String JARS = "--jars";

  private final Class<P> type;
  private final String plural;
  private transient volatile Loaded<P> last;

  /** What a class loader has; looked at once, as long as threads have the same. */
  private record Loaded<P>(ClassLoader loader, Map<String, P> byName) {}

  private Providers(Class<P> type, String plural) {
    this.type = type;
    this.plural = plural;
  }

  /** What they are of, as in "tasks". */
  public String plural() {
    return plural;
  }

  /**
   * All that there are, by name.
   *
   * @throws ProviderException if a jar names what is none, or two have one name
   */
  public Map<String, P> all() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Loaded<P> loaded = last;
    if (loaded == null || loaded.loader != loader) {
      loaded = new Loaded<>(loader, load(loader));
      last = loaded;
    }
    return loaded.byName;
  }

  private Map<String, P> load(ClassLoader loader) {
    Map<String, P> byName = new HashMap<>();
    try {
      for (P provider : ServiceLoader.load(type, loader)) {
        P other = byName.putIfAbsent(checked(provider), provider);
        if (other != null) {
          throw new ProviderException(
              "two providers of %s have the name %s, %s and %s; leave the jar of one out"
                  .formatted(plural, provider.name(), where(other), where(provider)));
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ProviderException(
          "a jar names a provider of %s that cannot be had: %s; its META-INF/services/%s has to have the names of public classes with a public constructor without parameters that implement %s"
              .formatted(plural, told(e), type.getName(), type.getSimpleName()),
          e);
    }
    return Map.copyOf(byName);
  }

  private String checked(P provider) {
    String name = provider.name();
    if (!Provided.isName(name)) {
      throw new ProviderException(
          "%s has the name '%s', must be small letters, digits and hyphens, a letter first, and none of %s"
              .formatted(where(provider), name, Provided.TAKEN));
    }
    String version = provider.version();
    if (!Provided.isVersion(version)) {
      throw new ProviderException(
          "%s has the version '%s', must be letters, digits, and . + _ -, as in 1.0"
              .formatted(where(provider), version));
    }
    return name;
  }

  private static String where(Provider provider) {
    var source = provider.getClass().getProtectionDomain().getCodeSource();
    return provider.getClass().getName()
        + (source == null || source.getLocation() == null ? "" : " in " + source.getLocation());
  }

  private static String told(Throwable e) {
    return e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")");
  }

  /** What is asked for; empty where there is none of this name and version. */
  public Optional<P> find(Provided asked) {
    return asked.isNone()
        ? Optional.empty()
        : Optional.ofNullable(all().get(asked.name()))
            .filter(provider -> provider.version().equals(asked.version()));
  }

  /**
   * What is asked for.
   *
   * @throws ProviderException if it is not there, with what to do
   */
  public P of(Provided asked) {
    return find(asked).orElseThrow(() -> new ProviderException(missing(asked)));
  }

  /** Why what is asked for is not there, and what to do. */
  public String missing(Provided asked) {
    P other = all().get(asked.name());
    return other == null
        ? "there is no provider of %s with the name %s; give its jar, of version %s, by %s"
            .formatted(plural, asked.name(), asked.version(), JARS)
        : "%s is asked for in version %s, but %s has version %s; give the jar of version %s by %s"
            .formatted(
                asked.name(),
                asked.version(),
                where(other),
                other.version(),
                asked.version(),
                JARS);
  }

  /**
   * Runs code of a provider.
   *
   * @throws ProviderException with its name, if it fails
   */
  public static <T> T calling(Provided which, Supplier<T> code) {
    try {
      return code.get();
    } catch (TrialInterruptedException | ProviderException told) {
      throw told;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw new ProviderException(which + " failed: " + e, e);
    }
  }

  /** The names that there are, sorted. */
  public List<String> names() {
    List<String> names = new ArrayList<>(all().keySet());
    names.sort(null);
    return names;
  }

  private Object readResolve() {
    return List.of(TASKS, SEQUENCES, LEARNERS, MEASURES).stream()
        .filter(each -> each.type == type)
        .findFirst()
        .orElseThrow();
  }
}
