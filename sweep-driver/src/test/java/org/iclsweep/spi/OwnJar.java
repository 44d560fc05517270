package org.iclsweep.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Jars with providers, compiled by this JDK from sources that are no part of the build. */
public final class OwnJar {

  /** The example that is to be copied. */
  public static final Path EXAMPLE =
      Path.of("../worker-kernels/src/example/own-task").toAbsolutePath().normalize();

  private static final String SERVICES = "META-INF/services/";

  private OwnJar() {}

  /** That of the example. */
  public static Path ofExample(Path folder) throws IOException {
    Path sources = EXAMPLE.resolve("src/main/java");
    Path resources = EXAMPLE.resolve("src/main/resources");
    Map<String, byte[]> services = new TreeMap<>();
    try (Stream<Path> files = Files.walk(resources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        services.put(resources.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar(folder, "own-task.jar", files(sources), services);
  }

  /**
   * One of a class.
   *
   * @param type the interface that it implements
   * @param name of the class, in no package
   * @param source of it
   */
  public static Path of(Path folder, Class<?> type, String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    byte[] line = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return jar(folder, name + ".jar", List.of(file), Map.of(SERVICES + type.getName(), line));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Path jar(Path folder, String name, List<Path> sources, Map<String, byte[]> others)
      throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    compile(sources, classes);
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
        put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      for (Map.Entry<String, byte[]> other : others.entrySet()) {
        put(out, other.getKey(), other.getValue());
      }
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "--release",
            "17",
            "-proc:none");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(done).as("%s", said).isTrue();
    }
  }

  /** Work of a thread whose context class loader sees some jars. */
  public interface Work<T> {
    T done() throws Exception;
  }

  /** Does it in this thread. */
  public static <T> T seeing(List<Path> jars, Work<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = new URL[jars.size()];
    for (int j = 0; j < urls.length; j++) {
      urls[j] = jars.get(j).toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(loader);
      return work.done();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
