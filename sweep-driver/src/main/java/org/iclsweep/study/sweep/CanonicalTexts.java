package org.iclsweep.study.sweep;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iclsweep.study.Identity;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;

/**
 * The canonical texts of the trials of a box, as {@link Identity} defines them. What all of them
 * share is written once; a trial adds a line for each of its axes.
 */
final class CanonicalTexts {

  /** What is before a line that differs between trials; the last, what is after all. */
  private final List<byte[]> shared = new ArrayList<>();

  private final List<Line> lines = new ArrayList<>();

  CanonicalTexts(Box box) {
    SortedMap<String, byte[]> fixed = new TreeMap<>();
    Identity.constants(TransformerTrial.KIND)
        .forEach((key, text) -> fixed.put(key, bytes(Identity.line(key, text))));
    box.fixed()
        .forEach(each -> fixed.put(each.parameter().path(), line(each.parameter(), each.value())));
    SortedMap<String, Line> swept = new TreeMap<>();
    for (int g = 0; g < box.groups().size(); g++) {
      for (Axis axis : box.groups().get(g).axes()) {
        swept.put(axis.path(), new Line(axis, g));
      }
    }
    arrange(fixed, swept);
  }

  private void arrange(SortedMap<String, byte[]> fixed, SortedMap<String, Line> swept) {
    SortedMap<String, byte[]> rest = fixed;
    for (String path : swept.keySet()) {
      shared.add(joined(rest.headMap(path)));
      lines.add(swept.get(path));
      rest = rest.tailMap(path);
    }
    shared.add(joined(rest));
  }

  private static byte[] joined(SortedMap<String, byte[]> lines) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    lines.values().forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /** The line of a parameter; nothing at its default. */
  private static byte[] line(Parameter<?> parameter, Object value) {
    return value.equals(Values.defaults().byPath().get(parameter.path()))
        ? new byte[0]
        : bytes(Identity.line(parameter.path(), parameter.text(value)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The identity of a trial.
   *
   * @param positions in the groups of the box
   */
  String id(int[] positions) {
    byte[][] parts = new byte[2 * lines.size() + 1][];
    for (int l = 0; l < lines.size(); l++) {
      parts[2 * l] = shared.get(l);
      parts[2 * l + 1] = lines.get(l).at(positions);
    }
    parts[2 * lines.size()] = shared.get(lines.size());
    return Identity.of(parts);
  }

  /** The line of an axis, which is kept until another is asked for: slow axes change rarely. */
  private static final class Line {

    private final Axis axis;
    private final int group;
    private volatile Written last = new Written(-1, new byte[0]);

    Line(Axis axis, int group) {
      this.axis = axis;
      this.group = group;
    }

    byte[] at(int[] positions) {
      int position = positions[group];
      Written known = last;
      if (known.position() != position) {
        known = new Written(position, line(axis.parameter(), axis.values().get(position)));
        last = known;
      }
      return known.bytes();
    }
  }

  private record Written(int position, byte[] bytes) {}
}
