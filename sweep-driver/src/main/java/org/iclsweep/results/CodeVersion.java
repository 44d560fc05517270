package org.iclsweep.results;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of this program, as in {@code 0.1.0+1a2b3c4d5e6f}: behind the sign the revision of git
 * that was built, with {@code .dirty} if its sources were changed. A build that knows of no git has
 * none.
 *
 * @param text may be a stranger's
 */
public record CodeVersion(String text) {

  private static final String UNKNOWN = "development";

  private static final Pattern FORM =
      Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,60}(?:\\+([0-9a-f]{7,64})(\\.dirty)?)?");

  /** That of the jar that this class is of; of none, in words. */
  public static CodeVersion here() {
    String built = CodeVersion.class.getPackage().getImplementationVersion();
    return new CodeVersion(built == null ? UNKNOWN : built);
  }

  /** Whether it has the form of one, so that it can be shown. */
  public boolean isSound() {
    return FORM.matcher(text).matches();
  }

  /** The revision to go back to; empty if it names none, or one that was changed. */
  public Optional<String> revision() {
    Matcher form = FORM.matcher(text);
    return form.matches() && form.group(2) == null
        ? Optional.ofNullable(form.group(1))
        : Optional.empty();
  }
}
