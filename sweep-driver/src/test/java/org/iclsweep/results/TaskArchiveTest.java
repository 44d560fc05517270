package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.junit.jupiter.api.Test;

/** What NumPy finds in an archive of tasks, by the description of its format. */
class TaskArchiveTest {

  private static final int TASKS = 67; // a block and three
  private static final int PAIRS = 5;
  private static final int DIM = 3;
  private static final LinearRegression TASK = new LinearRegression(DIM, PAIRS, 0.8, 1.1);
  private static final EvaluationSet SET = new EvaluationSet(TASK, Stream.EVAL, 7, TASKS);

  private record Array(String header, ByteBuffer data) {}

  @Test
  void arraysHaveTheirTypesAndShapes() throws IOException {
    Map<String, Array> arrays = read(bytes(List.of("abc", "de")));

    assertThat(arrays.keySet())
        .containsExactly(
            "context_inputs.npy",
            "context_labels.npy",
            "query_inputs.npy",
            "targets.npy",
            "trial_ids.npy");
    assertThat(arrays.get("context_inputs.npy").header())
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (67, 5, 3,), }");
    assertThat(arrays.get("targets.npy").header()).contains("'shape': (67,)");
    assertThat(arrays.get("trial_ids.npy").header()).contains("'<U3'", "'shape': (2,)");
    assertThat(arrays.values())
        .allMatch(each -> (10 + each.header().length()) % 64 == 0 && each.header().endsWith("\n"));
  }

  @Test
  void tasksAreThoseThatAreDrawn() throws IOException {
    Map<String, Array> arrays = read(bytes(List.of()));
    TaskBlock block = new TaskBlock(TASK);
    TASK.sampler(block).draw(7, Stream.EVAL, 0, 64);
    ByteBuffer inputs = arrays.get("context_inputs.npy").data();
    ByteBuffer targets = arrays.get("targets.npy").data();

    for (int lane = 0; lane < TASKS - 64; lane++) {
      for (int n = 0; n < PAIRS; n++) {
        for (int i = 0; i < DIM; i++) {
          assertThat(inputs.getFloat(Float.BYTES * (((64 + lane) * PAIRS + n) * DIM + i)))
              .isEqualTo(block.contextInputs().get(n, i, lane));
        }
      }
      assertThat(targets.getFloat(Float.BYTES * (64 + lane)))
          .isEqualTo(block.targets().get(0, 0, lane));
    }
    assertThat(inputs.limit()).isEqualTo(Float.BYTES * TASKS * PAIRS * DIM);
  }

  @Test
  void idsAreTextOfOneLength() throws IOException {
    ByteBuffer ids = read(bytes(List.of("abc", "de"))).get("trial_ids.npy").data();

    assertThat(new String(ids.array(), Charset.forName("UTF-32LE"))).isEqualTo("abcde\0");
  }

  @Test
  void equalTasksAreEqualBytes() throws IOException {
    assertThat(bytes(List.of("a"))).isEqualTo(bytes(List.of("a")));
  }

  private static byte[] bytes(List<String> ids) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TaskArchive.write(SET, ids, out);
    return out.toByteArray();
  }

  private static Map<String, Array> read(byte[] archive) throws IOException {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteBuffer all = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(all.array(), 0, 6, StandardCharsets.ISO_8859_1))
            .isEqualTo("\u0093NUMPY");
        int length = all.getShort(8);
        byte[] data = new byte[all.limit() - 10 - length];
        all.get(10 + length, data);
        String header = new String(all.array(), 10, length, StandardCharsets.US_ASCII);
        arrays.put(
            entry.getName(),
            new Array(header, ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
    return arrays;
  }
}
