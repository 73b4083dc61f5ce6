package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTests {
    private static final ScriptedServer.Script ANSWER = (request, wire) -> wire.reply(200, "in TLS", "x-lower", "1");

    @TempDir
    private Path folder;

    @Test
    void aGivenCertificateIsTrustedAndHeadsAreStillAsReceived() throws Exception {
        var signed = SelfSigned.forAddress("127.0.0.1", folder);
        var options = TransportOptions.defaults().withTrustedCertificates(List.of(signed.certificate()));
        try (var server = ScriptedServer.start(signed.server().getServerSocketFactory(), "https", ANSWER);
                var transport = SocketTransport.create(options);
                var reply = transport.send(HttpRequest.get(server.url("/"), HeaderFields.none()))) {
            assertThat(reply.head().fields()).isEqualTo(HeaderFields.of("x-lower", "1", "Content-Length", "6"));
            assertThat(reply.readUpTo(10).asText()).isEqualTo("in TLS");
        }
    }

    @Test
    void anotherCertificateAndAnotherHostAreNot() throws Exception {
        var signed = SelfSigned.forAddress("127.0.0.1", folder);
        var elsewhere = SelfSigned.forAddress("192.0.2.1", folder);
        assertUntrusted(signed, TransportOptions.defaults());
        assertUntrusted(
                elsewhere, TransportOptions.defaults().withTrustedCertificates(List.of(elsewhere.certificate())));
    }

    private static void assertUntrusted(SelfSigned signed, TransportOptions options) throws Exception {
        try (var server = ScriptedServer.start(signed.server().getServerSocketFactory(), "https", ANSWER);
                var transport = SocketTransport.create(options)) {
            assertThatThrownBy(() -> transport.send(HttpRequest.get(server.url("/?secret=1"), HeaderFields.none())))
                    .isInstanceOfSatisfying(
                            TransportException.class, e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.TLS))
                    .hasMessageContaining(server.origin().toString())
                    .hasMessageNotContaining("secret");
            assertThat(server.received()).isEmpty();
        }
    }
}
