package org.iclsweep.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.task.TaskArray;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;

/**
 * The tasks of an evaluation set as NumPy's {@code .npz}, a zip of {@code .npy} arrays, as they are
 * drawn, bit by bit.
 *
 * <pre>
 *   context_inputs [tasks, N, d]   context_labels [tasks, N]   query_inputs [tasks, d]   targets [tasks]
 *   trial_ids [trials]             those that are evaluated on them
 * </pre>
 *
 * <p>Numbers are 32-bit floats, ids text. Equal content is equal bytes.
 *
 * <p><b>Cost.</b> Tasks are drawn once for each array, so that one block of them is held at a time.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class TaskArchive {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final Charset UTF_32 = Charset.forName("UTF-32LE");

  private final EvaluationSet set;
  private final ZipOutputStream zip;

  private TaskArchive(EvaluationSet set, ZipOutputStream zip) {
    this.set = set;
    this.zip = zip;
  }

  /** Writes the archive to a stream, which stays open. */
  public static void write(EvaluationSet set, List<String> trialIds, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    TaskArchive archive = new TaskArchive(set, zip);
    TaskBlock block = new TaskBlock(set.task());
    for (TaskArray array : set.task().arrays(block)) {
      archive.floats(block, array);
    }
    archive.texts("trial_ids", trialIds);
    zip.finish();
  }

  private void floats(TaskBlock block, TaskArray array) throws IOException {
    begin(array.name());
    header("<f4", shape(set.tasks(), array.shape()));
    TaskSampler sampler = set.task().sampler(block);
    for (int first = 0; first < set.tasks(); first += LaneMatrix.LANES) {
      sampler.draw(set.seed(), set.stream(), 0, first);
      zip.write(bytes(array.values(), Math.min(LaneMatrix.LANES, set.tasks() - first)));
    }
    zip.closeEntry();
  }

  private static byte[] bytes(LaneMatrix matrix, int tasks) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * tasks * matrix.rows() * matrix.cols())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int lane = 0; lane < tasks; lane++) {
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < matrix.cols(); c++) {
          bytes.putFloat(matrix.get(r, c, lane));
        }
      }
    }
    return bytes.array();
  }

  private void texts(String name, List<String> texts) throws IOException {
    int longest = texts.stream().mapToInt(String::length).max().orElse(1);
    begin(name);
    header("<U" + longest, shape(texts.size(), List.of()));
    for (String text : texts) {
      ByteBuffer padded = ByteBuffer.allocate(4 * longest);
      padded.put(text.getBytes(UTF_32));
      zip.write(padded.array());
    }
    zip.closeEntry();
  }

  private static String shape(int first, List<Integer> others) {
    return "("
        + first
        + ","
        + others.stream().map(n -> " " + n + ",").collect(Collectors.joining())
        + ")";
  }

  /** The same time for all, so that equal tasks are equal files. */
  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
  }

  private void header(String type, String shape) throws IOException {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    int length = MAGIC.length + Short.BYTES + text.length() + 1;
    String padded = text + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
    zip.write(MAGIC);
    zip.write(padded.length() & 0xff);
    zip.write(padded.length() >> 8);
    zip.write(padded.getBytes(StandardCharsets.US_ASCII));
  }
}
