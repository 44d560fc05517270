package org.iclsweep.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.iclsweep.spec.Labels;
import org.iclsweep.trial.Outcome;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which trials of one plan a file holds, by their index in the plan, and how they ended. A file has
 * it in its footer, so that a study is resumed without reading a row.
 *
 * <p>It is a compressed set for each outcome: some bytes for a run of indices, at most a bit for
 * each index between the least and the greatest.
 */
public final class PlanShare {

  /** What comes before the plan in the key of a footer. */
  static final String KEY = "icl-sweep.plan.";

  private final String plan;
  private final Map<Outcome, RoaringBitmap> indices;

  private PlanShare(String plan, Map<Outcome, RoaringBitmap> indices) {
    this.plan = plan;
    this.indices = indices;
  }

  /**
   * No trials yet.
   *
   * @param plan what tells the plan from all others
   */
  public PlanShare(String plan) {
    this(plan, new EnumMap<>(Outcome.class));
  }

  /** What some files hold, of those whose rows are all of this plan. */
  public static PlanShare ofAll(String plan, List<TrialFile> files) {
    PlanShare all = new PlanShare(plan);
    files.forEach(file -> file.shareOf(plan).ifPresent(all::addAll));
    return all;
  }

  /** What tells the plan from all others. */
  public String plan() {
    return plan;
  }

  /** Adds a trial. */
  public void add(long index, Outcome outcome) {
    of(outcome).add(Math.toIntExact(index));
  }

  /** Adds what another file holds of the same plan. */
  public void addAll(PlanShare other) {
    other.indices.forEach((outcome, more) -> of(outcome).or(more));
  }

  /** The indices of the trials that ended so; not to be changed. */
  public RoaringBitmap indices(Outcome outcome) {
    return indices.getOrDefault(outcome, new RoaringBitmap());
  }

  /** The indices of the trials that failed, timed out or had not the memory. */
  public RoaringBitmap failed() {
    return indices(Outcome::isFailure);
  }

  /** The indices of the trials whose outcome is one of some. */
  public RoaringBitmap indices(Predicate<Outcome> which) {
    RoaringBitmap some = new RoaringBitmap();
    indices.forEach(
        (outcome, those) -> {
          if (which.test(outcome)) {
            some.or(those);
          }
        });
    return some;
  }

  /** The indices of all its trials. */
  public RoaringBitmap indices() {
    RoaringBitmap all = new RoaringBitmap();
    indices.values().forEach(all::or);
    return all;
  }

  /** The indices below {@code size} that it has no trial of that counts as done, ascending. */
  public LongStream missing(long size) {
    RoaringBitmap there = indices(Outcome::isDone);
    return LongStream.iterate(
        there.nextAbsentValue(0),
        index -> index < size,
        index -> there.nextAbsentValue(Math.toIntExact(index + 1)));
  }

  /** Number of trials, each counted once, however it is said to have ended. */
  public long size() {
    return indices().getLongCardinality();
  }

  /** The same without the trials whose outcome is one of some. */
  public PlanShare without(Predicate<Outcome> which) {
    PlanShare others = new PlanShare(plan);
    others.addAll(this);
    others.indices.keySet().removeIf(which);
    return others;
  }

  private RoaringBitmap of(Outcome outcome) {
    return indices.computeIfAbsent(outcome, o -> new RoaringBitmap());
  }

  /** As it is in a footer: {@code outcome:indices} in base 64 and Roaring's own format. */
  String text() {
    return indices.entrySet().stream()
        .map(each -> each.getKey().label() + ":" + base64(each.getValue()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @return empty if it names an outcome that this version does not know, or is no such text
   */
  static Optional<PlanShare> parse(String plan, String text) {
    PlanShare share = new PlanShare(plan);
    try {
      for (String each : text.split(" ")) {
        String[] parts = each.split(":", 2);
        Outcome outcome = Labels.of(Outcome.class, parts[0]);
        share.of(outcome).or(bitmap(parts[1]));
      }
      return Optional.of(share);
    } catch (IOException | RuntimeException unknown) { // whatever the bytes mean to Roaring
      return Optional.empty();
    }
  }

  private static String base64(RoaringBitmap bitmap) {
    RoaringBitmap packed = bitmap.clone();
    packed.runOptimize();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      packed.serialize(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static RoaringBitmap bitmap(String base64) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(base64);
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    return bitmap;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlanShare share
        && plan.equals(share.plan)
        && Arrays.stream(Outcome.values())
            .allMatch(outcome -> indices(outcome).equals(share.indices(outcome)));
  }

  @Override
  public int hashCode() {
    return plan.hashCode();
  }

  @Override
  public String toString() {
    return plan + " " + indices;
  }
}
