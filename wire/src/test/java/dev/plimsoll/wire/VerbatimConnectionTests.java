package dev.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers with the head that it received, and with a head of its own. */
class VerbatimConnectionTests {
    private static final String HEAD = "HTTP/1.1 200 fine by me\r\ncontent-LENGTH:2\r\nx-a: 1\r\nX-A:  2\r\n";

    private final Server server = new Server();

    @BeforeEach
    void start() throws Exception {
        var connector = new ServerConnector(server, new VerbatimConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                var head = VerbatimConnection.of(request).orElseThrow().requestHead();
                var echo = "x-Request: " + String.join("|", head.lines()) + "\r\n\r\n";
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 2);
                response.getHeaders().add(new VerbatimHead((HEAD + echo).getBytes(StandardCharsets.ISO_8859_1)));
                response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void headsOfPipelinedRequestsAreKeptApartAndAnswersGoOutAsGiven() throws IOException {
        var first = "GET /a?b=|%zz HTTP/1.1\r\nhOST: x\r\naccept:text/a\r\nACCEPT:  text/b\r\nEXPECT: 100-continue\r\n";
        var second = "\r\nGET / HTTP/1.1\r\nHost: y\r\nConnection: close\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write((first + "\r\n" + second + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answers)
                    .isEqualTo(HEAD + "x-Request: hOST: x|accept:text/a|ACCEPT:  text/b|EXPECT: 100-continue\r\n\r\nok"
                            + HEAD + "x-Request: Host: y|Connection: close\r\n\r\nok");
        }
    }

    @Test
    void aHeadIsReadAndWrittenWithoutAChange() {
        var text = "PUT /v2/a?b=c HTTP/1.1\r\nA:1\r\na: 2\r\n folded\r\nB : \u00e9\r\n\r\n";
        var head = MessageHead.parse(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(head.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(text);
        assertThat(head.part(1)).isEqualTo("/v2/a?b=c");
        assertThat(head.fields().all("a")).isEqualTo(List.of("1", "2 folded"));
        assertThat(head).hasToString("PUT /v2/a?… HTTP/1.1");
        assertThat(head.without("A"::equals).withValue(0, "x").lines()).first().isEqualTo("a: x");
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }
}
