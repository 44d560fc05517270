package org.iclsweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "org.iclsweep", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] KERNELS = {
    "org.iclsweep.spec..",
    "org.iclsweep.random..",
    "org.iclsweep.lanes..",
    "org.iclsweep.spi..",
    "org.iclsweep.task..",
    "org.iclsweep.layer..",
    "org.iclsweep.model..",
    "org.iclsweep.optim..",
    "org.iclsweep.learner..",
    "org.iclsweep.measure..",
    "org.iclsweep.trial.."
  };

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy("org.iclsweep.cli..")
          .layer("report")
          .definedBy("org.iclsweep.report..")
          .layer("analysis")
          .definedBy("org.iclsweep.analysis..")
          .layer("engine")
          .definedBy("org.iclsweep.engine..")
          .layer("refine")
          .definedBy("org.iclsweep.refine..")
          .layer("results")
          .definedBy("org.iclsweep.results..")
          .layer("query")
          .definedBy("org.iclsweep.query..")
          .layer("statistics")
          .definedBy("org.iclsweep.statistics..")
          .layer("study")
          .definedBy("org.iclsweep.study..")
          .layer("kernels")
          .definedBy(KERNELS)
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("refine")
          .mayOnlyBeAccessedByLayers("cli", "report", "analysis", "engine")
          .whereLayer("results")
          .mayOnlyBeAccessedByLayers("cli", "report", "analysis", "engine", "refine")
          .whereLayer("study")
          .mayOnlyBeAccessedByLayers("cli", "report", "analysis", "engine", "refine", "results")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers("results")
          .whereLayer("statistics")
          .mayOnlyBeAccessedByLayers("report", "analysis", "results", "refine", "study");

  @ArchTest
  static final ArchRule arrowsWithinTheKernelPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("spec")
          .definedBy("org.iclsweep.spec..")
          .layer("random")
          .definedBy("org.iclsweep.random..")
          .layer("lanes")
          .definedBy("org.iclsweep.lanes..")
          .layer("spi")
          .definedBy("org.iclsweep.spi..")
          .layer("task")
          .definedBy("org.iclsweep.task..")
          .layer("layer")
          .definedBy("org.iclsweep.layer..")
          .layer("model")
          .definedBy("org.iclsweep.model..")
          .layer("optim")
          .definedBy("org.iclsweep.optim..")
          .layer("measure")
          .definedBy("org.iclsweep.measure..")
          .layer("learner")
          .definedBy("org.iclsweep.learner..")
          .layer("trial")
          .definedBy("org.iclsweep.trial..")
          .whereLayer("spec")
          .mayNotAccessAnyLayer()
          .whereLayer("random")
          .mayNotAccessAnyLayer()
          .whereLayer("lanes")
          .mayOnlyAccessLayers("random")
          .whereLayer("spi")
          .mayOnlyAccessLayers("spec", "lanes")
          .whereLayer("task")
          .mayOnlyAccessLayers("spec", "random", "lanes", "spi")
          .whereLayer("layer")
          .mayOnlyAccessLayers("spec", "lanes")
          .whereLayer("model")
          .mayOnlyAccessLayers("spec", "random", "lanes", "task", "layer")
          .whereLayer("optim")
          .mayOnlyAccessLayers("spec")
          .whereLayer("measure")
          .mayOnlyAccessLayers("spec", "random", "lanes", "task", "layer", "model")
          .whereLayer("learner")
          .mayOnlyAccessLayers(
              "spec", "random", "lanes", "spi", "task", "layer", "model", "optim", "measure")
          .whereLayer("trial")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule studyFilesAreReadIntoSweepsAndSweepsAreOfParameters =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("read")
          .definedBy("org.iclsweep.study.read..")
          .layer("sweep")
          .definedBy("org.iclsweep.study.sweep..")
          .layer("parameters")
          .definedBy("org.iclsweep.study")
          .whereLayer("parameters")
          .mayNotAccessAnyLayer()
          .whereLayer("sweep")
          .mayOnlyAccessLayers("parameters");

  @ArchTest
  static final ArchRule onlyEngineResultsAndAnalysisKnowSpark =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.iclsweep.engine..", "org.iclsweep.results..", "org.iclsweep.analysis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala..");

  @ArchTest
  static final ArchRule onlyLanesUsesTheVectorModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.iclsweep.lanes..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  /** A JDK without fonts or display has to be enough for a report. */
  @ArchTest
  static final ArchRule nothingNeedsADisplay =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.awt..");

  @ArchTest
  static final ArchRule kernelsDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(KERNELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "com.typesafe.config..");
}
