package org.iclsweep.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.iclsweep.spi.Providers;
import org.iclsweep.study.NeededProviders;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;
import org.iclsweep.study.read.Study;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Jars with tasks, learners and measures from outside. A jar is code, so only the command line can
 * give one: a study names providers, and no file.
 */
final class JarArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = Providers.JARS,
      paramLabel = "JAR",
      split = ",",
      description =
          "Jars with tasks, learners or measures that the study takes from outside, with a comma"
              + " between each two. They are code, which runs here and in executors.")
  private List<Path> jars = new ArrayList<>();

  /** The files, in full, as executors get them. */
  List<String> files() {
    return jars.stream().map(jar -> jar.toAbsolutePath().normalize().toString()).toList();
  }

  /** The option again, to be typed. */
  List<String> words() {
    return jars.isEmpty()
        ? List.of()
        : List.of(Providers.JARS, String.join(",", jars.stream().map(Path::toString).toList()));
  }

  /**
   * The option as spark-submit has it, which brings the jars to a driver in the cluster and to its
   * executors.
   *
   * @param typed what the driver is to be told, from which it is taken out
   */
  List<String> handedTo(List<String> typed) {
    for (int at = typed.size() - 1; at >= 0; at--) {
      if (typed.get(at).equals(Providers.JARS)) {
        typed.subList(at, at + 2).clear();
      } else if (typed.get(at).startsWith(Providers.JARS + "=")) {
        typed.remove(at);
      }
    }
    return jars.isEmpty() ? List.of() : List.of(Providers.JARS, String.join(",", files()));
  }

  /**
   * Lets this thread, and those that it starts, see what is in them.
   *
   * @throws ParameterException if one of them is no jar
   */
  void open() {
    if (jars.isEmpty()) {
      return;
    }
    requireOwnNames();
    URL[] urls = jars.stream().map(this::url).toArray(URL[]::new);
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(new URLClassLoader(urls, thread.getContextClassLoader()));
  }

  /**
   * Makes sure that what a study takes from outside is in them, before anything runs.
   *
   * @throws ParameterException if something is missing
   */
  void requireProviders(Study study) {
    List<String> missing =
        providing(study)
            .flatMap(values -> NeededProviders.missing(values).stream())
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", missing));
    }
  }

  /**
   * The option, to be typed by whom a results directory tells how to go on: with a word in the
   * place of a file, which nobody is to take from there, being code.
   */
  static List<String> wantedBy(Study study) {
    boolean wanted = providing(study).anyMatch(NeededProviders::areNamedBy);
    return wanted ? List.of(Providers.JARS, "JAR") : List.of();
  }

  /** Values of trials, one for each combination of what they take from outside. */
  private static Stream<Values> providing(Study study) {
    return study.plan().distinct(NeededProviders::isNamedBy).map(TransformerTrial::values);
  }

  /** Executors get jars by their names alone. */
  private void requireOwnNames() {
    Set<Path> seen = new HashSet<>();
    for (Path jar : jars) {
      if (!seen.add(jar.getFileName())) {
        throw wrong("has two jars with the name " + jar.getFileName() + "; rename one");
      }
    }
  }

  private URL url(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw wrong("has " + jar + ", which is not there" + (Files.exists(jar) ? " as a file" : ""));
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.stream().noneMatch(each -> each.getName().startsWith("META-INF/services/"))) {
        throw wrong(
            "has "
                + jar
                + ", which has no META-INF/services, so that it provides nothing; docs/java.md says"
                + " what has to be there");
      }
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(jar + " has no address", impossible);
    } catch (IOException broken) {
      throw wrong("has " + jar + ", which is no jar: " + broken.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), Providers.JARS + " " + message);
  }
}
