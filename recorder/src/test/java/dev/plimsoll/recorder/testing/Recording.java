package dev.plimsoll.recorder.testing;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.tap.CaptureTap;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.recorder.tap.FrontEnd;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A recorder between a client and a scripted origin, and the capture that comes of it. */
public final class Recording implements AutoCloseable {
    /** What is tested: starts a front end. */
    public interface Engine {
        /** Starts to record. */
        FrontEnd start(
                RecorderOptions options,
                CertificateAuthority authority,
                ExchangeTap tap,
                RecorderListener listener,
                Clock clock)
                throws IOException;
    }

    private final Path folder;
    private final Closeable server;
    private final Origin origin;
    private final CaptureWriter writer;
    private final CaptureTap tap;
    private final FrontEnd recorder;
    private final Events events;

    /** What the recorder told besides exchanges. */
    public static final class Events implements RecorderListener {
        private final List<String> unused = new CopyOnWriteArrayList<>();
        private final CountDownLatch firstUnused = new CountDownLatch(1);
        private final List<String> refused = new CopyOnWriteArrayList<>();

        /** The hosts whose tunnels were not used, once there is one; none after twenty seconds. */
        public List<String> unused() throws InterruptedException {
            return firstUnused.await(20, TimeUnit.SECONDS) ? unused : List.of();
        }

        /** Why requests were refused. */
        public List<String> refused() {
            return refused;
        }

        @Override
        public void tunnelUnused(String host) {
            unused.add(host);
            firstUnused.countDown();
        }

        @Override
        public void refused(String host, String reason) {
            refused.add(reason);
        }
    }

    private Recording(
            Engine engine, Path folder, Closeable server, Origin origin, RecorderOptions options, BodyPolicy policy)
            throws IOException {
        this.origin = origin;
        this.folder = folder;
        this.server = server;
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        Files.writeString(folder.resolve("recorder-ca.pem"), authority.pem());
        var info = CaptureInfo.of("test", "of a test", "curl", "127.0.0.1", Optional.empty(), "test");
        writer = CaptureWriter.create(folder.resolve("capture"), info, Redactor.keyed(new SecureRandom()));
        tap = CaptureTap.to(writer, policy, Clock.systemUTC(), exchange -> {});
        events = new Events();
        recorder = engine.start(options, authority, tap, events, Clock.systemUTC());
    }

    public static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    public static Recording withTlsOrigin(Engine engine, Path folder, ScriptedOrigin.Script script) throws IOException {
        return withTlsOrigin(engine, folder, script, options -> options);
    }

    public static Recording withTlsOrigin(
            Engine engine, Path folder, ScriptedOrigin.Script script, UnaryOperator<RecorderOptions> configured)
            throws IOException {
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        Files.writeString(folder.resolve("origin-ca.pem"), authority.pem());
        var server = ScriptedOrigin.tls(authority, script);
        var options = RecorderOptions.forward(anyPort()).trusting(List.of(authority.certificate()));
        return new Recording(engine, folder, server, server.origin(), configured.apply(options), new BodyPolicy.All());
    }

    public static Recording withPlainOrigin(Engine engine, Path folder, ScriptedOrigin.Script script, BodyPolicy policy)
            throws IOException {
        var server = ScriptedOrigin.plain(script);
        return new Recording(engine, folder, server, server.origin(), RecorderOptions.forward(anyPort()), policy);
    }

    public static Recording mirror(Engine engine, Path folder, ScriptedOrigin.Script script) throws IOException {
        var server = ScriptedOrigin.plain(script);
        return new Recording(
                engine,
                folder,
                server,
                server.origin(),
                RecorderOptions.mirror(server.origin(), anyPort()),
                new BodyPolicy.All());
    }

    /** Between clients and any server over TLS, which is closed with this. */
    public static Recording between(
            Engine engine,
            Path folder,
            CertificateAuthority authority,
            Closeable server,
            Origin origin,
            UnaryOperator<RecorderOptions> configured)
            throws IOException {
        Files.writeString(folder.resolve("origin-ca.pem"), authority.pem());
        var options = RecorderOptions.forward(anyPort()).trusting(List.of(authority.certificate()));
        return new Recording(engine, folder, server, origin, configured.apply(options), new BodyPolicy.All());
    }

    public Origin origin() {
        return origin;
    }

    public ScriptedOrigin server() {
        return (ScriptedOrigin) server;
    }

    public Events events() {
        return events;
    }

    public Path originAuthority() {
        return folder.resolve("origin-ca.pem");
    }

    public InetSocketAddress address() {
        return recorder.address();
    }

    /** Curl's arguments that lead it through here. */
    public List<String> throughProxy() {
        return List.of(
                "--proxy",
                "http://" + address().getAddress().getHostAddress() + ":"
                        + address().getPort(),
                "--cacert",
                folder.resolve("recorder-ca.pem").toString());
    }

    public String mirrorUrl() {
        return "http://127.0.0.1:" + address().getPort();
    }

    /** Ends the recording, and reads it. */
    public Capture finish() throws IOException {
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
