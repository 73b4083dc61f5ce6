package dev.plimsoll.recorder.browserup;

import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.tap.CaptureTap;
import dev.plimsoll.recorder.testing.Recording;
import dev.plimsoll.recorder.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A process of its own, so that it can be given a small heap: a server, the recorder and a client with a blob between
 * them. Its arguments are a folder and the blob's size in bytes; it prints what was received, and what was recorded.
 */
final class PassingBlob {
    private PassingBlob() {}

    public static void main(String[] arguments) throws Exception {
        long size = Long.parseLong(arguments[1]);
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        var info = CaptureInfo.of("test", "of a test", "test", "127.0.0.1", Optional.empty(), "test");
        var writer = CaptureWriter.create(Path.of(arguments[0]), info, Redactor.keyed(new SecureRandom()));
        var tap = CaptureTap.to(
                writer,
                new BodyPolicy.None(),
                Clock.systemUTC(),
                exchange -> print(exchange.response().stream()
                        .flatMap(response -> Stream.of(
                                "recorded " + response.body().size().orElse(-1),
                                "ended " + response.end(),
                                "digest " + response.body().sha256().orElseThrow()))));
        try (writer;
                tap;
                var server = ScriptedOrigin.tls(authority, (head, in, socket) -> serve(socket, size));
                var recorder = BrowserUpRecorder.start(
                        RecorderOptions.forward(Recording.anyPort()).trusting(List.of(authority.certificate())),
                        authority,
                        tap,
                        RecorderListener.NONE,
                        Clock.systemUTC())) {
            var target = server.origin().authority();
            try (var plain = new Socket(
                    recorder.address().getAddress(), recorder.address().getPort())) {
                plain.getOutputStream().write(bytes("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n"));
                readHead(plain);
                var secured = trusting(authority)
                        .getSocketFactory()
                        .createSocket(plain, "127.0.0.1", server.origin().port(), true);
                secured.getOutputStream().write(bytes("GET /v2/a/blobs/x HTTP/1.1\r\nHost: " + target + "\r\n\r\n"));
                readHead(secured);
                secured.getInputStream().skipNBytes(size);
                print(Stream.of("received " + size));
            }
        }
    }

    private static void serve(Socket socket, long size) throws IOException {
        var out = socket.getOutputStream();
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n"));
        var block = new byte[1 << 16];
        for (long left = size; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(block.length, left));
        }
    }

    private static void readHead(Socket socket) throws IOException {
        for (int ends = 0; ends < 4; ) {
            int octet = socket.getInputStream().read();
            ends = octet == "\r\n\r\n".charAt(ends) ? ends + 1 : 0;
            if (octet < 0) {
                throw new IOException("no head");
            }
        }
    }

    private static SSLContext trusting(CertificateAuthority authority) throws Exception {
        var store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void print(Stream<String> lines) {
        lines.forEach(System.out::println);
    }
}
