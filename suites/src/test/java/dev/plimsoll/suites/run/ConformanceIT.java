package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one bridge to JUnit: runs the suite that {@code -Psuite=<target>} selects, writes its results, and shows each as
 * a test. A parameterised test, since that fails where nothing was selected; a dynamic one passes without a word.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    private RunRecord run;

    ConformanceIT() {
        run = SuiteProperties.nothingYet();
    }

    @BeforeAll
    void runTheSuite(@TempDir Path scratch) throws IOException {
        run = SuiteProperties.fromSystem().run(scratch);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void conforms(ResultRecord result) {
        switch (Grade.valueOf(result.grade())) {
            case FAIL, STALE -> fail(failure(result));
            case SKIP, INCONCLUSIVE -> abort(result.outcome() + ": " + result.summary());
            default -> {
                // PASS, WARN, NOTE and KNOWN are in the report, and none of them is red.
            }
        }
    }

    @Test
    void theReferenceEnginePullsTheSampleImage() {
        run.pull().orElseThrow().failure().ifPresent(failure -> fail(failure));
    }

    @Test
    void theRunConforms() {
        if (run.verdict().exitCode() != 0) {
            fail("exit code " + run.verdict().exitCode() + ": " + run.verdict().summary());
        }
    }

    Stream<Named<ResultRecord>> results() {
        return run.results().stream().map(result -> Named.of(name(result), result));
    }

    private static String name(ResultRecord result) {
        return result.subject().equals(Evidence.REGISTRY) ? result.check() : result.check() + " @" + result.subject();
    }

    private static String failure(ResultRecord result) {
        return name(result) + ": " + result.grade() + " " + result.level() + " "
                + result.clause().id() + ": " + result.title() + "\n"
                + result.findings().stream()
                        .map(f -> "  " + f.subject() + "\n    expected: " + f.expected() + "\n    actual:   "
                                + f.actual() + "\n")
                        .reduce("", String::concat)
                + "  requirement: " + result.clause().requirement() + " "
                + result.clause().link();
    }
}
