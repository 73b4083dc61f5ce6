package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.peers.RegistryOptions;
import dev.plimsoll.peers.RegistryVariant;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that no target describes: named on the command line, pulled from, and driven. */
@Timeout(180)
class OwnRegistryTests {
    private static final String IMAGE = "plimsoll/seed:1.0";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRegistryIsReadAndNeverWrittenTo() throws IOException {
        var run = check(RegistryVariant.TLS);

        assertThat(run.mode()).isEqualTo("live");
        assertThat(run.modeReason()).contains(IMAGE, "anonymously", "checks ask for more of it");
        assertThat(run.pull().orElseThrow().failure()).isEmpty();
        assertThat(judged(run)).contains("challenges/ping-is-answered", "digests/unknown-manifest-is-404");
        assertThat(methods(run)).contains("GET", "HEAD").isSubsetOf("GET", "HEAD", "OPTIONS");
    }

    @Test
    void checksPushWhereTheyMay() throws IOException {
        var run = check(RegistryVariant.PLAIN, "--writable", "--check", "uploads/*,deletion/*");

        assertThat(methods(run)).contains("POST", "PATCH", "PUT", "DELETE");
        assertThat(judged(run)).contains("uploads/begins-with-202");
    }

    @Test
    void whatIsMissingIsSaid() {
        Cli.run("check", "--image", IMAGE).refused(4, "--registry URL");
        Cli.run("check", "--registry", "http://127.0.0.1:9").refused(4, "--image NAME:TAG");
        Cli.run("check", "--registry", "127.0.0.1:9", "--image", IMAGE).refused(4, "--registry \"127.0.0.1:9\"");
        Cli.run("check", "--registry", "http://127.0.0.1:9/v2/", "--image", IMAGE)
                .refused(4, "has a path");
        Cli.run("check", "--registry", "http://127.0.0.1:9", "--image", "UPPER").refused(4, "--image \"UPPER\"");
        Cli.run("check", "--registry", "http://127.0.0.1:9", "--image", IMAGE, "--target", "quay")
                .refused(4, "give one of them");
        Cli.run("check", "--registry", "http://127.0.0.1:9", "--image", IMAGE, "--ca", folder + "/none.pem")
                .refused(4, "there is no such file");
    }

    private RunRecord check(RegistryVariant variant, String... more) throws IOException {
        need(variant);
        try (var running = variant.start(
                folder.resolve("registry"), RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom()))) {
            var arguments = new ArrayList<>(List.of(
                    "check",
                    "--registry",
                    running.origin().toString(),
                    "--image",
                    IMAGE,
                    "--output",
                    folder.resolve("report").toString()));
            running.authorityPem().ifPresent(ca -> arguments.addAll(List.of("--ca", ca.toString())));
            arguments.addAll(List.of(more));
            var ran = Cli.run(arguments.toArray(String[]::new));
            // Distribution 2.8 violates some rules, and nobody said here that this is known.
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        }
        assertThat(Files.exists(folder.resolve("report/index.html"))).isTrue();
        return ResultsFile.read(folder.resolve("report").resolve(ResultsFile.NAME));
    }

    private static Set<String> judged(RunRecord run) {
        return run.results().stream()
                .filter(result -> !result.grade().equals("SKIP"))
                .map(RunRecord.ResultRecord::check)
                .collect(Collectors.toSet());
    }

    private static Set<String> methods(RunRecord run) {
        return run.transcripts().values().stream()
                .flatMap(List::stream)
                .map(RunRecord.ExchangeRecord::method)
                .collect(Collectors.toSet());
    }

    private static void need(RegistryVariant variant) {
        variant.missing().forEach(program -> {
            if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))) {
                fail(program + " is not on the PATH, and PLIMSOLL_REQUIRE_PEERS is true");
            }
            abort(program + " is not on the PATH: " + program.remedy());
        });
    }
}
