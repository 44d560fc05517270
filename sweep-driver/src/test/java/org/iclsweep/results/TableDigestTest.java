package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;

class TableDigestTest {
  private static final TrialRow ONE = Samples.full("a1", 3);
  private static final TrialRecord OLD =
      ONE.record()
          .with(Measures.QUANTILES, List.of())
          .with(Measures.POSITION_LOSSES, List.of())
          .with(Measures.STATIONARY, List.of())
          .with(Measures.DISTANCES, List.of())
          .with(Measures.POPULATION, List.of())
          .with(Measures.LOSS_ERRORS, List.of())
          .with(Measures.INTEGRATED_LOSSES, List.of())
          .with(Measures.LEARNER_POSITIONS, List.of())
          .with(Measures.SPECTROSCOPY, List.of())
          .with(Measures.FEW_SHOT, List.of())
          .with(Measures.COMPRESSED, List.of())
          .with(Measures.LINEARISED, List.of())
          .with(Measures.BLOCKS, List.of())
          .with(Measures.PROBES, List.of())
          .with(Measures.ATTENTION_LAGS, List.of())
          .with(Measures.LAG_SENSITIVITIES, List.of())
          .with(Measures.MESA_HEADS, List.of())
          .with(Measures.PROVIDED, List.of());
  private static final TrialRow TWO = Samples.transformer("b2", 4, Samples.diverged());

  /** Of the rows as they were before there was any measure that is younger. */
  @Test
  void digestsOfOldRowsStay() {
    TrialRow one = Samples.transformer("a1", 3, OLD);

    assertThat(digest(one))
        .isEqualTo("fac504b414449e0b15a110ec43893776719a0fbd211e657309754507432e83ff");
    assertThat(digest(TWO))
        .isEqualTo("9379f32b421aff2b85ca94c14f9c9363ce6da1757f72d9787f398c87d0ffae46");
    assertThat(RowHash.withProvenance().of(one))
        .asHexString()
        .isEqualToIgnoringCase("46153225a11e2ca3391890b7628b6f5785a15c31de530c594f182fbc3d18f9f7");
  }

  /** A trial has the digest that it had before there was such a parameter. */
  @Test
  void aYoungerParameterCountsWhereItIsNotAtItsDefault() {
    assertThat(digest(with("attention_weights", "factored"))).isEqualTo(digest(ONE));
    assertThat(digest(with("redraw_every", 1))).isEqualTo(digest(ONE));
    assertThat(digest(with("attention_weights", "merged"))).isNotEqualTo(digest(ONE));
    assertThat(digest(with("redraw_every", 2))).isNotEqualTo(digest(ONE));
    assertThat(digest(with("score_scale", "by-kind"))).isNotEqualTo(digest(ONE));
  }

  private static TrialRow with(String column, Object value) {
    Map<String, Object> parameters = new LinkedHashMap<>(ONE.parameters());
    parameters.put(column, value);
    return new TrialRow(
        ONE.trialId(), ONE.kind(), null, parameters, ONE.record(), ONE.provenance());
  }

  @Test
  void orderOfRowsMakesNoDifference() {
    assertThat(digest(ONE, TWO)).isEqualTo(digest(TWO, ONE)).hasSize(64);
  }

  @Test
  void provenanceMakesNoDifference() {
    Provenance other =
        new Provenance("x", 9, Instant.EPOCH, "y", "25", "simd", 1, "z", "c9", "trace");
    TrialRow elsewhere =
        new TrialRow(ONE.trialId(), ONE.kind(), null, ONE.parameters(), ONE.record(), other);

    assertThat(digest(elsewhere)).isEqualTo(digest(ONE));
  }

  /** Against the description, taken literally. */
  @Test
  void rowsCountInTheOrderOfTheirIdentities() throws Exception {
    Random random = new Random(9);
    List<TrialRow> rows = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      rows.add(quick(HexFormat.of().toHexDigits(random.nextLong(1 << 20)).repeat(2), i));
    }
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    RowHash hash = RowHash.withoutProvenance();
    rows.stream()
        .map(row -> row.trialId() + HexFormat.of().formatHex(hash.of(row)))
        .sorted()
        .forEach(each -> all.update(HexFormat.of().parseHex(each.substring(32))));

