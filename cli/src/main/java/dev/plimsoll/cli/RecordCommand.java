package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.ca.RecorderAuthority;
import dev.plimsoll.recorder.proxy.HostRules;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.tap.CaptureTap;
import dev.plimsoll.recorder.tap.FrontEnd;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.TrustedCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll record}: a proxy or a mirror that writes a capture of what passes it. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records the traffic of any client, redacted, until it is interrupted or the command after -- has ended.",
            "Clients have to trust the recorder's CA (plimsoll ca print), or to use a mirror."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll record --out capture -- skopeo copy docker://docker.io/library/alpine:latest oci:alpine",
            "  plimsoll record --out capture --proxy 127.0.0.1:8080",
            "  plimsoll record --out capture --mirror-of https://registry-1.docker.io --listen 127.0.0.1:5000"
        })
final class RecordCommand implements Callable<Integer> {
    private static final Pattern LEADS = Pattern.compile("([^:]+:[0-9]{1,5}):(.+:[0-9]{1,5})");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of the new capture.")
    private Path out = Path.of("");

    @Option(
            names = "--proxy",
            paramLabel = "HOST:PORT",
            description = "Where the forward proxy listens. Default: a free port of 127.0.0.1.")
    private Optional<String> proxy = Optional.empty();

    @Option(names = "--mirror-of", paramLabel = "URL", description = "Be a mirror of this registry instead.")
    private Optional<String> mirrorOf = Optional.empty();

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where the mirror listens.")
    private Optional<String> listen = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What is in front: jetty, or browserup for a forward proxy. Default: ${DEFAULT-VALUE}")
    private RecordingEngine engine = RecordingEngine.JETTY;

