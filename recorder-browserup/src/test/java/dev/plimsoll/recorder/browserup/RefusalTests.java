package dev.plimsoll.recorder.browserup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.recorder.proxy.HostRules;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import dev.plimsoll.recorder.testing.ScriptedOrigin;
import dev.plimsoll.recorder.testing.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What does not pass: clients get an answer that says why, and the capture says the same. For https that answer is one to
 * CONNECT, which curl shows only when it is asked for heads.
 */
class RefusalTests {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needsCurl() {
        Peers.needsOnThePath("curl");
    }

    @Test
    void aServerThatCannotBeReachedIsNamed() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            closed = socket.getLocalPort();
        }
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, RefusalTests::sayOk)) {
            var outcome = curl(recording, "https://127.0.0.1:" + closed + "/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertThat(only(recording).failure())
                    .hasValueSatisfying(failure -> assertThat(failure)
                            .isEqualTo("connection refused: no connection to https://127.0.0.1:" + closed));
        }
    }

    @Test
    void theReasonIsInTheAnswer() throws Exception {
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, RefusalTests::sayOk);
                var client = new Socket(
                        recording.address().getAddress(), recording.address().getPort())) {
            write(client, "CONNECT nowhere.invalid:443 HTTP/1.1\r\nHost: nowhere.invalid:443\r\n\r\n");
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 502 Bad Gateway\r\n")
                    .contains("\"plimsoll\" : \"unknown host\"", "no address is known for nowhere.invalid");
        }
    }

    @Test
    void aNameWithoutAddressIsNamed() throws Exception {
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, RefusalTests::sayOk)) {
            var outcome = curl(recording, "https://nowhere.invalid/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertThat(only(recording).failure())
                    .hasValueSatisfying(failure ->
                            assertThat(failure).isEqualTo("unknown host: no address is known for nowhere.invalid"));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedWithTheRemedy() throws Exception {
        try (var recording = Recording.withTlsOrigin(
                BrowserUpRecorder::start, folder, RefusalTests::sayOk, options -> options.trusting(List.of()))) {
            var outcome = curl(recording, recording.origin() + "/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertThat(recording.server().heads()).isEmpty();
            assertThat(only(recording).failure())
                    .hasValueSatisfying(failure ->
                            assertThat(failure).contains("signed by nobody who is trusted here", "--upstream-ca"));
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        var past = Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC);
        var authority = CertificateAuthority.create(new SecureRandom(), past, "expired", Duration.ofDays(30));
        try (var server = ScriptedOrigin.tls(authority, RefusalTests::sayOk);
                var recording = Recording.withTlsOrigin(
                        BrowserUpRecorder::start,
                        folder,
                        RefusalTests::sayOk,
                        options -> options.trusting(List.of(authority.certificate())))) {
            var outcome = curl(recording, server.origin() + "/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertThat(server.heads()).isEmpty();
            assertFailure(recording, "its certificate has expired");
        }
    }

    @Test
    void aServerWithoutTlsIsNamed() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                var threads = new Threads(1);
                var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, RefusalTests::sayOk)) {
            threads.start(() -> {
                try (var client = plain.accept()) {
                    write(client, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    client.getInputStream().readAllBytes();
                }
                return true;
            });
            var outcome = curl(recording, "https://127.0.0.1:" + plain.getLocalPort() + "/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertFailure(
                    recording, "no TLS with https://127.0.0.1:" + plain.getLocalPort() + ": it does not speak TLS");
        }
    }

    @Test
    void aHostThatIsNotAllowedIsRefusedBeforeAnythingIsSent() throws Exception {
        try (var recording = Recording.withTlsOrigin(
                BrowserUpRecorder::start,
                folder,
                RefusalTests::sayOk,
                options -> options.onlyTo(new HostRules(List.of("*.example.com"))))) {
            assertThat(curl(recording, recording.origin() + "/v2/").exit()).isEqualTo(56);
            assertThat(recording.server().connections()).isZero();
            assertThat(recording.events().refused())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason).contains("127.0.0.1", "--allow-host"));
        }
    }

    @Test
    void privateAddressesAreForClientsOnThisMachine() throws Exception {
        var outside = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(network -> Collections.list(network.getInetAddresses()).stream())
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .findFirst();
        Peers.needs(outside.isPresent(), "this machine has no address but 127.0.0.1");
        var listen = new InetSocketAddress(outside.orElseThrow(), 0);
        try (var recording = Recording.withTlsOrigin(
                BrowserUpRecorder::start, folder, RefusalTests::sayOk, options -> listening(options, listen))) {
            var outcome = curl(recording, recording.origin() + "/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertThat(recording.server().connections()).isZero();
            assertFailure(recording, "--allow-private");
        }
    }

    @Test
    void namesCanBeLedToAddresses() throws Exception {
        try (var recording = Recording.withTlsOrigin(
                BrowserUpRecorder::start,
                folder,
                RefusalTests::sayOk,
                options -> options.leading(Map.of("registry.plimsoll.test:443", options.listen())))) {
            // Port 0 leads nowhere: the map is asked before the system, which knows no such name.
            var outcome = curl(recording, "https://registry.plimsoll.test/v2/");
            assertThat(outcome.output()).contains("502 Bad Gateway");
            assertFailure(recording, "no connection to https://registry.plimsoll.test");
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        try (var recording = Recording.withTlsOrigin(
                BrowserUpRecorder::start,
                folder,
                (head, in, socket) -> write(
                        socket,
                        "HTTP/1.1 200 OK\r\nX-Bomb: " + "a".repeat(200_000) + "\r\nContent-Length: 0\r\n\r\n"))) {
            var answer = curl(recording, recording.origin() + "/v2/");
            assertThat(answer.output()).contains("502 Bad Gateway", "longer than 65536 bytes");
            var request = new ArrayList<>(recording.throughProxy());
            request.addAll(List.of("--include", "-H", "X-Bomb: " + "a".repeat(100_000), recording.origin() + "/v2/"));
            assertThat(new Curl(folder).run(request).output()).contains("400 Bad Request", "longer than 65536 bytes");
            assertThat(recording.server().heads()).hasSize(1);
        }
    }

    @Test
    void whatIsUnderWayWhenTheRecorderStopsIsKeptAsCut() throws Exception {
        var begun = new CountDownLatch(1);
        var client = new Socket();
        try (client;
                var recording = Recording.withPlainOrigin(
                        BrowserUpRecorder::start,
                        folder,
                        (head, in, socket) -> {
                            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                            begun.countDown();
                            // Says no more, and waits for the recorder to go.
                            socket.getInputStream().read();
                        },
                        new BodyPolicy.All())) {
            client.connect(recording.address());
            var authority = recording.origin().authority();
            write(client, "GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
            begun.await();
            var exchange = only(recording);
            assertThat(exchange.response().orElseThrow().end()).isEqualTo(BodyEnd.UNKNOWN);
            assertThat(exchange.response().orElseThrow().body().size()).hasValue(3);
            assertThat(exchange.failure()).contains("the recorder was stopped before the end");
        }
    }

    private Curl.Outcome curl(Recording recording, String url) throws Exception {
        var arguments = new ArrayList<>(recording.throughProxy());
        arguments.addAll(List.of("--include", url));
        return new Curl(folder).run(arguments);
    }

    private static void assertFailure(Recording recording, String reason) throws IOException {
        assertThat(only(recording).failure())
                .hasValueSatisfying(failure -> assertThat(failure).contains(reason));
    }

    private static RecorderOptions listening(RecorderOptions options, InetSocketAddress listen) {
        return RecorderOptions.forward(listen).trusting(options.upstreamCertificates());
    }

    private static Exchange only(Recording recording) throws IOException {
        var exchanges = recording.finish().transcript().exchanges();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static void sayOk(String head, InputStream in, Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
