package org.iclsweep.study.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.sweep.Plan;

/** Studies as texts, for tests. */
public final class Studies {

  private Studies() {}

  /** A study that has to be right. */
  public static Study study(String text, String... overrides) {
    try {
      return Study.parse(text, "x.conf", List.of(overrides));
    } catch (StudyException wrong) {
      throw new AssertionError(wrong.getMessage(), wrong);
    }
  }

  /** The plan of a study that has to be right and needs no name. */
  public static Plan plan(String text, String... overrides) {
    return study("study = s\n" + text, overrides).plan();
  }

  /** The only trial of a study that has to be right and needs no name. */
  public static TransformerTrial trial(String text, String... overrides) {
    return plan(text, overrides).trial(0);
  }

  /** What is printed for a study that has to be wrong, a line a problem. */
  public static List<String> problems(String text, String... overrides) {
    try {
      Study.parse(text, "x.conf", List.of(overrides));
    } catch (StudyException wrong) {
      return wrong.getMessage().lines().toList();
    }
    throw new AssertionError("nothing was found wrong with " + text);
  }

  public static Object shipped(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
