package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.LargeFiles.Large;
import org.iclsweep.results.LargeFiles.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeFilesTest {
  private static final FileStatus A = file("trials/a.parquet", 10);
  private static final FileStatus B = file("trials/b.parquet", 20);
  private static final FileStatus C = file("trials/c.parquet", 30);
  private static final FileStatus AB = file("_compact/b1.parquet.large", 25);
  private static final FileStatus BC = file("_compact/b2.parquet.large", 45);
  private static final LargeFiles ONE = new LargeFiles(List.of(large(AB, A, B)));

  private static FileStatus file(String path, long bytes) {
    return new FileStatus(bytes, false, 1, 1, 0, new Path("s3a://bucket/study/" + path));
  }

  private static Large large(FileStatus file, FileStatus... of) {
    return new Large(Named.of(file), Stream.of(of).map(Named::of).toList());
  }

  @Test
  void aLargeFileIsInThePlaceOfThoseItStandsFor() {
    assertThat(ONE.inPlace(List.of(A, B, C), List.of(AB))).containsExactly(AB, C);
    assertThat(ONE.inPlace(List.of(C, B, A), List.of(BC, AB))).containsExactly(AB, C);
  }

  @Test
  void oneThatIsGoneOrOfAnotherLengthIsInNobodysPlace() {
    assertThat(ONE.inPlace(List.of(A, B, C), List.of())).containsExactly(A, B, C);
    FileStatus another = file("_compact/b1.parquet.large", 24);
    assertThat(ONE.inPlace(List.of(A, B, C), List.of(another))).containsExactly(A, B, C);
  }

  @Test
  void oneWhoseSourceIsGoneOrOfAnotherLengthIsInNobodysPlace() {
    assertThat(ONE.inPlace(List.of(A, C), List.of(AB))).containsExactly(A, C);
    FileStatus another = file("trials/b.parquet", 21);
    assertThat(ONE.inPlace(List.of(A, another, C), List.of(AB))).containsExactly(A, another, C);
  }

  @Test
  void noFileHasTwoInItsPlace() {
    LargeFiles overlapping = new LargeFiles(List.of(large(AB, A, B), large(BC, B, C)));
    assertThat(overlapping.inPlace(List.of(A, B, C), List.of(AB, BC))).containsExactly(AB, C);
    LargeFiles twice = new LargeFiles(List.of(large(AB, A), large(AB, C)));
    assertThat(twice.inPlace(List.of(A, B, C), List.of(AB))).containsExactly(B, AB, C);
  }

  @Test
  void aLargeFileStandsForItsSourcesAndASmallOneForItself() {
    assertThat(ONE.sources(AB)).containsExactly(Named.of(A), Named.of(B));
    assertThat(ONE.sources(C)).containsExactly(Named.of(C));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(LargeFiles.parse(ONE.text())).isEqualTo(ONE);
    assertThat(LargeFiles.parse(LargeFiles.NONE.text())).isEqualTo(LargeFiles.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{}",
        "[]",
        "{\"large\": null}",
        "{\"large\": [null]}",
        "{\"large\": [{}]}",
        "{\"large\": [], \"more\": 1}",
        "{\"large\": []} {\"large\": []}",
        "{\"large\": [{\"file\": {\"name\": \"x\"}, \"of\": []}]}",
        "{\"large\": [{\"file\": {\"name\": null, \"bytes\": 1}, \"of\": []}]}",
        "{\"large\": [{\"file\": {\"name\": \"x\", \"bytes\": 1}, \"of\": [null]}]}",
      })
  void whatIsNothingOfThatKindSaysNothing(String text) {
    assertThat(LargeFiles.parse(text)).isEqualTo(LargeFiles.NONE);
  }
}
