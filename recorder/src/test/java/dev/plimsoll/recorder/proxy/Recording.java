package dev.plimsoll.recorder.proxy;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.tap.CaptureTap;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A recorder between a client and a scripted origin, and the capture that comes of it. */
final class Recording implements AutoCloseable {
    private final Path folder;
    private final Closeable server;
    private final Origin origin;
    private final CaptureWriter writer;
    private final CaptureTap tap;
    private final Recorder recorder;
    private final Events events;

    /** What the recorder told besides exchanges. */
    static final class Events implements RecorderListener {
        final List<String> unused = new CopyOnWriteArrayList<>();
        final List<String> refused = new CopyOnWriteArrayList<>();

        @Override
        public void tunnelUnused(String host) {
            unused.add(host);
        }

        @Override
        public void refused(String host, String reason) {
            refused.add(reason);
        }
    }

    private Recording(Path folder, Closeable server, Origin origin, RecorderOptions options, BodyPolicy policy)
            throws IOException {
        this.folder = folder;
        this.server = server;
        this.origin = origin;
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        Files.writeString(folder.resolve("recorder-ca.pem"), authority.pem());
        var info = CaptureInfo.of("test", "of a test", "curl", "127.0.0.1", Optional.empty(), "test");
        writer = CaptureWriter.create(folder.resolve("capture"), info, Redactor.keyed(new SecureRandom()));
        tap = CaptureTap.to(writer, policy, Clock.systemUTC(), exchange -> {});
        events = new Events();
        recorder = Recorder.start(options, authority, tap, events, Clock.systemUTC());
    }

    static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    static Recording withTlsOrigin(Path folder, ScriptedOrigin.Script script) throws IOException {
        return withTlsOrigin(folder, script, options -> options);
    }

    static Recording withTlsOrigin(Path folder, ScriptedOrigin.Script script, UnaryOperator<RecorderOptions> configured)
            throws IOException {
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        Files.writeString(folder.resolve("origin-ca.pem"), authority.pem());
        var server = ScriptedOrigin.tls(authority, script);
        var options = RecorderOptions.forward(anyPort()).trusting(List.of(authority.certificate()));
        return new Recording(folder, server, server.origin(), configured.apply(options), new BodyPolicy.All());
    }

    static Recording withPlainOrigin(Path folder, ScriptedOrigin.Script script, BodyPolicy policy) throws IOException {
        var server = ScriptedOrigin.plain(script);
        return new Recording(folder, server, server.origin(), RecorderOptions.forward(anyPort()), policy);
    }

    static Recording mirror(Path folder, ScriptedOrigin.Script script) throws IOException {
        var server = ScriptedOrigin.plain(script);
        return new Recording(
                folder,
                server,
                server.origin(),
                RecorderOptions.mirror(server.origin(), anyPort()),
                new BodyPolicy.All());
    }

    /** Between clients and any server over TLS, which is closed with this. */
    static Recording between(
            Path folder,
            CertificateAuthority authority,
            Closeable server,
            Origin origin,
            UnaryOperator<RecorderOptions> configured)
            throws IOException {
        Files.writeString(folder.resolve("origin-ca.pem"), authority.pem());
        var options = RecorderOptions.forward(anyPort()).trusting(List.of(authority.certificate()));
        return new Recording(folder, server, origin, configured.apply(options), new BodyPolicy.All());
    }

    Origin origin() {
        return origin;
    }

    ScriptedOrigin server() {
        return (ScriptedOrigin) server;
    }

    Events events() {
        return events;
    }

    Path originAuthority() {
        return folder.resolve("origin-ca.pem");
    }

    InetSocketAddress address() {
        return recorder.address();
    }

    /** Curl's arguments that lead it through here. */
    List<String> throughProxy() {
        return List.of(
                "--proxy",
                "http://" + address().getAddress().getHostAddress() + ":"
                        + address().getPort(),
                "--cacert",
                folder.resolve("recorder-ca.pem").toString());
    }

    String mirrorUrl() {
        return "http://127.0.0.1:" + address().getPort();
    }

    /** Ends the recording, and reads it. */
    Capture finish() throws IOException {
        close();
        return Capture.open(folder.resolve("capture"));
    }

    @Override
    public void close() throws IOException {
        recorder.close();
        tap.close();
        writer.close();
        server.close();
    }
}
