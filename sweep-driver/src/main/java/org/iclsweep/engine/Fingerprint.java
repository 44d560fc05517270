package org.iclsweep.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Plan;

/**
 * What tells trials in their order from all others, in 32 hexadecimal digits: where it is equal, an
 * index means the same trial.
 *
 * <p>Of a study it is a hash of its resolved text, which says what its axes are, and of the
 * identities of some hundred trials from all over the plan. Those would be others if another
 * version of this program took the axes in another order, had other defaults or other numerics;
 * then indices that it finds in files mean nothing to it, and it looks at identities.
 */
final class Fingerprint {

  private static final int SAMPLES = 256;
  private static final int BYTES = 16;

  private Fingerprint() {}

  static String of(Study study) {
    MessageDigest sha = sha256();
    add(sha, study.resolved());
    Plan plan = study.plan();
    sample(plan.size()).mapToObj(plan::trial).forEach(trial -> add(sha, trial.id()));
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  static String of(List<? extends Trial> trials) {
    MessageDigest sha = sha256();
    trials.forEach(trial -> add(sha, trial.id()));
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  /** The first, the last, and some between them, the same ones in every run. */
  private static LongStream sample(long size) {
    LongStream ends = LongStream.of(0, size - 1);
    return LongStream.concat(ends, new SplittableRandom(size).longs(SAMPLES, 0, size));
  }

  private static void add(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