    @Option(
            names = "--bodies",
            paramLabel = "POLICY",
            description = "Which are stored: all, manifests, none, or <10M for a size. Default: ${DEFAULT-VALUE}")
    private String bodies = "all";

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "Trust the servers that these certificates (PEM) vouch for, besides the system's.")
    private Optional<Path> upstreamCa = Optional.empty();

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "Let requests to these hosts through and no others; *.example.com for all below.")
    private List<String> allowedHosts = new ArrayList<>();

    @Option(
            names = "--allow-private",
            description = "Let clients on other machines reach private and link-local addresses through here.")
    private boolean allowPrivate;

    @Option(
            names = {"--connect-to", "--resolve"},
            paramLabel = "HOST:PORT:ADDRESS:PORT",
            description = "Lead requests for one authority to another address, as curl's --connect-to does.")
    private List<String> connectTo = new ArrayList<>();

    @Option(
            names = "--max-streams",
            paramLabel = "N",
            defaultValue = "256",
            description = "Exchanges that an HTTP/2 connection may carry at once; 0 keeps everything to HTTP/1.1."
                    + " Default: ${DEFAULT-VALUE}.")
    private int maxStreams;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the capture. Default: the folder's.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--client", paramLabel = "CLIENT", description = "Whose traffic it is, with version.")
    private Optional<String> client = Optional.empty();

    @Option(names = "--registry", paramLabel = "HOST", description = "The registry's host. Default: the mirrored one.")
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--keep-secrets",
            description = "Take nothing out. The capture says so, and everything that opens it warns.")
    private boolean keepSecrets;

    @Parameters(paramLabel = "COMMAND", description = "After --: run this with proxy and CA set, and stop at its end.")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (proxy.isPresent() && (mirrorOf.isPresent() || listen.isPresent())) {
            throw new ConfigurationException("--proxy is for a forward proxy, --mirror-of and --listen for a mirror");
        } else if (mirrorOf.isPresent() && engine == RecordingEngine.BROWSERUP) {
            throw new ConfigurationException(
                    "--engine browserup is a forward proxy and no mirror; leave --engine out for --mirror-of");
        } else if (mirrorOf.isPresent() != listen.isPresent()) {
            throw new ConfigurationException("--mirror-of and --listen belong together");
        }
        var policy = BodyPolicy.parse(bodies);
        var options = options();
        try (var interrupt = Interrupt.heard()) {
            try {
                return record(policy, options, interrupt);
            } catch (IOException | InterruptedException | RuntimeException e) {
                // Said in here: when the interrupt is let go, this process may be gone.
                return Main.failed(e, spec.commandLine());
            }
        }
    }

    private int record(BodyPolicy policy, RecorderOptions options, Interrupt interrupt)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        var user = RecorderAuthority.ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
        // A mirror shows nobody a certificate.
        var authority = mirrorOf.isPresent() ? CertificateAuthority.create(random, clock) : user.open(random, clock);
        var summary = new RecordingSummary();
        var writer = CaptureWriter.create(out, info(), redactor());
        var tap = CaptureTap.to(writer, policy, clock, summary::recorded);
        int code;
        // Closed from the last to the first: what is under way ends, is written, and is looked through for secrets.
        try (writer;
                tap;
                var recorder = engine.start(options, authority, tap, summary, clock)) {
            code = command.isEmpty() ? serve(recorder, user, interrupt, summary) : run(recorder, user, interrupt);
        }
        var print = spec.commandLine().getOut();
        summary.lines().forEach(print::println);
        if (tap.failure().isPresent()) {
            print.flush();
            throw new ConfigurationException(out + ": not everything could be recorded: "
                    + FileFault.describe(tap.failure().get()) + "; what is whole can be read");
        }
        Findings.lines(Capture.open(out)).forEach(print::println);
        print.println("the capture is in " + out + "; plimsoll lint " + out + " tells more");
        print.flush();
        return code;
    }

    private Redactor redactor() {
        if (!keepSecrets) {
            return Redactor.keyed(new SecureRandom());
        }
        var err = spec.commandLine().getErr();
        err.println("warning: --keep-secrets: tokens, passwords and signed URLs go to " + out + " as they are");
        err.flush();
        return Redactor.none();
    }

    private int run(FrontEnd recorder, RecorderAuthority user, Interrupt interrupt)
            throws IOException, InterruptedException {
        var recorded = new RecordedCommand(command, recorder.address(), user.certificate(), mirrorOf.isPresent());
        recorded.advice().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        interrupt.stopsThisThread();
        try {
            return recorded.run();
        } catch (InterruptedException e) {
            // The command was ended; what it had done is kept.
            return ExitCode.CONFORMS;
        }
    }

    private int serve(FrontEnd recorder, RecorderAuthority user, Interrupt interrupt, RecordingSummary summary)
            throws InterruptedException {
        var address =
                recorder.address().getHostString() + ":" + recorder.address().getPort();
        var print = spec.commandLine().getOut();
        if (mirrorOf.isPresent()) {
            print.println("recording " + mirrorOf.get() + " as its mirror at http://" + address);
        } else {
            print.println("recording at http://" + address + "; the CA is in " + user.certificate());
            print.println("  export HTTPS_PROXY=http://" + address + " HTTP_PROXY=http://" + address + " SSL_CERT_FILE="
                    + user.certificate());
        }
        print.flush();
        try (var progress = Main.progress(spec)) {
            progress.showNews(summary::soFar);
            interrupt.await();
        }
        return ExitCode.CONFORMS;
    }

    private RecorderOptions options() {
        var base = mirrorOf.isPresent()
                ? RecorderOptions.mirror(
                        HttpUrl.parse(mirrorOf.get()).origin(), ListenAddress.parse("--listen", listen.orElseThrow()))
                : RecorderOptions.forward(ListenAddress.parse("--proxy", proxy.orElse("127.0.0.1:0")));
        return base.trusting(upstreamCa.map(TrustedCertificates::read).orElse(List.of()))
                .onlyTo(new HostRules(allowedHosts))
                .leading(addresses())
                .carrying(streams())
                .reachingPrivate(allowPrivate);
    }

    private int streams() {
        if (maxStreams < 0) {
            throw new ConfigurationException("--max-streams is a number of exchanges, or 0 for HTTP/1.1 alone");
        }
        return maxStreams;
    }

    private Map<String, InetSocketAddress> addresses() {
        var addresses = new HashMap<String, InetSocketAddress>();
        for (var text : connectTo) {
            var leads = LEADS.matcher(text);
            if (!leads.matches()) {
                throw new ConfigurationException("not HOST:PORT:ADDRESS:PORT: " + text
                        + "; use --connect-to registry.example:443:127.0.0.1:5443");
            }
            addresses.put(leads.group(1).toLowerCase(Locale.ROOT), ListenAddress.parse("--connect-to", leads.group(2)));
        }
        return addresses;
    }

    private CaptureInfo info() {
        var folder = out.toAbsolutePath().normalize().getFileName();
        var host = registry.or(
                () -> mirrorOf.map(url -> HttpUrl.parse(url).origin().host()));
        return CaptureInfo.of(
                name.orElse(folder == null ? "capture" : folder.toString()),
                command.isEmpty() ? "recorded as it passed" : "recorded while this ran: " + program(),
                client.orElse(command.isEmpty() ? "unknown" : program()),
                host.orElse("unknown"),
                Optional.of(Clock.systemUTC().instant()),
                "plimsoll record");
    }

    /** Without its folder, which is nobody's business. */
    private String program() {
        return String.valueOf(Path.of(command.get(0)).getFileName());
    }
}
