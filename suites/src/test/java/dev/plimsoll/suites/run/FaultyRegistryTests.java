package dev.plimsoll.suites.run;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A registry that a replay breaks on purpose turns exactly the checks red that speak of what is broken. What can no
 * longer be judged, since nobody gets as far, is not compared.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyRegistryTests {
    @TempDir
    Path folder = Path.of("");

    private final Map<String, Map<String, String>> sound = new HashMap<>();
    private int runs;

    /**
     * One fault.
     *
     * @param pull how the reference engine's own pull has to end
     * @param changed the checks that judge otherwise, with the new grade
     */
    record Case(String target, String fault, String pull, Map<String, String> changed) {
        @Override
        public String toString() {
            return target + " with " + fault;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        "registry2",
                        "wrong-digest@manifest",
                        "DIGEST_MISMATCH",
                        Map.of(
                                "digests/manifest-header-is-the-bodys @registry", "FAIL",
                                // Of schema 1 the digest is another one's than the body's, and wrong as well.
                                "schema1/digest-is-the-payloads @registry", "FAIL",
                                // The engine is right not to go on.
                                "verification/client-does-not-use-a-wrong-header @plimsoll-engine", "PASS")),
                new Case(
                        "registry2",
                        "no-digest@manifest",
                        "done",
                        Map.of("digests/manifest-header-is-present @registry", "WARN")),
                new Case(
                        "registry2",
                        "other-manifest@path:*/sha256:*",
                        "DIGEST_MISMATCH",
                        Map.of(
                                "digests/manifest-by-digest-has-it @registry", "FAIL",
                                "digests/listed-size-is-the-manifests @registry", "FAIL",
                                // Documents that the replay makes itself have none.
                                "caching/manifest-has-an-etag @registry", "WARN",
                                "verification/client-checks-the-size-of-a-manifest @plimsoll-engine", "PASS")),
                new Case(
                        "registry2",
                        "content-type=application/json; charset=utf-8@manifest",
                        "done",
                        Map.of(
                                "negotiation/content-type-has-no-parameters @registry", "WARN",
                                "negotiation/content-type-is-the-documents @registry", "WARN",
                                "negotiation/answer-is-accepted @registry", "WARN",
                                "schema1/content-type-tells-signed @registry", "WARN")),
                new Case(
                        "registry2",
                        "flip@blob",
                        "DIGEST_MISMATCH",
                        Map.of(
                                "digests/blob-has-the-digest @registry", "FAIL",
                                // The error about an unknown blob has lost a bit, too.
                                "digests/unknown-content-has-a-code @registry", "FAIL")),
                new Case(
                        "registry2", "range-refused@blob", "done", Map.of("digests/range-of-a-blob @registry", "WARN")),
                new Case(
                        "registry2",
                        "status=405@ping",
                        "done",
                        Map.of(
                                "challenges/ping-is-answered @registry", "FAIL",
                                // Without Allow.
                                "errors/405-names-what-is-allowed @registry", "FAIL",
                                "challenges/error-body-is-the-envelope @registry", "PASS",
                                "challenges/error-code-is-registered @registry", "PASS")),
                new Case(
                        "dockerhub",
                        "challenge-empty-service",
                        "done",
                        Map.of("challenges/bearer-names-realm-and-service @registry", "FAIL")),
                new Case(
                        "dockerhub",
                        "realm",
                        "UNSAFE_REALM",
                        Map.of("challenges/realm-is-absolute-and-no-downgrade @registry", "WARN")),
                new Case(
                        "dockerhub",
                        "status=500@token",
                        "UNAUTHORISED",
                        Map.ofEntries(
                                entry("tokens/less-than-asked-is-no-error @registry", "FAIL"),
                                entry("tokens/wrong-password-is-401 @registry", "WARN"),
                                // The engine asks again, waits, and gives up.
                                entry("retries/client-gives-up @plimsoll-engine", "PASS"),
                                entry("retries/client-pauses-before-it-repeats @plimsoll-engine", "PASS"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theRightChecksTurnRedAndOnlyThose(Case broken) throws IOException {
        var before = sound(broken.target());
        var run = run(broken.target(), Optional.of(Mode.REPLAY), FaultPlan.NONE.and(List.of(rule(broken.fault()))));

        var changed = new TreeMap<String, String>();
        grades(run).forEach((check, grade) -> {
            if (!grade.equals(before.get(check)) && !grade.equals("SKIP")) {
                changed.put(check, grade);
            }
        });
        assertThat(changed).isEqualTo(new TreeMap<>(broken.changed()));
        assertThat(run.pull().orElseThrow().failure().orElse("done")).startsWith(broken.pull());
        assertThat(run.verdict().exitCode())
                .isEqualTo(
                        broken.changed().containsValue("FAIL") || !broken.pull().equals("done") ? 1 : 0);
        assertThat(run.modeReason()).endsWith("with faults on purpose: " + rule(broken.fault()));
    }

    @Test
    void aRealRegistryIsNotBroken() {
        assertThatThrownBy(() -> run(
                        "dockerhub-live",
                        Optional.of(Mode.LIVE),
                        FaultPlan.NONE.and(List.of(rule("wrong-digest@manifest")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("faults can be put into a replay alone, and the target dockerhub-live was to run in mode"
                        + " live; try --mode replay");
    }

    private Map<String, String> sound(String target) throws IOException {
        var known = sound.get(target);
        if (known == null) {
            known = grades(run(target, Optional.of(Mode.REPLAY), FaultPlan.NONE));
            sound.put(target, known);
        }
        return known;
    }

    private RunRecord run(String target, Optional<Mode> mode, FaultPlan faults) throws IOException {
        runs++;
        var scratch = Files.createDirectory(folder.resolve("run-" + runs));
        return new Runner(RunListener.SILENT, Clock.systemUTC())
                .run(RunRequest.of(
                                Targets.bundled().load(target), mode, Catalog.all(), false, scratch, Optional.empty())
                        .with(faults));
    }

    private static FaultRule rule(String text) {
        return FaultRule.parse(text, Path.of(""));
    }

    private static Map<String, String> grades(RunRecord run) {
        var grades = new TreeMap<String, String>();
        run.results().forEach(result -> grades.put(result.check() + " @" + result.subject(), result.grade()));
        return grades;
    }
}
