package org.iclsweep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one script of a page, which tells seeds and sorts tables. It asks for nothing, and a page is
 * whole without it. A browser runs no other, whatever is in the table.
 */
final class PageScript {
  private static final String CODE = "\n" + resource("page.js");

  private PageScript() {}

  /** What a browser may do with a page: style it, and run this script. */
  static String policy() {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
        + " 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
            .formatted(hash());
  }

  /** The script, behind the rows that it tells. */
  static String of(TrialRows rows) {
    return "<script type=\"application/json\" id=\"rows\">%s</script>\n<script>%s</script>\n"
        .formatted(rows.json(), CODE);
  }

  private static String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(CODE.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** A text of the page on the class path. */
  static String resource(String name) {
    try (InputStream in = PageScript.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the class path", e);
    }
  }
}
