package org.iclsweep.study.read;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iclsweep.study.ListType;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Range;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.read.GivenGroup.Form;

/**
 * The study file as a JSON Schema (2020-12), for editors: which keys there are, what each may be,
 * what it is and what it is without. What must not go together is told by {@code plan} alone.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema</a>
 */
public final class StudySchema {

  private StudySchema() {}

  /** The schema, keys of a section by name. */
  public static String json() {
    Map<String, Map<String, Object>> keys = settings(CheckReader.schema());
    keys.put(Scales.SCALE, Map.of("type", "string"));
    keys.put(Scales.SCALES, each(section(settings(CheckReader.partSchema()))));
    Map<String, Object> study = new TreeMap<>(section(keys));
    study.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    study.put("title", "icl-sweep study");
    study.put("required", List.of(StudyReader.STUDY));
    study.put("$defs", definitions());
    return ConfigValueFactory.fromMap(study)
        .render(ConfigRenderOptions.defaults().setOriginComments(false));
  }

  /** What a scale may say anew, by path. */
  private static Map<String, Map<String, Object>> settings(Map<String, Object> check) {
    Map<String, Map<String, Object>> keys = parameters(StudySchema::reference);
    keys.putAll(StudyKeyReader.schemas());
    keys.putAll(Remark.schemas());
    keys.put(StudyReader.STUDY, StudyReader.NAME_SCHEMA);
    keys.put(CheckReader.CHECKS, each(check));
    Map<String, Map<String, Object>> sweep = groups();
    Map<String, Map<String, Object>> block = parameters(StudySchema::reference);
    block.putAll(groups());
    sweep.put(StudyReader.BLOCKS, each(section(block)));
    sweep.put(GivenRefinement.KEY, refinement());
    keys.put(StudyReader.SWEEP, section(sweep));
    return keys;
  }

  /** Axes by how they belong together, and what is left out. */
  private static Map<String, Map<String, Object>> groups() {
    Map<String, Map<String, Object>> groups = new TreeMap<>();
    for (Form form : Form.OF_SWEEPS) {
      Map<String, Map<String, Object>> keys = parameters(StudySchema::axis);
      form.settings().forEach(key -> keys.put(key, WholeType.wholeLong().schema()));
      groups.put(form.key(), form == Form.ZIP ? oneOrMore(section(keys)) : section(keys));
    }
    groups.put(GivenSweep.EXCLUDE, oneOrMore(section(parameters(StudySchema::axis))));
    return groups;
  }

  /** One or two axes that are ranges, and how the boundary is looked for. */
  private static Map<String, Object> refinement() {
    Map<String, Map<String, Object>> axes =
        Parameters.all().stream()
            .filter(each -> each.type() instanceof NumberType && !each.equals(Parameters.SEED))
            .collect(
                Collectors.toMap(
                    Parameter::path, each -> Range.schema(), (a, b) -> a, TreeMap::new));
    Map<String, Map<String, Object>> keys = new TreeMap<>(GivenRefinement.schemas());
    keys.put(GivenRefinement.AXES, section(axes));
    Map<String, Object> section = new TreeMap<>(section(keys));
    section.put("required", List.of(GivenRefinement.AXES, GivenRefinement.BUDGET));
    return section;
  }

  private static Map<String, Map<String, Object>> parameters(
      Function<Parameter<?>, Map<String, Object>> schema) {
    return Parameters.all().stream()
        .collect(Collectors.toMap(Parameter::path, schema, (a, b) -> a, TreeMap::new));
  }

  /** One a parameter, to which all else refers. */
  private static Map<String, Map<String, Object>> definitions() {
    return parameters(
        parameter -> {
          Map<String, Object> definition = new TreeMap<>(parameter.type().schema());
          String without = " Default: " + parameter.defaultText() + ".";
          definition.put("description", parameter.meaning() + without);
          return definition;
        });
  }

  private static Map<String, Object> reference(Parameter<?> parameter) {
    return Map.of("$ref", "#/$defs/" + parameter.path());
  }

  /** A value, some, or a range; lists of one are written as what is in them, too. */
  private static Map<String, Object> axis(Parameter<?> parameter) {
    ParameterType<?> type = parameter.type();
    Map<String, Object> value =
        type instanceof ListType<?> list
            ? anyOf(reference(parameter), list.element().schema())
            : reference(parameter);
    Map<String, Object> values = Map.of("type", "array", "items", value, "minItems", 1);
    return type.element() instanceof NumberType
        ? anyOf(value, values, Range.schema())
        : anyOf(value, values);
  }

  @SafeVarargs
  private static Map<String, Object> anyOf(Map<String, Object>... schemas) {
    return Map.of("anyOf", List.of(schemas));
  }

  /** A section of these keys, by path, and of no others. */
  static Map<String, Object> section(Map<String, Map<String, Object>> byPath) {
    Map<String, Map<String, Map<String, Object>>> inner = new TreeMap<>();
    Map<String, Object> keys = new TreeMap<>();
    byPath.forEach(
        (path, schema) -> {
          String[] words = path.split("\\.", 2);
          if (words.length == 1) {
            keys.put(path, schema);
          } else {
            inner.computeIfAbsent(words[0], name -> new TreeMap<>()).put(words[1], schema);
          }
        });
    inner.forEach((name, section) -> keys.put(name, section(section)));
    return Map.of("type", "object", "properties", keys, "additionalProperties", false);
  }

  /** A section whose keys are names of the user's. */
  private static Map<String, Object> each(Map<String, Object> section) {
    return Map.of("type", "object", "additionalProperties", section);
  }

  private static Map<String, Object> oneOrMore(Map<String, Object> section) {
    return anyOf(section, Map.of("type", "array", "items", section));
  }
}
