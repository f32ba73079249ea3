// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, over the compiled classes (docs/architecture.md has the table). */
class RoomsTest {
  private static JavaClasses ours;

  @BeforeAll
  static void importClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.stationkeeper");
  }

  @Test
  void theMachineIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.stationkeeper.station..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.stationkeeper.station..",
            "dev.stationkeeper.ocpp..",
            "com.fasterxml.jackson..",
            "org.jspecify..",
            "java.lang..",
            "java.math..",
            "java.time..",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.util.zip",
            "java.nio.charset",
            "java.security",
            "java.io")
        .check(ours);
    noClasses()
        .that()
        .resideInAPackage("dev.stationkeeper.station..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.Thread.*|java\\.time\\.Clock|java\\.util\\.Random")
        .check(ours);
  }

  @Test
  void whatBlocksWorkWithStaysInTheMachine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stationkeeper.station..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.stationkeeper\\.station\\."
                + "(Turn|Service|Block|FlowKind|FlowSteps|Occasion|MultipartFlow|StatusFlow|Payloads"
                + "|Completion)(\\$.*)?")
        .check(ours);
  }

  @Test
  void theMachineAndTheEventManagerDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.stationkeeper.eventmanager..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.stationkeeper.station..", "dev.stationkeeper.engine..")
        .check(ours);
  }

  @Test
  void theSpiShowsNoLibraryToAVendor() {
    classes()
        .that()
        .resideInAPackage("dev.stationkeeper.spi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.stationkeeper.spi..",
            "dev.stationkeeper.ocpp..",
            "org.slf4j",
            "org.jspecify..",
            "java..")
        .check(ours);
  }

  @Test
  void theTestKitUsesTheSpiAndTheEventManagerAndShowsVendorsNoneOfIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.stationkeeper.tck..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stationkeeper.server..",
            "dev.stationkeeper.station..",
            "dev.stationkeeper.engine..",
            "dev.stationkeeper.simulator..")
        .check(ours);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.stationkeeper.tck..")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .arePublic()
        .should()
        .haveRawReturnType(
            JavaClass.Predicates.resideInAPackage("dev.stationkeeper.eventmanager.."))
        .check(ours);
  }

  @Test
  void onlyTheGatewayKnowsTheWebSocketLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stationkeeper.server.gateway..")
        .and()
        .resideOutsideOfPackage("dev.stationkeeper.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.java_websocket..")
        .check(ours);
  }

  @Test
  void theServerFindsHandlersByServiceLoaderOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.stationkeeper.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.stationkeeper.samples..")
        .check(ours);
  }

  @Test
  void samplesUseTheSpiAndNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.stationkeeper.samples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stationkeeper.server..",
            "dev.stationkeeper.station..",
            "dev.stationkeeper.engine..",
            "dev.stationkeeper.eventmanager..",
            "dev.stationkeeper.simulator..")
        .check(ours);
  }
}
