package org.iclsweep.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register's width of this process. The species must be static final constants, or the compiler
 * boxes every vector; a width above the machine's own is a cliff of a hundredfold, so a forced
 * width is only for tests.
 */
final class Registers {

  static final VectorSpecies<Float> FLOATS = choose();
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** Floats of a register. Divides 16. */
  static final int WIDTH = FLOATS.length();

  /** Vectors that the processor holds: 32 where AVX-512 or NEON is, 16 with AVX2 and SSE. */
  static final int COUNT =
      System.getProperty("os.arch").equals("aarch64")
              || FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
          ? 32
          : 16;

  private Registers() {}

  private static VectorSpecies<Float> choose() {
    String forced = System.getProperty(Lanes.PROPERTY, "");
    return switch (forced) {
      case "" -> preferred();
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "-D" + Lanes.PROPERTY + "=" + forced + ": must be scalar, 128, 256 or 512");
    };
  }

  private static VectorSpecies<Float> preferred() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    if (preferred.length() > PartialSums.PARTS) {
      return FloatVector.SPECIES_512;
    }
    if (preferred.vectorShape() == VectorShape.S_64_BIT) {
      return FloatVector.SPECIES_128;
    }
    return preferred;
  }
}
