package dev.plimsoll.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.plimsoll.junit.rulebook.ConformingClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan's arrows and habits, held against the compiled classes of every module. */
class ArchitectureTests {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plimsoll");

    @Test
    void thereIsSomethingToLookAt() {
        assertThat(CLASSES.size()).isGreaterThan(200);
        assertThat(CLASSES.contain(ConformingClient.class)).isTrue();
    }

    /** Module and what it may use besides itself; any other arrow is a wrong turn in the plan of the house. */
    @ParameterizedTest
    @CsvSource({
        "model,''",
        "wire,model",
        "engine,model wire",
        "fixtures,model wire",
        "recorder,model wire fixtures",
        "junit,model fixtures suites",
        "peers,model wire fixtures",
        "suites,model engine fixtures peers",
        "reports,model suites",
        "cli,model engine fixtures recorder peers suites reports"
    })
    void moduleUsesOnlyWhatThePlanAllows(String module, String allowed) {
        var forbidden = DescribedPredicate.describe(
                "a module that " + module + " may not use",
                (JavaClass used) -> used.getPackageName().startsWith("dev.plimsoll.")
                        && !moduleOf(used).equals(module)
                        && !(" " + allowed + " ").contains(" " + moduleOf(used) + " "));
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll." + module + "..")
                .should()
                .dependOnClassesThat(forbidden)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.plimsoll.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theModelHasNoInputOutputClockOrThread() {
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.util.concurrent..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void nobodyPrintsButTheCommandLineAndTheReportsMain() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.plimsoll.cli..", "dev.plimsoll.reports..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void onlyTheExtensionNeedsJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.plimsoll.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..")
                .check(CLASSES);
    }

    /** Who tests a client against a replay need not have the rulebook, and all that drives registries, on the class path. */
    @Test
    void theReplayForJUnitKnowsNoRulebook() {
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll.junit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.plimsoll.suites..", "dev.plimsoll.junit.rulebook..")
                .check(CLASSES);
    }

    /** A judgement that could reach the network, the disk or the clock would not be a function of the transcript. */
    @Test
    void judgementsArePure() {
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll.suites.*..")
                .and()
                .resideOutsideOfPackages(
                        "dev.plimsoll.suites.check..",
                        "dev.plimsoll.suites.coverage..",
                        "dev.plimsoll.suites.run..",
                        "dev.plimsoll.suites.target..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.plimsoll.engine..", "dev.plimsoll.fixtures..", "java.nio.file..", "java.net..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static String moduleOf(JavaClass type) {
        var rest = type.getPackageName().substring("dev.plimsoll.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
