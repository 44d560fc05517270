package org.iclsweep.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkout with the launcher and what Maven has built of this one, so that the launcher has
 * nothing to build.
 *
 * @param folder that it is in
 */
record BuiltCheckout(Path folder) {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VERSION = Pattern.compile("<version>(.*)</version>");

  /** Makes one in a folder that does not exist yet. */
  static BuiltCheckout make(Path folder) throws IOException {
    List<String> files = new ArrayList<>(List.of("icl-sweep", "conf/jvm.args"));
    files.add("sweep-driver/src/main/resources/log4j2.properties");
    files.addAll(List.of("pom.xml", "worker-kernels/pom.xml", "sweep-driver/pom.xml"));
    files.add("sweep-driver/target/class-path");
    files.add("worker-kernels/target/worker-kernels-" + version() + ".jar");
    files.add("sweep-driver/target/sweep-driver-" + version() + ".jar");
    for (String file : files) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), folder.resolve(file));
      Files.setLastModifiedTime(folder.resolve(file), FileTime.fromMillis(0));
    }
    Files.createDirectories(folder.resolve("worker-kernels/src/main"));
    Files.createDirectories(folder.resolve("target"));
    Path built = Files.createFile(folder.resolve("target/icl-sweep.built"));
    linkLibraries(folder.resolve("target/libraries"));
    Path jar = Files.copy(clusterJar(), folder.resolve(jar()));
    Files.setLastModifiedTime(jar, Files.getLastModifiedTime(built));
    return new BuiltCheckout(folder);
  }

  /**
   * As the launcher does after a build; where links cannot be made, libraries stay in their place.
   */
  private static void linkLibraries(Path libraries) throws IOException {
    Path classPath = ROOT.resolve("sweep-driver/target/class-path");
    Files.createDirectories(libraries);
    StringBuilder names = new StringBuilder();
    try {
      for (String file : Files.readString(classPath).strip().split(":")) {
        Path library = Path.of(file);
        Files.createLink(libraries.resolve(library.getFileName()), library);
        names.append(':').append(library.getFileName());
      }
    } catch (FileSystemException acrossDisks) {
      return; // without its list of names, the folder counts for nothing
    }
    Files.writeString(libraries.resolve("names"), names);
    Files.copy(classPath, libraries.resolve("class-path"));
  }

  /** The version of the project, which its jars are named by. */
  static String version() throws IOException {
    Matcher matcher = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
    if (!matcher.find()) {
      throw new IOException("no version in " + ROOT.resolve("pom.xml"));
    }
    return matcher.group(1);
  }

  /** The jar for spark-submit: the one that Maven has built, or that of -Dcluster.jar=FILE. */
  static Path clusterJar() throws IOException {
    String given = System.getProperty("cluster.jar");
    return given == null ? ROOT.resolve(jar()) : Path.of(given);
  }

  private static String jar() throws IOException {
    return "sweep-driver/target/icl-sweep-" + version() + ".jar";
  }

  Path launcher() {
    return folder.resolve("icl-sweep");
  }
}
