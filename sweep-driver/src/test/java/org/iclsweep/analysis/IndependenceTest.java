package org.iclsweep.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What analysis and report do not know. */
class IndependenceTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("org.iclsweep.analysis", "org.iclsweep.report");

  @Test
  void neitherKnowsEngineCommandLineSparkOrDisplay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.iclsweep.engine..", "org.iclsweep.cli..", "org.apache.spark..", "java.awt..")
        .check(CLASSES);
  }

  @Test
  void analysisDoesNotKnowTheReport() {
    noClasses()
        .that()
        .resideInAPackage("org.iclsweep.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.iclsweep.report..")
        .check(CLASSES);
  }
}
