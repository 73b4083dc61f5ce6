package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The curl line of an exchange: copied in the browser, and run against the replayed registry. */
@ExtendWith(BrowserExtension.class)
class CurlTests {
    private static final String PAGE = "checks/digests/manifest-by-digest-has-it.html#dockerhub";
    private static final String EXCHANGES = "section.result[id='dockerhub'] details.exchange";
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/[0-9.]+ ([0-9]{3})");
    private static final long SECONDS = 30;

    @TempDir
    private Path folder;

    @Test
    void aCopiedLineGetsTheRecordedAnswer(Chromium chromium, SampleReports reports) throws Exception {
        var bash = Programs.need(Programs.find(List.of("bash")), "there is no bash on the PATH");
        Programs.need(Programs.find(List.of("curl")), "there is no curl on the PATH");
        try (var visit = chromium.visit(reports.judged(), readable());
                var replay = ReplayServer.start(Capture.bundled("dockerhub"), ReplayOptions.defaults())) {
            visit.open(PAGE);
            var exchanges = visit.find(EXCHANGES).all();
            assertThat(exchanges).isNotEmpty();
            for (var exchange : exchanges) {
                var recorded = exchange.locator(".status").textContent().substring(0, 3);
                var line = copied(visit, exchange);
                assertThat(line)
                        .startsWith("curl -sS")
                        .isEqualTo(exchange.locator(".curl code").textContent());
                assertThat(answered(bash, line, replay)).as(line).isEqualTo(recorded);
            }
        }
    }

    @Test
    void withoutTheClipboardItIsCopiedByHand(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged(), readable())) {
            visit.context().addInitScript("""
                    window.kept = navigator.clipboard;
                    Object.defineProperty(navigator, "clipboard", { value: undefined });""");
            visit.open(PAGE);
            var exchange = visit.find(EXCHANGES).first();
            exchange.locator("summary").click();
            var line = exchange.locator(".curl code").textContent();
            exchange.locator("button.copy").click();

            assertThat(exchange.locator("button.copy")).hasText("Copied");
            assertThat(visit.page().evaluate("() => window.kept.readText()")).isEqualTo(line);
        }
    }

    private static Browser.NewContextOptions readable() {
        return new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    private static String copied(Visit visit, Locator exchange) {
        if (exchange.getAttribute("open") == null) {
            exchange.locator("summary").click();
        }
        exchange.locator("button.copy").click();
        assertThat(exchange.locator("button.copy")).hasText("Copied");
        return String.valueOf(visit.page().evaluate("() => navigator.clipboard.readText()"));
    }

    /** The status of the last answer: before it comes the proxy's. */
    private String answered(Path bash, String line, ReplayServer replay) throws IOException, InterruptedException {
        var authority =
                Files.writeString(folder.resolve("ca.pem"), replay.authority().pem());
        var said = folder.resolve("said.txt");
        var builder = new ProcessBuilder(bash.toString(), "-c", line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.put("HTTPS_PROXY", "http://127.0.0.1:" + replay.proxy().getPort());
        environment.put("CURL_CA_BUNDLE", authority.toString());
        environment.put("CURL_HOME", folder.toString());
        environment.put("REGISTRY_TOKEN", "any-will-do");
        var process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(line).isTrue();
        } finally {
            process.destroyForcibly();
        }
        var text = new String(Files.readAllBytes(said), StandardCharsets.ISO_8859_1);
        return STATUS.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .reduce((first, last) -> last)
                .orElse(text);
    }
}