    assertThat(TableDigest.of(rows.stream())).isEqualTo(HexFormat.of().formatHex(all.digest()));
  }

  private static TrialRow quick(String id, long seed) {
    return new TrialRow(
        id, "transformer", null, Map.of("seed", seed), ONE.record(), ONE.provenance());
  }

  @Test
  void aRowMoreOrTwiceMakesADifference() {
    assertThat(Stream.of(digest(), digest(ONE), digest(ONE, ONE), digest(ONE, TWO)))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyValueMakesADifference() {
    List<String> digests = new ArrayList<>();
    digests.add(digest(ONE));
    digests.add(digest(Samples.full("a2", 3)));
    digests.add(digest(new TrialRow("a1", "learner", null, ONE.parameters(), ONE.record(), null)));
    digests.add(
        digest(new TrialRow("a1", "transformer", "gd", ONE.parameters(), ONE.record(), null)));
    digests.add(
        digest(new TrialRow("a1", "transformer", null, Map.of("seed", 3L), ONE.record(), null)));
    digests.add(digest(Samples.transformer("a1", 3, Samples.completed(0.5))));
    digests.add(digest(Samples.transformer("a1", 3, Samples.completed(0.0))));
    digests.add(digest(Samples.transformer("a1", 3, Samples.completed(-0.0))));
    digests.add(digest(Samples.transformer("a1", 3, Samples.diverged())));
    digests.add(digest(Samples.transformer("a1", 3, weights(1f, 2f))));
    digests.add(digest(Samples.transformer("a1", 3, weights(1f, Math.nextUp(2f)))));
    digests.add(digest(Samples.transformer("a1", 3, weights(1f))));

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void allNaNsAreAlike() {
    float otherNaN = Float.intBitsToFloat(0x7fc0_0001);

    assertThat(digest(Samples.transformer("a1", 3, weights(otherNaN))))
        .isEqualTo(digest(Samples.transformer("a1", 3, weights(Float.NaN))));
  }

  @Test
  void aColumnAddedLaterLeavesTheDigestOfOlderRowsAlone() throws IOException {
    record Pair(String id, Double loss, List<Double> rates) {}
    Field<Pair> id = Field.required("id", ScalarType.STRING, Pair::id);
    Field<Pair> loss = Field.optional("loss", ScalarType.DOUBLE, Pair::loss);
    Field<Pair> rates = Field.optional("rates", new ListType(ScalarType.DOUBLE), Pair::rates);
    Pair old = new Pair("a", null, List.of());

    assertThat(bytes(new StructType<>(List.of(rates, loss, id), values -> null), old))
        .isEqualTo(bytes(new StructType<>(List.of(id), values -> null), old));
  }

  private static byte[] bytes(StructType<?> type, Object record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    type.digest(new DataOutputStream(bytes), record);
    return bytes.toByteArray();
  }

  /** Worked out by hand from the description of the bytes, with another program. */
  @Test
  void theBytesAreThoseOfTheDescription() throws IOException {
    record Point(String name, int step, Double loss, List<Boolean> flags) {}
    StructType<Point> type =
        new StructType<>(
            List.of(
                Field.required("n", ScalarType.STRING, Point::name),
                Field.required("s", ScalarType.INT, Point::step),
                Field.optional("l", ScalarType.DOUBLE, Point::loss),
                Field.optional("f", new ListType(ScalarType.BOOLEAN), Point::flags)),
            values -> null);

    assertThat(bytes(type, new Point("α", 258, 1.0, List.of(true, false))))
        .asHexString()
        .isEqualTo(
            ("00000001 6E 00000002 CEB1" // n = α
                    + "00000001 73 00000102" // s = 258
                    + "00000001 6C 3FF0000000000000" // l = 1.0
                    + "00000001 66 00000002 01 00" // f = [true, false]
                    + "FFFFFFFF")
                .replace(" ", ""));
  }

  private static TrialRecord weights(Float... values) {
    WeightMatrix matrix = new WeightMatrix(0, 0, "query", 1, values.length, List.of(values));
    return TrialRecord.ended(Outcome.COMPLETED).with(Measures.WEIGHTS, List.of(matrix)).build();
  }

  private static String digest(TrialRow... rows) {
    return TableDigest.of(Stream.of(rows));
  }
}
