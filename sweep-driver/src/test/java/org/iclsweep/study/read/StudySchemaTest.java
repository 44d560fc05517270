package org.iclsweep.study.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, as a validator reads it that knows nothing of studies. */
class StudySchemaTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(StudySchema.json(), InputFormat.JSON);

  private static List<String> faults(Config study) {
    String json = study.root().render(ConfigRenderOptions.concise());
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static List<String> faults(String hocon) {
    return faults(ConfigFactory.parseString("study = some\n" + hocon).resolve());
  }

  static Stream<Path> presets() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../conf"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void studiesOfTheProjectHaveNoFault(Path file) {
    Config study = ConfigFactory.parseFile(file.toFile()).resolve();
    assertThat(study.hasPath("study")).isTrue();
    assertThat(faults(study)).isEmpty();
  }

  @Test
  void everyParameterMayHaveItsDefaultAndBeAnAxis() {
    for (Parameter<?> parameter : Parameters.all()) {
      String given = parameter.path() + " = " + parameter.defaultText();
      assertThat(faults(given)).as(given).isEmpty();
      String axis = "sweep.grid." + parameter.path() + " = [" + parameter.defaultText() + "]";
      assertThat(faults(axis)).as(axis).isEmpty();
      assertThat(faults(parameter.path() + " { some = 1 }")).as(parameter.path()).isNotEmpty();
      assertThat(faults("sweep.blocks.a." + given)).as(given).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep.grid.seed = \"0..31\"",
        "sweep.grid.task.input-range = \"0.25..1 by 0.25\"",
        "sweep.sobol { count = 8, seed = 3, training.optimizer.learning-rate = \"1e-4..1e-1 log\""
            + " }",
        "sweep.zip = [{ model.depth = [1, 2], training.steps = [100, 200] }]",
        "sweep { grid.model.depth = [1, 2], exclude = [{ model.depth = 1, model.heads = 2 }] }",
        "sweep.blocks { a { grid.seed = [1, 2], model.depth = 2 }, b.zip.model.depth = [1] }",
        "measure { learnt-at = 0.25, learnt-within = 1.1, learnt-for = 100 }",
        "measure.learnt-at = ridge-prefix, report.loss = squared-error",
        "measure.schedule = \"100..400 by 10, 1000\"",
        "sweep.grid.measure.against = [gd, [gd, ridge], []]",
        "checks.a { query = \"SELECT 1\", source = \"arithmetic\", expected = 1, tolerance = 0.1 }",
        "note = \"a first look\", tags = [paper, 2026]",
        "training.stop { when = learnt, of = 0.25, within = 1.1, stays = 200 }",
        "sweep.refine { axes { task.input-range = \"0.1..2 log\" }, budget = 500 }",
        "sweep.refine { axes { model.depth = \"1..8\", task.dim = \"2..9\" }, event = crossed,"
            + " share = 0.9, tolerance = 0.01, seeds-a-round = 4, points-a-round = 6, budget = 9 }",
        "scale = full, scales.full { study = other, training.steps = 3, sweep.grid.seed = \"0..9\""
            + " }"
      })
  void whatAStudyMaySayPasses(String study) {
    assertThat(faults(study)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.dept = 2",
        "modell.depth = 2",
        "model.depth = 0",
        "model.depth = 1.5",
        "model.depth = [1, 2]",
        "model.tied = yes",
        "model.attention = sofmax",
        "training.optimizer.learning-rate = 0",
        "training.optimizer.beta1 = 1",
        "measure.against = [gdd]",
        "measure.learnt-within = 1",
        "measure.learnt-at = 0",
        "report.loss = squared",
        "sweep.grid.seed = \"0-31\"",
        "sweep.grid.seed = []",
        "sweep.grd.seed = [1]",
        "sweep.grid.count = 3",
        "sweep.blocks.a.grid.sed = [1]",
        "sweep.exclude = [{ model.depht = 1 }]",
        "checks.a { query = \"SELECT 1\", at-most = 1 }",
        "checks.a { query = \"SELECT 1\", source = \" \", at-most = 1 }",
        "checks.a { query = \"SELECT 1\", source = \"arithmetic\", at-mots = 1 }",
        "sweep.refine { axes { task.input-range = \"0.1..2 log\" } }",
        "sweep.refine { budget = 500 }",
        "sweep.refine { axes { task.input-range = 2 }, budget = 500 }",
        "sweep.refine { axes { seed = \"0..9\" }, budget = 500 }",
        "sweep.refine { axes { task.input-range = \"0.1..2\" }, budget = 500, share = 1 }",
        "sweep.refine { axes { task.input-range = \"0.1..2\" }, budget = 500, shares = 1 }",
        "sweep.blocks.a.refine { axes { task.input-range = \"0.1..2\" }, budget = 500 }",
        "scales.full.training.stps = 3",
        "scales.full.scale = full",
        "study = \"a b\"",
        "note = 3",
        "tags = paper",
        "tags = [\"a b\"]",
        "tags = [a, a]",
        "training.stop.of = gdd"
      })
  void whatNoStudyMaySayIsTold(String study) {
    assertThat(faults(study)).isNotEmpty();
  }

  @Test
  void aStudyHasAName() {
    assertThat(faults(ConfigFactory.parseString("model.depth = 1"))).isNotEmpty();
  }
}
