package org.iclsweep.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.math3.util.FastMath;
import org.iclsweep.results.Storage;

/**
 * A distribution of Spark made of links to Maven's jars: what {@code SPARK_HOME} points to. Nothing
 * of this project is in it.
 *
 * @param folder that it is in
 */
public record SparkHome(Path folder) {

  private static final Path CLASS_PATH = Path.of("target/spark-class-path");

  /** What a distribution's own {@code bin/spark-submit} does, without looking for a Spark. */
  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      export SPARK_HOME=$(cd "$(dirname "$0")/.." && pwd) SPARK_SCALA_VERSION=2.13
      java=${JAVA_HOME:+$JAVA_HOME/bin/}java
      command=()
      { IFS= read -r _ # the launcher starts with an empty line
        while IFS= read -r -d '' word; do
          command+=("$word")
        done
      } < <("$java" -Xmx128m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" \\
        org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
      exec "${command[@]}"
      """;

  private static final Pattern OF_S3 = Pattern.compile("/software/amazon/|/hadoop-aws/");

  private static final String LOGGING =
      """
      rootLogger.level = info
      rootLogger.appenderRef.stderr.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1}: %m%n%ex
      """;

  /** The one with the Spark that the build names, in the build's own folder. */
  public static SparkHome ofTheBuild() throws IOException {
    return ofTheBuildAnd(List.of());
  }

  /** The same with further jars. */
  static SparkHome ofTheBuildAnd(List<Path> further) throws IOException {
    List<Path> jars = jarsOfTheBuild();
    jars.addAll(further);
    Path folder =
        Path.of("target/spark-home-" + Integer.toHexString(jars.hashCode())).toAbsolutePath();
    if (!Files.exists(folder)) {
      Path draft = Files.createTempDirectory(folder.getParent(), "spark-home-");
      make(draft, jars);
      try {
        Files.move(draft, folder);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        new Storage(Map.of())
            .delete(new org.apache.hadoop.fs.Path(draft.toUri())); // by another JVM
      }
    }
    return new SparkHome(folder);
  }

  /** One like that without what reaches S3, in a folder that does not exist yet. */
  public static SparkHome withoutS3(Path folder) throws IOException {
    List<Path> jars =
        jarsOfTheBuild().stream().filter(jar -> !OF_S3.matcher(jar.toString()).find()).toList();
    make(folder, jars);
    return new SparkHome(folder);
  }

  private static void make(Path folder, List<Path> jars) throws IOException {
    Path links = Files.createDirectories(folder.resolve("jars"));
    for (Path jar : jars) {
      Files.createSymbolicLink(links.resolve(jar.getFileName()), jar);
    }
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/log4j2.properties"), LOGGING);
    Files.createDirectories(folder.resolve("bin"));
    Path submit = Files.writeString(folder.resolve("bin/spark-submit"), SPARK_SUBMIT);
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + submit + " executable");
    }
  }

  /** Commons Math is Spark's and this project's, so Maven does not count it as provided. */
  private static List<Path> jarsOfTheBuild() throws IOException {
    if (!Files.exists(CLASS_PATH)) {
      throw new IOException(
          CLASS_PATH.toAbsolutePath() + " is not there; Maven writes it: mvn test-compile");
    }
    List<Path> jars = new ArrayList<>();
    for (String jar : Files.readString(CLASS_PATH).strip().split(":")) {
      jars.add(Path.of(jar));
    }
    jars.add(jarOf(FastMath.class));
    return jars;
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Class path of a process of this Spark, as its scripts set it. */
  String classPath() {
    return folder + "/conf:" + folder + "/jars/*";
  }

  /** Environment of a process of this Spark, as its scripts set it. */
  public Map<String, String> environment() {
    return Map.of("SPARK_HOME", folder.toString(), "SPARK_SCALA_VERSION", "2.13");
  }
}
