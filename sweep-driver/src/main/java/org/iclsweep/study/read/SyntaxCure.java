package org.iclsweep.study.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write in a text that is no HOCON, where it shows what else it is. */
final class SyntaxCure {

  /** No line that a person writes is longer, and patterns take their time. */
  private static final int LONGEST = 300;

  private static final String NUMBER = "[+-]?[\\d.]+(?:[eE][+-]?\\d+)?";
  private static final String IN_CALL = "[^()#\"]*";

  /** A key with a call, numbers with commas or a slice, none of which may stand outside quotes. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:[^#\"]*[{,\\s])?([\\w.-]+)\\s*[=:]\\s*([\\w.]+\\s*\\(%1$s(?:\\(%1$s\\))?%1$s\\)"
                  .formatted(IN_CALL)
              + "|%1$s(?:\\s*,\\s*%1$s)+|%1$s:%1$s(?::%1$s)?)\\s*(?:[}#,].*)?".formatted(NUMBER));

  /** A key with nothing behind it; what belongs to it is indented in the lines below. */
  private static final Pattern YAML_SECTION = Pattern.compile("\\s*[\\w.\"'-]+:\\s*(?:#.*)?");

  private static final Pattern YAML_BELOW = Pattern.compile("\\s+[\\w\"'-].*");

  /** The mark between documents of YAML, or an element of a list. */
  private static final Pattern YAML_MARK = Pattern.compile("---.*|\\s*- \\S.*");

  /** A section of TOML, or of an INI file. */
  private static final Pattern TOML_SECTION = Pattern.compile("\\s*\\[[\\w.-]+]\\s*(?:#.*)?");

  private static final String TABLE =
      "A study is HOCON: sections have braces, as in model { depth = 2 };"
          + " docs/study-file.md (YAML to HOCON) has what to write for what.";

  private SyntaxCure() {}

  /** A value that no HOCON has outside quotes, and what to write. */
  record Place(int line, String key, String value, String cure) {}

  /** The first value that is written as in another language. */
  static Optional<Place> value(String text) {
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      Matcher found = VALUE.matcher(line);
      if (line.length() <= LONGEST && found.matches()) {
        Optional<MeantAxis> meant = MeantAxis.of(found.group(2));
        if (meant.isPresent()) {
          String cure = "Write " + found.group(1) + " = " + meant.get().text() + ".";
          return Optional.of(new Place(number, found.group(1), found.group(2), cure));
        }
      }
    }
    return Optional.empty();
  }

  /** What to do with a text of another language; empty where it is not seen to be of one. */
  static String language(String text, String file) {
    return isNamedSo(file) || isWrittenSo(text.lines().toList()) ? TABLE : "";
  }

  private static boolean isWrittenSo(List<String> lines) {
    String above = "";
    for (String line : lines) {
      if (line.isBlank() || line.length() > LONGEST) {
        continue;
      }
      boolean isBelow = YAML_SECTION.matcher(above).matches() && YAML_BELOW.matcher(line).matches();
      if (isBelow || YAML_MARK.matcher(line).matches() || TOML_SECTION.matcher(line).matches()) {
        return true;
      }
      above = line;
    }
    return false;
  }

  /** The same of a file by its name alone. */
  static String ofName(String file) {
    return isNamedSo(file) ? TABLE : "";
  }

  private static boolean isNamedSo(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".toml");
  }
}
