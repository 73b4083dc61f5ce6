package dev.plimsoll.reports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurlLineTests {
    @TempDir
    private Path folder;

    @Test
    void aRequestWithATokenIsOneLineWithoutTheToken() {
        assertThat(line(Exchanges.manifest()).command())
                .startsWith("curl -sS -i --http1.1 -H 'User-Agent: plimsoll/0.1.0' -H 'Accept: application/vnd.oci")
                .endsWith(" -H \"Authorization: Bearer $REGISTRY_TOKEN\""
                        + " https://registry-1.docker.io/v2/library/ubuntu/manifests/16.04");
    }

    @Test
    void aSignedUrlHasToBeFetchedAfresh() {
        var line = line(Exchanges.blob());

        assertThat(line.command())
                .endsWith(" -H Accept: 'https://production.cloudflare.docker.com/registry-v2/docker"
                        + "/registry/v2/blobs/sha256/b6/b6f50765/data?verify=REDACTED.77f0'");
        assertThat(line.notes()).singleElement().asString().contains("fetch it afresh");
    }

    @Test
    void aSecretThatTheRecordingMissedDoesNotReachTheLine() {
        var line = line(Exchanges.request("GET", "https://u:pa55word@r.example/v2/?X-Amz-Signature=0badcafe")
                .sent("X-Registry-Auth", "s3cr3t")
                .sent("Cookie", "session=s3cr3t")
                .sent("Authorization", "s3cr3t and more")
                .build());

        assertThat(line.command())
                .doesNotContain("pa55word", "0badcafe", "s3cr3t")
                .contains("-H \"Cookie: $REGISTRY_COOKIE\"", "-H \"Authorization: $REGISTRY_CREDENTIALS\"");
    }

    @Test
    void whatCurlCannotSendIsSaid() {
        var line = line(Exchanges.request("POST", "https://r.example/token")
                .sent("Content-Length", "17")
                .sent("Not A Token", "x")
                .build());

        assertThat(line.notes())
                .containsExactly(
                        "The request had a body, which is not kept: add it with --data-binary @file.",
                        "A field that curl cannot send was left out: Not A Token.");
    }

    @Test
    void aUrlThatIsNotOfTheWebHasNoLine() {
        assertThat(CurlLine.of(Exchanges.request("GET", "file:///etc/passwd").build()))
                .isEmpty();
        assertThat(CurlLine.of(Exchanges.request("GET", "-o /etc/passwd").build()))
                .isEmpty();
    }

    @Test
    void theServerSeesTheSameRequestLineAndFields() throws Exception {
        var seen = seen(
                "GET",
                "/v2/a%20b/tags/list?n=1&last=x'y\"$HOME`id`[1]",
                List.of(
                        List.of("Accept", "application/vnd.oci.image.index.v1+json"),
                        List.of("accept", "application/json;q=0.5, */*;q=0.1"),
                        List.of("X-Quotes", "it's \"quoted\" $HOME `id` \\n !x #y"),
                        List.of("X-Empty", ""),
                        List.of("If-None-Match", "\"sha256:aa\"")));

        assertThat(seen)
                .containsExactly(
                        "GET /v2/a%20b/tags/list?n=1&last=x'y\"$HOME`id`[1] HTTP/1.1",
                        "User-Agent: plimsoll/0.1.0",
                        "Accept: application/vnd.oci.image.index.v1+json",
                        "accept: application/json;q=0.5, */*;q=0.1",
                        "X-Quotes: it's \"quoted\" $HOME `id` \\n !x #y",
                        "X-Empty:",
                        "If-None-Match: \"sha256:aa\"");
    }

    @Test
    void theServerSeesTheSecretsFromTheEnvironment() throws Exception {
        assertThat(seen("GET", "/v2/", List.of(List.of("authorization", "Bearer REDACTED.a1"))))
                .contains("authorization: Bearer from the environment");
        assertThat(seen("GET", "/v2/", List.of(List.of("Authorization", "Basic REDACTED.a1"))))
                .contains("Authorization: Basic bWU6cGE1NQ==");
    }

    @Test
    void nothingIsAddedToARequestWithoutFields() throws Exception {
        assertThat(seen("GET", "/v2/../v2/", List.of()))
                .containsExactly("GET /v2/../v2/ HTTP/1.1", "User-Agent: plimsoll/0.1.0");
    }

    @Test
    void aHeadIsAHeadAndADeleteADelete() throws Exception {
        assertThat(seen("HEAD", "/v2/", List.of())).startsWith("HEAD /v2/ HTTP/1.1");
        assertThat(seen("DELETE", "/v2/", List.of())).startsWith("DELETE /v2/ HTTP/1.1");
    }

    @Test
    void octetsThatATerminalWouldObeyArriveWithoutStandingInTheLine() throws Exception {
        var value = "a\u001b[31mb \u202ec \u00fc";
        var exchange = Exchanges.request("GET", "https://r.example/")
                .sent("X-Odd", value)
                .build();

        assertThat(line(exchange).command()).doesNotContain("\u001b", "\u202e").contains("\u00fc");
        assertThat(seen("GET", "/", List.of(List.of("X-Odd", value))))
                .contains("X-Odd: " + new String(value.getBytes(StandardCharsets.UTF_8), ISO_8859_1));
    }

    private static CurlLine line(ExchangeRecord exchange) {
        return CurlLine.of(exchange).orElseThrow();
    }

    /** The head that a server gets when a shell runs the line, without Host; one text a line. */
    private List<String> seen(String method, String target, List<List<String>> fields) throws Exception {
        assumeTrue(isOnThePath("curl"), "curl is not on the PATH");
        try (var server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            server.setSoTimeout(20_000);
            var head = CompletableFuture.supplyAsync(() -> answerOne(server));
            var url = "http://127.0.0.1:" + server.getLocalPort() + target;
            var request = Exchanges.request(method, url);
            fields.forEach(field -> request.sent(field.get(0), field.get(1)));
            run(line(request.build()).command());
            return head.get(20, TimeUnit.SECONDS).stream()
                    .filter(field -> !field.startsWith("Host: "))
                    .toList();
        }
    }

    private static List<String> answerOne(ServerSocket server) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            var lines = new ArrayList<String>();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String command) throws Exception {
        var script = Files.writeString(folder.resolve("line.sh"), command + "\n");
        var output = folder.resolve("output");
        var process = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = process.environment();
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.put("HOME", folder.toString());
        environment.put("REGISTRY_TOKEN", "from the environment");
        environment.put("REGISTRY_USER", "me");
        environment.put("REGISTRY_PASSWORD", "pa55");
        var started = process.start();
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).as(Files.readString(output)).isZero();
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
