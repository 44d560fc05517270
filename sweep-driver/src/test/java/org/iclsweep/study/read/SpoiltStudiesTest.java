package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library would merge, leave out or fall over without a word. */
class SpoiltStudiesTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> told(Path file) {
    try {
      Study.read(file, List.of());
    } catch (StudyException wrong) {
      return wrong.getMessage().lines().toList();
    }
    throw new AssertionError("nothing was found wrong with " + file);
  }

  @Test
  void whatIsGivenTwiceIsToldWithBothLines() {
    assertThat(problems("study = s\ntraining {\n steps = 20\n steps = 2000 }"))
        .containsExactly(
            "x.conf:4: training.steps: is given twice, at line 3, too. Leave one out.");
    assertThat(problems("study = s\ntraining.steps = 100\ntraining { steps = 200 }"))
        .containsExactly(
            "x.conf:3: training.steps: is given twice, at line 2, too. Leave one out.");
    assertThat(problems("study = s\nsweep.zip = [{ model.depth = [1, 2], model.depth = [2, 3] }]"))
        .containsExactly(
            "x.conf:2: sweep.zip[1].model.depth: is given twice, at line 2, too. Leave one out.");
    assertThat(problems("study = s\ntraining = 5\ntraining.steps = 200"))
        .contains("x.conf:3: training.steps: is given twice, at line 2, too. Leave one out.");
    assertThat(problems("study = s", "training={ steps = 200, steps = 300 }"))
        .containsExactly(
            "--set training={ steps = 200, steps = 300 }: training.steps: is given twice. Leave one"
                + " out.");
  }

  @Test
  void keysWithoutAnyLetterHaveTheirLineToo() {
    assertThat(problems("study = s\nsweep.sobol.seed {\n = 1\n\n = 2 }"))
        .isNotEmpty()
        .allMatch(line -> line.matches("x.conf:[2-5]: .*"));
  }

  @Test
  void partsOfASectionAndMoreOfAListAreNotTwice() {
    assertThat(trial("model { depth = 2 }\nmodel.heads = 3\nmodel { tied = true }").parameters())
        .containsEntry("depth", 2)
        .containsEntry("heads", 3)
        .containsEntry("tied", true);
    assertThat(trial("measure.against = [gd]\nmeasure.against += \"gd++\"").parameters())
        .containsEntry("against", List.of("gd", "gd++"));
    assertThat(
            plan("sweep.blocks { a { model.depth = 2 }, b = ${sweep.blocks.a} { model.heads = 2 } }")
                .size())
        .isEqualTo(2);
    assertThat(plan("sweep.zip = [{ model.depth = [1, 2] }\n{ model.heads = [1, 2] }]").size())
        .isEqualTo(4);
  }

  @Test
  void presetsComeFirst() throws Exception {
    file("base.conf", "training.steps = 300\nmodel.depth = 3");
    Path first = file("a.conf", "study = s\ninclude \"base.conf\"\ntraining.steps = 200");
    assertThat(Study.read(first, List.of()).plan().trial(0).parameters())
        .containsEntry("steps", 200)
        .containsEntry("depth", 3);
    Path last = file("b.conf", "study = s\ntraining.steps = 200\ninclude \"base.conf\"");
    assertThat(told(last))
        .containsExactly(
            folder.resolve("base.conf")
                + ":1: training.steps: is given twice, at line 2 of "
                + last
                + " before it includes this, too. Include first, then give what differs.");
  }

  @Test
  void whatIncludesItselfIsTold() throws Exception {
    Path self = file("x.conf", "study = s\n\ninclude \"x.conf\"");
    assertThat(told(self))
        .containsExactly(self + ":3: includes " + self + ", which is being read. Leave it out.");
    file("a.conf", "include \"b.conf\"");
    Path b = file("b.conf", "study = s\ninclude \"a.conf\"");
    assertThat(told(b)).singleElement().asString().contains("a.conf:1: includes ");
    Path nul = file("n.conf", "study = s\ninclude \"a\\u0000b\"");
    assertThat(told(nul))
        .containsExactly(
            nul
                + ":2: includes what is no name of a file. Includes are relative to the including"
                + " file.");
    for (int i = 0; i < 12; i++) {
      file("c" + i + ".conf", "include \"c%d.conf\"\n".formatted(i + 1).repeat(2));
    }
    file("c12.conf", "");
    Path many = file("many.conf", "study = s\ninclude \"c0.conf\"");
    assertThat(told(many)).anyMatch(line -> line.contains("is one of more than 100 includes"));
  }

  @Test
  void whatRefersToNothingIsToldWhereverItStands() {
    assertThat(problems("study = s\ntraining.steps = ${?STEPS}"))
        .containsExactly(
            "x.conf:2: training.steps: refers to ${?STEPS}, which the study does not give. Write a"
                + " value, or leave it out; the environment has no say.");
    assertThat(
            problems("study = s\nmodel.depth { a = ${x} }\nmeasure.against = [gd, { b = ${y} }]"))
        .containsExactly(
            "x.conf:2: model.depth: refers to ${x}, which the study does not give.",
            "x.conf:3: measure.against: refers to ${y}, which the study does not give.");
    assertThat(problems("study = s\nscale = ${x}"))
        .containsExactly(
            "x.conf:2: scale: is ${x}, and has to be written out. Write what it stands for.");
    assertThat(problems("study = s", "model.depth=${?x}"))
        .containsExactly(
            "--set model.depth=${?x}: model.depth: refers to ${?x}, which the study does not give."
                + " Write a value, or leave it out; the environment has no say.");
    assertThat(trial("task.dim = 7\ntask.context = ${?task.dim}").parameters())
        .containsEntry("context", 7);
  }

  @Test
  void emptyScalesAreTold() {
    assertThat(problems("study = s\nscales {}", "scale=full"))
        .containsExactly("x.conf:2: scales: is empty. Add a scale or leave it out.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "random", "sobol"})
  void aMisspeltAxisIsToldEvenAlone(String form) {
    String count = form.equals("zip") ? "" : "count = 3, ";
    assertThat(problems("study = s\nsweep." + form + " { " + count + "modle.depth = [1, 2] }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: sweep." + form + ".modle: unknown key.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "a {", "a = [", "[{ a = "})
  void deepBracketsAreTold(String bracket) {
    for (int depth : new int[] {100, 1000, 100_000}) {
      assertThat(problems("study = s\nmodel.depth = " + bracket.repeat(depth)))
          .containsExactly(
              "x.conf:2: is nested deeper than 40 brackets. A study needs no more than five.");
    }
  }

  @Test
  void longKeysTextsNumbersAndReferencesAreTold() {
    assertThat(problems("study = s\n" + "k".repeat(1_000_000) + " = 1"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: has a key of more than 400 characters.");
    assertThat(problems("study = s\nseed = [" + "1,".repeat(1_000_000) + "]"))
        .singleElement()
        .asString()
        .contains("characters, and a study has at most 1048576. Write long axes as ranges");
    String digits = "7".repeat(64_000);
    assertThat(problems("study = s\nseed = " + digits))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: has a value of more than 2000 characters outside quotes.");
    assertThat(problems("study = s\nsweep.grid.task.dim = \"1.." + digits + "\""))
        .singleElement()
        .asString()
        .hasSizeLessThan(700)
        .endsWith("Numbers and ranges have at most 200 characters.");
    assertThat(problems("study = s\nmodel.attention = " + "a ".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: has a value of more than 2000 characters outside quotes.");
    StringBuilder laughs = new StringBuilder("study = s\na0 = haha\n");
    for (int i = 1; i < 39; i++) {
      laughs.append("a%d = ${a%d}${a%d}\n".formatted(i, i - 1, i - 1));
    }
    assertThat(problems(laughs.toString()))
        .singleElement()
        .asString()
        .contains("has references to references: written out, more than");
  }

  @Test
  void numbersBeyondAllAreToldWithTheLargest() {
    assertThat(problems("study = s\nseed = 99999999999999999999\nmodel.depth = 1e999999999"))
        .containsExactly(
            "x.conf:2: seed: is the text \"99999999999999999999\", must be at most 9223372036854775807.",
            "x.conf:3: model.depth: is beyond the largest double, must be at most 2147483647.");
    assertThat(problems("study = s\nsweep.grid.seed = \"0..1e999999999\""))
        .containsExactly(
            "x.conf:2: sweep.grid.seed: is a range of which every value must be at most"
                + " 9223372036854775807.");
  }

  @Test
  void whatIsNoFileOfTextIsTold() throws Exception {
    assertThat(told(Path.of("/"))).containsExactly("/: is a folder. Name a file in it.");
    Path latin =
        Files.write(folder.resolve("latin.conf"), new byte[] {'#', '\n', (byte) 0xE4, ' '});
    assertThat(told(latin))
        .containsExactly(latin + ": is not UTF-8, the first time in line 2. Save it as UTF-8.");
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      assertThat(told(device)).singleElement().asString().contains("a device or a pipe");
    }
    Path dangling = folder.resolve("gone.conf");
    Files.createSymbolicLink(dangling, folder.resolve("nowhere"));
    assertThat(told(dangling)).singleElement().asString().startsWith(dangling + ": no such file.");
  }
}
