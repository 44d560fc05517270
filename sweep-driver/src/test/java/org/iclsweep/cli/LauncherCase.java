package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with a Java that prints its arguments and a Maven that
 * builds nothing.
 */
abstract class LauncherCase {
  static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        -version | *' -version') echo 'openjdk version "%s" 2026-01-01' >&2; exit ;;
        *' --version') [ ! -e "$(dirname "$0")/broken" ] || { echo 'Truncated class file'; exit 1; } ;;
        *' run --submission none.conf') echo none.conf: no such file >&2; exit 2 ;;
        *' --submission '*) echo "'--class' 'Main' 'the jar' 'run' 'it'\\''s'"; exit ;;
      esac
      for argument in "$@"; do printf '[%%s]\\n' "$argument"; done
      case $* in *-XX:ArchiveClassesAtExit=*) touch "$(echo "$*" | sed 's/.*AtExit=\\(.*[.]jsa\\) .*/\\1/')" ;; esac
      """;
  static final String MAVEN =
      """
      #!/bin/sh
      mkdir building || echo 'two at once' >>mvn.calls
      echo "mvn $*" >>mvn.calls
      mkdir -p sweep-driver/target worker-kernels/target repository
      touch sweep-driver/target/sweep-driver-9.9.jar worker-kernels/target/worker-kernels-9.9.jar
      touch 'repository/a library.jar' repository/spark.jar
      echo "$PWD/repository/spark.jar:$PWD/repository/a library.jar" >sweep-driver/target/class-path
      rmdir building
      if [ "$5" = pre-integration-test ]; then touch sweep-driver/target/icl-sweep-9.9.jar; fi
      """;

  static final String SPARK_SUBMIT =
      """
      #!/bin/sh
      for argument in "$@"; do printf '[%s]\\n' "$argument"; done
      printf '<%s>\\n' "$SPARK_SUBMIT_OPTS"
      """;

  @TempDir Path folder;
  Path checkout;
  Path tools;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = folder.resolve("-a check *?[x]{y}%41#$HOME\\\" out");
    tools = Files.createDirectories(folder.resolve("tools/bin"));
    for (String sources : List.of("worker-kernels/src/main", "sweep-driver/src/main", "conf")) {
      Files.createDirectories(checkout.resolve(sources));
    }
    Files.copy(Path.of("../icl-sweep"), checkout.resolve("icl-sweep"));
    Files.copy(Path.of("../conf/jvm.args"), checkout.resolve("conf/jvm.args"));
    Files.writeString(checkout.resolve("pom.xml"), "<version>9.9</version>");
    Files.writeString(checkout.resolve("worker-kernels/pom.xml"), "");
    Files.writeString(checkout.resolve("sweep-driver/pom.xml"), "");
    script("java", JAVA.formatted("17.0.1"));
    script("mvn", MAVEN);
  }

  /** A Spark whose spark-submit prints its arguments and the options of its JVM. */
  Path sparkHome() throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark home"));
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("jars/spark-core_2.13-4.2.0.jar"), "");
    script("spark-submit", SPARK_SUBMIT);
    Files.copy(tools.resolve("spark-submit"), home.resolve("bin/spark-submit"));
    return home;
  }

  Ran launchOn(Path sparkHome, String... arguments) throws Exception {
    ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), arguments);
    launcher.environment().put("SPARK_HOME", sparkHome.toString());
    launcher.environment().put("SPARK_SUBMIT_OPTS", "-Dof.user");
    return run(launcher);
  }

  void script(String name, String text) throws IOException {
    Path file = Files.writeString(tools.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  Ran launch(String... arguments) throws Exception {
    return run(launcher(checkout.resolve("icl-sweep"), arguments));
  }

  ProcessBuilder launcher(Path file, String... arguments) {
    ProcessBuilder launcher = new ProcessBuilder();
    launcher.command().add(file.toString());
    launcher.command().addAll(List.of(arguments));
    Map<String, String> environment = launcher.environment();
    environment.remove("JAVA_HOME");
    environment.remove("SPARK_HOME");
    environment.remove("HADOOP_CONF_DIR");
    environment.remove("ICL_SWEEP_JAVA_OPTS");
    environment.put("PATH", tools + ":" + environment.get("PATH"));
    return launcher.directory(folder.toFile());
  }

  Ran run(ProcessBuilder launcher) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = launcher.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int code = process.waitFor();
    return new Ran(code, Files.readString(out), Files.readString(err));
  }
}
