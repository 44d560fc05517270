package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The long study on YARN and HDFS, to which something happens, and all of which has to be there.
 */
abstract class LongStudyOnYarn extends YarnCase {
  static KnownStudy known;

  String out;

  @BeforeAll
  static void prepareStudy() throws IOException {
    known = KnownStudy.longOne(shared);
  }

  @BeforeEach
  void nameResults() {
    out = cluster.hdfs() + "/" + folder.getFileName();
  }

  /** Starts it in small chunks, with further settings. */
  final Process submitSlow(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add(KnownStudy.SLOW);
    return YarnRuns.submit(
        launches, known.file(), out, List.of("--chunk-time", "1s"), all.toArray(String[]::new));
  }

  final void assertAllIsThere(Process run) throws Exception {
    Ran ran = launches.end(run);
    assertThat(ran.code()).as(() -> ran.err() + cluster.logs()).isZero();
    try (ResultTable table = ResultTable.open(out);
        Stream<TrialRow> rows = table.rows()) {
      assertThat(rows.map(TrialRow::trialId)).hasSize(KnownStudy.LONG_ROWS).doesNotHaveDuplicates();
      assertThat(table.digest()).isEqualTo(known.digest());
    }
  }

  /** Committed chunks. */
  final int files() {
    try {
      return new Storage(Map.of()).names(new org.apache.hadoop.fs.Path(out, "trials")).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
