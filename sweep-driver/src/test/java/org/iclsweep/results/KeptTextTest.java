package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept beside a table is believed as long as it is of that table, and whole. */
class KeptTextTest {

  private static final String NAME = "told.txt";

  @TempDir Path directory;
  private TrialTable table;
  private Path file;
  private int made;

  @BeforeEach
  void writeTable() throws IOException {
    table = TrialTable.at(new Storage(Map.of()), directory.toString());
    write("one", 1);
    file = directory.resolve("_study").resolve(NAME);
  }

  private void write(String name, long... seeds) throws IOException {
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      for (long seed : seeds) {
        writer.write(Samples.full("full-" + seed, seed));
      }
    }
  }

  private ResultTable open() {
    return ResultTable.open(directory.toString());
  }

  /** Tells rows, and counts how often they are looked at. */
  private Optional<String> told(ResultTable results, String of) {
    return results.kept(NAME, of, () -> rows(results, of));
  }

  private Optional<String> rows(ResultTable results, String of) {
    made++;
    return Optional.of("rows: " + results.size() + "\nof " + of + "\n");
  }

  /** By a program of another build, or of this. */
  private void toldBy(String program) {
    ResultTable results = open();
    results.kept(NAME, "all", program, () -> rows(results, "all"));
  }

  private Optional<String> told() {
    return told(open(), "all");
  }

  @Test
  void itIsMadeOnce() {
    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(made).isEqualTo(1);
  }

  @Test
  void itIsMadeAgainOfMoreFilesOfOthersAndOfFewer() throws IOException {
    told();
    write("two", 2, 3);
    assertThat(told()).contains("rows: 3\nof all\n");
    Files.delete(directory.resolve("trials/one.parquet"));
    assertThat(told()).contains("rows: 2\nof all\n");
    Files.move(directory.resolve("trials/two.parquet"), directory.resolve("trials/three.parquet"));
    told();
    assertThat(made).isEqualTo(4);
  }

  @Test
  void itIsMadeAgainOfAFileOfTheSameNameThatIsLongerOrLater() throws IOException {
    told();
    Path data = directory.resolve("trials/one.parquet");
    FileTime time = Files.getLastModifiedTime(data);
    Files.setLastModifiedTime(data, FileTime.fromMillis(time.toMillis() + 1));
    told();
    assertThat(made).isEqualTo(2);
    Files.delete(data);
    write("one", 1, 2);
    Files.setLastModifiedTime(data, FileTime.fromMillis(time.toMillis() + 1));
    assertThat(told()).contains("rows: 2\nof all\n");
  }

  @Test
  void itIsMadeAgainOfAnotherQuestionRuleOrPartOfTheRows() throws IOException {
    told();
    assertThat(told(open(), "some")).contains("rows: 1\nof some\n");
    ResultTable other = open();
    other.readBy(new LearntRule(LearntRule.DEFAULT.goal(), 1.5, 100));
    told(other, "some");
    assertThat(made).isEqualTo(3);
    write("two", 2, 3);
    told(open(), "some");
    told(part("two", 1), "some");
    told(part("two", 2), "some");
    assertThat(made).isEqualTo(6);
    told(part("one", 2), "some");
    assertThat(made).as("as many rows of other files").isEqualTo(7);
  }

  @Test
  void itIsMadeAgainByAnotherProgram() {
    told();
    toldBy(ProgramFiles.stamp());
    assertThat(made).isEqualTo(1);
    for (String other : List.of("", "5@7000 6@7000", "5@7001 6@7000", "5@7001")) {
      toldBy(other);
    }
    assertThat(made).isEqualTo(5);
    told();
    assertThat(made).isEqualTo(6);
  }

  /** Of so many rows, and of a file in part. */
  private ResultTable part(String name, long rows) {
    return ResultTable.open(
        directory.toString(),
        SparkSettings.local(),
        (of, files) ->
            new Extent(files, Set.of(name + ".parquet"), id -> true, 1 + rows, 2 - rows));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "icl-sweep kept ",
        "icl-sweep kept \nrows: 9\n",
        "rows: 9\nof all\n",
      })
  void whatIsNotOneIsNotShown(String instead) throws IOException {
    told();
    Files.writeString(file, instead);

    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(made).isEqualTo(2);
    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(made).isEqualTo(2);
  }

  @Test
  void whatHasBeenChangedOrCutOffIsNotShown() throws IOException {
    told();
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("rows: 1", "rows: 9"));
    assertThat(told()).contains("rows: 1\nof all\n");
    Files.writeString(file, whole.substring(0, whole.length() - 1));
    assertThat(told()).contains("rows: 1\nof all\n");
    Files.writeString(file, whole + "more\n");
    assertThat(told()).contains("rows: 1\nof all\n");
    Files.writeString(file, whole + "x".repeat(5 << 20));
    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(made).isEqualTo(5);
  }

  @Test
  void withoutAPlaceForItItIsMadeEachTime() throws IOException {
    Files.createDirectories(file.resolve("in the way"));

    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(told()).contains("rows: 1\nof all\n");
    assertThat(made).isEqualTo(2);
  }

  @Test
  void nothingIsKeptOfNothingNorOfFilesThatGoMeanwhile() throws IOException {
    assertThat(open().kept(NAME, "all", Optional::empty)).isEmpty();
    assertThat(file).doesNotExist();
    ResultTable results = open();
    write("two", 2);
    results.kept(
        NAME,
        "all",
        () -> {
          results.extent().files().forEach(each -> delete(each.name()));
          return Optional.of("of files that are gone");
        });
    assertThat(file).doesNotExist();
  }

  private void delete(String name) {
    try {
      if (!name.startsWith("two")) {
        Files.delete(directory.resolve("trials").resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
