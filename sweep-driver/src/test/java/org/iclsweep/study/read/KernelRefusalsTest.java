package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.Condition;
import org.iclsweep.study.FlagType;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.WholeType;
import org.iclsweep.study.sweep.Expansion;
import org.junit.jupiter.api.Test;

/** What the kernel's constructors refuse is told as a problem of the study. */
class KernelRefusalsTest {

  private static final String NO_RULE = "Change one of them.";

  /** Some values of a parameter, those of kinds all. */
  private static List<Object> values(Parameter<?> parameter) {
    ParameterType<?> type = parameter.type();
    if (type instanceof ChoiceType<?> choice) {
      return List.copyOf(choice.choices());
    }
    if (type instanceof FlagType) {
      return List.of(true, false);
    }
    return type instanceof NumberType<?> number
        ? List.of(parameter.defaultValue(), number.typed(sample(number)))
        : List.of(parameter.defaultValue());
  }

  private static BigDecimal sample(NumberType<?> number) {
    return number instanceof WholeType ? BigDecimal.valueOf(3) : new BigDecimal("0.5");
  }

  /** A parameter at a value, with others at values under which it applies. */
  private static Map<String, String> set(Parameter<?> parameter, Object value) {
    Map<String, String> set = new LinkedHashMap<>();
    for (Condition condition : parameter.conditions()) {
      set.putAll(set(condition.on(), meeting(condition)));
    }
    set.put(parameter.path(), parameter.text(value));
    return set;
  }

  private static Object meeting(Condition condition) {
    if (condition.wanted()) {
      return condition.isOfList() ? condition.values() : condition.values().get(0);
    }
    return values(condition.on()).stream()
        .filter(value -> !condition.values().contains(value))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasAWord(Parameter<?> parameter) {
    return parameter.type() instanceof ChoiceType
        || parameter.type() instanceof FlagType
        || parameter.type() instanceof NumberType<?> number && !number.word().isEmpty();
  }

  private static String problems(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new LinkedHashMap<>(one);
    both.putAll(other);
    String text =
        both.entrySet().stream()
            .map(each -> each.getKey() + " = " + each.getValue())
            .collect(Collectors.joining("\n", "study = s\n", "\n"));
    try {
      Study.parse(text, "x.conf", List.of()).plan().trial(0);
      return "";
    } catch (StudyException wrong) {
      return wrong.getMessage();
    }
  }

  @Test
  void everyTwoWordsMakeATrialOrBreakARule() {
    List<Map<String, String>> sets = new ArrayList<>();
    for (Parameter<?> parameter : Parameters.all()) {
      if (hasAWord(parameter)) {
        values(parameter).forEach(value -> sets.add(set(parameter, value)));
      }
    }
    List<String> withoutARule =
        IntStream.range(0, sets.size())
            .boxed()
            .flatMap(i -> sets.subList(0, i).stream().map(other -> problems(sets.get(i), other)))
            .filter(problems -> problems.contains(NO_RULE))
            .toList();
    assertThat(sets).hasSizeGreaterThan(10);
    assertThat(withoutARule).isEmpty();
  }

  @Test
  void refusalThatNoRuleForeseesIsToldWithTheKeysThatMakeIt() {
    String text = "seed = 3\ntraining { batch = 64, dataset-size = 100 }\nmodel.depth = 2";
    Problems problems = new Problems("x.conf");
    GivenValues given = new GivenValues("", List.of(), problems);
    given.gather(
        ConfigFactory.parseString(
                text, ConfigParseOptions.defaults().setOriginDescription("x.conf"))
            .root());
    GivenBlock block = new GivenBlock("", given, new GivenSweep("sweep", problems));
    new Combinations(new Expansion(block.read(problems)), block, problems).checkKernel();
    assertThatThrownBy(problems::throwIfAny)
        .hasMessage(
            "x.conf:2: training.batch: is 64, which does not go with training.dataset-size = 100:"
                + " datasetSize is 100, must be at most the batch (64) or a multiple of it."
                + " Change one of them.");
  }
}
