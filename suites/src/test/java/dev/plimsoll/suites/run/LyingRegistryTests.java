package dev.plimsoll.suites.run;

import static dev.plimsoll.suites.run.DoctoredCapture.withField;
import static dev.plimsoll.suites.run.DoctoredCapture.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that lies turns exactly the checks red that speak of the lie. */
class LyingRegistryTests {
    private static final String WRONG = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder = Path.of("");

    @Test
    void theTruthChangesNothing() throws IOException {
        assertThat(changes(exchange -> false, UnaryOperator.identity())).isEmpty();
    }

    @Test
    void aWrongDigestHeader() throws IOException {
        var changes = changes(Traffic::isManifestAnswer, answer -> withField(answer, "Docker-Content-Digest", WRONG));

        assertThat(changes.remove("pull")).startsWith("done -> DIGEST_MISMATCH").contains(WRONG);
        assertThat(changes)
                .isEqualTo(Map.of(
                        "exit", "0 -> 1",
                        "digests/manifest-header-is-the-bodys @registry", "PASS -> FAIL",
                        "schema1/digest-is-the-payloads @registry", "PASS -> FAIL",
                        // HEAD tells the truth, and nobody has what the tag is said to be.
                        "parity/head-has-the-digest-of-get @registry", "PASS -> FAIL",
                        "parity/digest-of-a-tag-is-served @registry", "PASS -> FAIL",
                        // The engine is right not to go on.
                        "verification/client-does-not-use-a-wrong-header @plimsoll-engine", "SKIP -> PASS"));
    }

    @Test
    void aTruncatedManifest() throws IOException {
        assertThat(changes(LyingRegistryTests::isImageManifestForAProbe, DoctoredCapture::truncated))
                .isEqualTo(Map.of(
                        "exit", "0 -> 1",
                        "digests/manifest-by-digest-has-it @registry", "PASS -> FAIL",
                        // Those that ask only once get the answer that the engine got, which is whole.
                        "digests/listed-size-is-the-manifests @registry", "PASS -> FAIL"));
    }

    @Test
    void successForWhatIsNotThere() throws IOException {
        assertThat(changes(exchange -> exchange.status() == 404, answer -> withStatus(answer, 200)))
                .isEqualTo(Map.of(
                        "exit", "0 -> 1",
                        "digests/unknown-blob-is-404 @registry", "PASS -> FAIL",
                        "digests/unknown-manifest-is-404 @registry", "PASS -> FAIL"));
    }

    @Test
    void aContentTypeWithACharset() throws IOException {
        assertThat(changes(
                        exchange -> Traffic.contentType(exchange)
                                .filter(MediaType::isManifest)
                                .isPresent(),
                        answer -> withField(
                                answer,
                                "Content-Type",
                                answer.fields().first("Content-Type").orElseThrow() + "; charset=utf-8")))
                .isEqualTo(Map.of("negotiation/content-type-has-no-parameters @registry", "PASS -> WARN"));
    }

    /** The engine's own pull stays whole: without one readable manifest a capture tells of no image to ask for. */
    private static boolean isImageManifestForAProbe(Exchange exchange) {
        return exchange.request().method().equals("GET")
                && exchange.request()
                        .fields()
                        .first("User-Agent")
                        .filter(agent -> agent.contains("(engine)"))
                        .isEmpty()
                && Traffic.contentType(exchange)
                        .filter(MediaType.DOCKER_MANIFEST::equals)
                        .isPresent();
    }

    /**
     * The checks that judge otherwise than with the truth: before and after. Those that can no longer judge, since what
     * they speak of cannot be read or is not asked for any more, are left out.
     */
    private Map<String, String> changes(Predicate<Exchange> chosen, UnaryOperator<HttpResponse> lie)
            throws IOException {
        DoctoredCapture.write(folder, chosen, lie);
        var before = grades(run(Targets.bundled(), "truth"));
        var after = grades(run(Targets.in(folder), "lie"));
        var changed = new TreeMap<String, String>();
        after.forEach((check, grade) -> {
            if (!grade.equals(before.get(check)) && !grade.equals("SKIP")) {
                changed.put(check, before.get(check) + " -> " + grade);
            }
        });
        return changed;
    }

    private RunRecord run(Targets targets, String scratch) throws IOException {
        return new Runner(RunListener.SILENT, Clock.systemUTC())
                .run(RunRequest.of(
                        targets.load("registry2"),
                        Optional.of(Mode.REPLAY),
                        Catalog.all(),
                        false,
                        Files.createDirectory(folder.resolve(scratch)),
                        Optional.empty()));
    }

    /** The doctored target has none of the expectations of the bundled one. */
    private static String grade(RunRecord.ResultRecord result) {
        return result.grade().equals("KNOWN") ? result.level().equals("MUST") ? "FAIL" : "WARN" : result.grade();
    }

    private static Map<String, String> grades(RunRecord run) {
        var grades = new TreeMap<String, String>();
        run.results().forEach(result -> grades.put(result.check() + " @" + result.subject(), grade(result)));
        grades.put("pull", run.pull().orElseThrow().failure().orElse("done"));
        grades.put("exit", run.verdict().exitCode() + "");
        return grades;
    }
}
