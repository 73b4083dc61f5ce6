package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.reports.pull.Step;
import dev.plimsoll.reports.pull.Total;
import dev.plimsoll.reports.pull.Waterfall;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.TrafficSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of traffic that has no target: recorded, or of a pull from the command line. */
class PullReportTests {
    private static final Path CLIENTS = Path.of("../captures/clients");

    @TempDir
    Path folder = Path.of("");

    /** The numbers are those of the captures' lines: sizes received, hosts, and times cut to milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "token-docker-pull, docker/20.10.24+dfsg1, 8, 364774, 87, 327",
        "redirect-docker-pull, docker/20.10.24+dfsg1, 10, 362459, 0, 319",
        "token-crane-pull, crane/v0.22.1, 7, 364774, 87, 374",
        "mirror-skopeo-copy, skopeo/1.9.3, 7, 362459, 0, 307"
    })
    void aRecordedPullHasItsNumbers(String capture, String client, int requests, long bytes, long wasted, long wall)
            throws IOException {
        var run = linted(CLIENTS.resolve(capture).toString());
        var fall = fall(run);

        assertThat(run.mode()).isEqualTo("recorded");
        assertThat(run.target().id()).isEqualTo(capture);
        assertThat(run.results())
                .filteredOn(result -> result.party().equals("CLIENT"))
                .isNotEmpty()
                .allMatch(result ->
                        result.subject().equals(client) && result.transcript().equals("recorded"));
        assertThat(fall.all().requests()).isEqualTo(requests);
        assertThat(fall.all().bytes()).isEqualTo(bytes);
        assertThat(fall.wastedBytes()).isEqualTo(wasted);
        assertThat(fall.course().orElseThrow().wall()).isEqualTo(wall);
        assertThat(fall.untimed()).isZero();
    }

    @Test
    void redirectsAndHostsOfARecordedPullAreTold() throws IOException {
        var fall = fall(linted(CLIENTS.resolve("redirect-docker-pull").toString()));

        assertThat(fall.hosts())
                .extracting(host -> host.name() + " " + host.requests() + " " + host.bytes())
                .containsExactly("registry.plimsoll.test:36877 7 1342", "cdn.plimsoll.test:43815 3 361117");
        assertThat(fall.hosts()).extracting(Total::connections).containsExactly(Optional.of(7), Optional.of(3));
        assertThat(fall.steps())
                .filteredOn(step -> step.redirectedBy().isPresent())
                .extracting(step -> step.label() + " " + step.exchange() + " by "
                        + step.redirectedBy().orElseThrow())
                .containsExactly("CDN, layer 8 by 5", "CDN, layer 10 by 6", "CDN, config 9 by 7");
        assertThat(fall.avoidable().get(0).exchanges()).containsExactly(2);
    }

    @Test
    void anOldCaptureHasNoTimes() throws IOException {
        var run = linted("dockerhub");
        var fall = fall(run);

        assertThat(fall.course()).isEmpty();
        assertThat(fall.steps())
                .extracting(Step::label)
                .containsExactly("challenge", "token", "index", "manifest", "redirect, config", "CDN, config");
        assertThat(folder.resolve("out/pull-dockerhub-recorded.html"))
                .content()
                .contains("Nobody measured the times of this traffic");
    }

    @Test
    void theResultsAreThoseThatLintPrints() throws IOException {
        var json = new JsonMapper()
                .readTree(Cli.run(
                                "lint",
                                "gcr",
                                "--json",
                                "--output",
                                folder.resolve("out").toString())
                        .out());
        var run = ResultsFile.read(folder.resolve("out/results.json"));

        assertThat(json.path("format").asText()).isEqualTo("1.0");
        assertThat(json.path("source").asText()).isEqualTo("gcr");
        assertThat(json.path("results")).hasSameSizeAs(run.results());
        assertThat(json.path("results").get(0).properties())
                .extracting(entry -> entry.getKey())
                .containsExactly(
                        "check", "level", "party", "outcome", "grade", "title", "summary", "findings", "exchanges");
        assertThat(json.path("verdict").path("summary").asText())
                .isEqualTo(run.verdict().summary());
    }

    /** Every secret of the corpus in one archive: none is in any file that lint writes. */
    @Test
    void noSecretOfAnArchiveIsInItsReport() throws IOException {
        var cases = Corpus.cases();
        var exchanges = new ArrayList<Exchange>();
        for (var one : cases) {
            exchanges.add(one.exchange().withId(exchanges.size() + 1));
        }
        var har = Files.writeString(folder.resolve("all secrets.har"), Sources.har(exchanges));
        var run = linted(har.toString());
        var left = new StringBuilder();
        try (var files = Files.walk(folder.resolve("out"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                left.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }

        assertThat(run.target().id()).isEqualTo("all-secrets");
        assertThat(run.transcripts().get("recorded")).hasSameSizeAs(cases);
        assertThat(folder.resolve("out/pull-all-secrets-recorded.html")).isNotEmptyFile();
        assertThat(cases).filteredOn(one -> one.standsIn(left.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, etc-passwd",
        "'a b\n<script>', a-b-script-",
        "..., traffic",
        "127.0.0.1:5000/team/app:1, 127.0.0.1-5000-team-app-1"
    })
    void aNameFromAnywhereBecomesOneOfAFile(String name, String key) {
        assertThat(TrafficSource.key(name)).isEqualTo(key);
        assertThat(TrafficSource.key(name.repeat(99)).length()).isLessThanOrEqualTo(80);
    }

    @Test
    void aPullThatFailsLeavesItsPage() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var port = server.getAddress().getPort();
            var run = pulled(1, "127.0.0.1:" + port + "/app:1");

            assertThat(run.pull().orElseThrow().failure().orElseThrow()).startsWith("NOT_FOUND: ");
            assertThat(run.verdict().exitCode()).isEqualTo(1);
            assertThat(folder.resolve("out/pull-127.0.0.1-" + port + "-app-1-engine.html"))
                    .content()
                    .contains("The pull failed", "app</span><span class=\"tail\">:1", "404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRegistryThatIsNotThereLeavesAPageThatBlamesNobody() throws IOException {
        var run = pulled(3, "127.0.0.1:1/app:1");

        assertThat(run.verdict().exitCode()).isEqualTo(3);
        assertThat(run.transcripts().get("engine")).isNotEmpty().allMatch(exchange -> exchange.status() == 0);
        assertThat(folder.resolve("out/pull-127.0.0.1-1-app-1-engine.html"))
                .content()
                .contains("NETWORK: cannot connect");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeThePull() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "").toString();

        Cli.run("pull", "127.0.0.1:1/app:1", "--report", file).refused(4, "--report", file);
        Cli.run("lint", "dockerhub", "--output", file).refused(4, "--output", file);
    }

    private static Waterfall fall(RunRecord run) {
        return Waterfall.of(run.transcripts().getOrDefault("recorded", List.of()));
    }

    private RunRecord pulled(int exitCode, String reference) throws IOException {
        var out = folder.resolve("out");
        var pull = Cli.run("pull", reference, "--plain-http", "--report", out.toString());

        assertThat(pull.exitCode()).as(pull.err()).isEqualTo(exitCode);
        assertThat(pull.out()).contains("report: " + out.resolve("index.html").toAbsolutePath());
        return ResultsFile.read(out.resolve("results.json"));
    }

    private RunRecord linted(String source) throws IOException {
        var out = folder.resolve("out");
        var lint = Cli.run("lint", source, "--output", out.toString());

        assertThat(lint.out())
                .as(lint.err())
                .contains("report: " + out.resolve("index.html").toAbsolutePath());
        return ResultsFile.read(out.resolve("results.json"));
    }
}
