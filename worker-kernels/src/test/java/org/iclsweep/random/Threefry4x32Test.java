package org.iclsweep.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers: the lines "threefry4x32 20" of kat_vectors in the authors' Random123 library. */
class Threefry4x32Test {

  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000 00000000 00000000,"
        + " 9c6ca96a e17eae66 fc10ecd4 5256a7d8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff ffffffff ffffffff,"
        + " 2a881696 57012287 f6c7446e a16a6732",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0 082efa98 ec4e6c89,"
        + " 59cd1dbb b8879579 86b5d00c ac8b6d84"
  })
  void publishedAnswersHold(String counter, String key, String answer) {
    int[] words = words(counter);
    Threefry4x32.apply(words(key), words);
    assertThat(words).containsExactly(words(answer));
  }

  private static int[] words(String hex) {
    return java.util.Arrays.stream(hex.trim().split(" "))
        .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
        .toArray();
  }
}
