package org.iclsweep.study.read;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.study.Hocon;

/**
 * What who wrote a study wants to remember of it; no part of any trial.
 *
 * @param note a text; empty if there is none
 * @param tags words, each once, as they are written
 */
public record Remark(String note, List<String> tags) {

  /** Nothing. */
  public static final Remark NONE = new Remark("", List.of());

  static final String NOTE = "note";
  static final String TAGS = "tags";

  private static final int LONGEST = 2000;
  private static final String TAG = "[A-Za-z0-9][A-Za-z0-9._/+-]{0,59}";
  private static final String TAG_RULE =
      "a list of words, each of letters, digits, . _ / + and - only, at most 60, as in"
          + " [paper, \"2026-11\"]";

  public Remark {
    tags = List.copyOf(tags);
  }

  /** What JSON Schema has of both. */
  static Map<String, Map<String, Object>> schemas() {
    Map<String, Object> tag =
        Map.of("type", List.of("string", "number"), "pattern", "^" + TAG + "$");
    return Map.of(
        NOTE, Map.of("type", "string", "maxLength", LONGEST),
        TAGS, Map.of("type", "array", "items", tag, "uniqueItems", true));
  }

  /** What a study gives; what is wrong with it is a problem. */
  static Remark read(ConfigObject document, Problems problems) {
    return new Remark(note(document.get(NOTE), problems), tags(document.get(TAGS), problems));
  }

  private static String note(ConfigValue value, Problems problems) {
    if (value == null) {
      return "";
    }
    if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, NOTE);
      return "";
    }
    boolean isText = value.valueType() == ConfigValueType.STRING;
    if (!isText || ((String) value.unwrapped()).length() > LONGEST) {
      problems.at(NOTE).mustBe("a text of at most " + LONGEST + " characters", value, "");
      return "";
    }
    return ((String) value.unwrapped()).strip();
  }

  private static List<String> tags(ConfigValue value, Problems problems) {
    if (value == null) {
      return List.of();
    }
    if (!Hocon.isResolved(value)) {
      problems.addUnresolved(value, TAGS);
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    boolean isRight = value instanceof ConfigList;
    if (value instanceof ConfigList list) {
      for (Object each : list.unwrapped()) {
        isRight &= (each instanceof String || each instanceof Number) && ("" + each).matches(TAG);
        tags.add("" + each);
      }
    }
    if (!isRight) {
      boolean isWord = value.unwrapped() instanceof String word && word.matches(TAG);
      String cure = isWord ? "Write tags = [" + value.unwrapped() + "]." : "";
      problems.at(TAGS).mustBe(TAG_RULE, value, cure);
      return List.of();
    }
    if (tags.stream().distinct().count() < tags.size()) {
      problems.add(value.origin(), TAGS, "holds one twice", "");
    }
    return tags;
  }

  /** As a study writes it; nothing of what is not given. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!note.isEmpty()) {
      texts.put(NOTE, ConfigUtil.quoteString(note));
    }
    if (!tags.isEmpty()) {
      List<String> words = tags.stream().map(ConfigUtil::quoteString).toList();
      texts.put(TAGS, "[" + String.join(", ", words) + "]");
    }
    return texts;
  }

  /** What there is to show, by its name. */
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    if (!note.isEmpty()) {
      shown.put(NOTE, note);
    }
    if (!tags.isEmpty()) {
      shown.put(TAGS, String.join(", ", tags));
    }
    return shown;
  }
}
