package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The Dockerfile of a release, without an engine that builds it: what it copies is in a release,
 * and its commands run, in a folder that stands for the image's root.
 */
class ImageTest extends LauncherCase {

  private static final Path DOCKERFILE = Path.of("src/release/Dockerfile");
  private static final String HOME = "/opt/icl-sweep";

  /**
   * One instruction.
   *
   * @param name as FROM
   * @param rest what it is told, in one line
   */
  private record Instruction(String name, String rest) {
    List<String> words() {
      return List.of(rest.split(" +"));
    }
  }

  private static List<Instruction> instructions() throws IOException {
    String text = Files.readString(DOCKERFILE).replaceAll("(?m)^#.*\n", "").replace("\\\n", "");
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(" +", 2))
        .map(parts -> new Instruction(parts[0], parts[1]))
        .toList();
  }

  private static List<Instruction> all(String name) throws IOException {
    return instructions().stream().filter(step -> step.name().equals(name)).toList();
  }

  @Test
  void itStandsOnTheOfficialImageOfTheSparkThatIsBuiltAgainst() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));

    assertThat(instructions().get(0))
        .isEqualTo(
            new Instruction(
                "FROM",
                "spark:%s-scala%s-java17-ubuntu"
                    .formatted(
                        property(pom, "spark.version"), property(pom, "scala.binary.version"))));
    assertThat(all("FROM")).hasSize(1);
  }

  private static String property(String pom, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<$]+)</").matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  @Test
  void itNamesNoOtherMachineAndFetchesNothing() throws IOException {
    assertThat(Files.readString(DOCKERFILE))
        .doesNotContain("://")
        .doesNotContainPattern("[a-z0-9]\\.[a-z]{2,}(:[0-9]+)?/")
        .doesNotContainPattern("(?i)\\b(ADD|curl|wget|apt-get|pip)\\b");
  }

  /** The user of Spark's images, who may write where their entry point starts. */
  @Test
  void itEndsWithSparksUserAndEntryPoint() throws IOException {
    List<Instruction> steps = instructions();

    assertThat(steps.subList(steps.size() - 3, steps.size()))
        .containsExactly(
            new Instruction("USER", "185:185"),
            new Instruction("WORKDIR", "/opt/spark/work-dir"),
            new Instruction("ENTRYPOINT", "[\"/opt/entrypoint.sh\"]"));
  }

  @Test
  void aReleaseHasWhatItCopiesAndTheDockerfileItself() throws IOException {
    String build = Files.readString(Path.of("src/release/build.xml"));
    List<String> whole = Arrays.asList(includes(build, "${top}").split(","));
    assertThat(includes(build, "${top}/sweep-driver/src/release")).isEqualTo("Dockerfile");
    assertThat(build)
        .contains("<copy todir=\"${release.dir}/lib\"")
        .contains("<echo file=\"${release.dir}/lib/version\" message=\"${project.version}\"/>");
    assertThat(includes(build, "${project.build.directory}"))
        .contains(",icl-sweep-${project.version}.jar");

    for (Instruction copy : all("COPY")) {
      List<String> words = copy.words();
      for (String source : words.subList(0, words.size() - 1)) {
        if (!source.equals("lib")) {
          assertThat(Path.of("..", source)).exists();
          assertThat(whole).anyMatch(pattern -> matches(pattern, source));
        }
      }
    }
  }

  /** What the set of files of a folder includes. */
  private static String includes(String build, String folder) {
    Pattern set =
        Pattern.compile("<fileset dir=\"" + Pattern.quote(folder) + "\" includes=\"([^\"]*)\"");
    Matcher found = set.matcher(build);
    assertThat(found.find()).as(folder).isTrue();
    return found.group(1);
  }

  private static boolean matches(String pattern, String source) {
    return FileSystems.getDefault()
        .getPathMatcher("glob:" + pattern.replaceFirst("/\\*\\*$", ""))
        .matches(Path.of(source));
  }

  @Test
  void itsCommandsRunInAFolderForARoot() throws Exception {
    Path home = image();

    Ran steps = shell(commands());

    assertThat(steps.code()).as(steps.err()).isZero();
    assertThat(steps.out()).endsWith("[org.iclsweep.cli.IclSweep]\n[--version]\n");
    assertThat(Files.readSymbolicLink(home.resolve("icl-sweep.jar")))
        .isEqualTo(Path.of("lib/icl-sweep-7.1.jar"));
    assertThat(Files.getPosixFilePermissions(home.resolve("lib/spark.jar")))
        .contains(PosixFilePermission.OTHERS_READ);
    assertThat(Files.getPosixFilePermissions(home.resolve("icl-sweep")))
        .contains(PosixFilePermission.OTHERS_EXECUTE);
    assertThat(tools.resolve("icl-sweep").toRealPath())
        .isEqualTo(home.resolve("icl-sweep").toRealPath());
  }

  @Test
  void anImageWithoutTheJarOrTheVectorModuleIsNoImage() throws Exception {
    Path home = image();
    Files.move(home.resolve("lib/icl-sweep-7.1.jar"), home.resolve("lib/other.jar"));
    assertThat(shell(commands()).code()).isNotZero();

    Files.move(home.resolve("lib/other.jar"), home.resolve("lib/icl-sweep-7.1.jar"));
    Files.delete(home.resolve("icl-sweep.jar"));
    script(
        "java", "#!/bin/sh\ncase $1 in @*) exit 1;; esac\n" + JAVA.formatted("17").substring(10));
    Ran without = shell(commands());
    assertThat(without.code()).isNotZero();
    assertThat(without.out()).doesNotContain("--version");
  }

  /** What the image's root has of an unpacked release, which only its owner may read. */
  private Path image() throws Exception {
    Path release = release();
    Path root = folder.resolve("root");
    for (Instruction copy : all("COPY")) {
      List<String> words = copy.words();
      String to = words.get(words.size() - 1);
      Path target = Files.createDirectories(root.resolve(to.substring(1)));
      for (String source : words.subList(0, words.size() - 1)) {
        boolean isFolder = Files.isDirectory(release.resolve(source));
        Ran copied =
            run(
                launcher(
                    Path.of("cp"),
                    "-r",
                    release + "/" + source + (isFolder ? "/." : ""),
                    target + "/"));
        assertThat(copied.code()).as(copied.err()).isZero();
      }
    }
    return root.resolve(HOME.substring(1));
  }

  private Path release() throws Exception {
    Path release = folder.resolve("release");
    Path lib = Files.createDirectories(release.resolve("lib"));
    Files.createDirectories(release.resolve("conf"));
    for (String file : List.of("icl-sweep", "LICENSE", "NOTICE", "README.md", "conf/jvm.args")) {
      Files.copy(Path.of("..", file), release.resolve(file));
    }
    Files.writeString(lib.resolve("version"), "7.1");
    Files.writeString(lib.resolve("names"), "spark.jar");
    Files.writeString(lib.resolve("class-path"), "spark.jar");
    for (String jar : List.of("sweep-driver-7.1", "worker-kernels-7.1", "icl-sweep-7.1", "spark")) {
      Files.writeString(lib.resolve(jar + ".jar"), "");
    }
    assertThat(run(launcher(Path.of("chmod"), "-R", "go=", release.toString())).code()).isZero();
    return release;
  }

  private String commands() throws IOException {
    String commands = String.join(" && ", all("RUN").stream().map(Instruction::rest).toList());
    return commands
        .replace(HOME, folder.resolve("root" + HOME).toString())
        .replace("/usr/local/bin", tools.toString());
  }

  private Ran shell(String commands) throws Exception {
    return run(launcher(Path.of("/bin/sh"), "-ec", commands));
  }
}
