package dev.plimsoll.cli;

import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.replay.Mirror;
import dev.plimsoll.fixtures.replay.Pace;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import dev.plimsoll.fixtures.twin.SyntheticTwin;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll replay}: serves a capture to any client that takes a proxy and a CA. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves a capture on this machine, under its own host names, until it is interrupted.",
        footerHeading = "%nExample:%n",
        footer = {
            "  plimsoll replay dockerhub --twin --port 8080 --ca-out /tmp/ca.pem",
            "  HTTPS_PROXY=http://127.0.0.1:8080 SSL_CERT_FILE=/tmp/ca.pem \\",
            "    skopeo copy docker://docker.io/library/alpine:latest oci:alpine:latest",
            "  plimsoll replay dockerhub --twin --listen 127.0.0.1:5000 --as registry-1.docker.io",
            "  plimsoll replay dockerhub --twin --fault cut=50%%@blob,times:1 --fault range-ignored"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CAPTURE",
            description = "A folder, or the name of a capture that comes with Plimsoll.")
    private String capture = "";

    @Option(
            names = "--twin",
            description = "Give bodies that were not captured synthetic content, so that clients can pull.")
    private boolean twin;

    @Option(names = "--port", paramLabel = "N", description = "Of the proxy on 127.0.0.1; by default a free one.")
    private int port;

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description = "Where to write the CA's certificate. Default: ${DEFAULT-VALUE}")
    private Path authority = Path.of("plimsoll-ca.pem");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Serve one recorded registry (--as) by plain HTTP here, as a mirror does.")
    private Optional<String> listen = Optional.empty();

    @Option(names = "--as", paramLabel = "REGISTRY", description = "Which one, for instance registry-1.docker.io.")
    private Optional<String> as = Optional.empty();

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description = "How long answers take: none, recorded, or so many times as long. Default: ${DEFAULT-VALUE}")
    private String pace = "none";

    @Mixin
    private FaultOptions faults = new FaultOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (faults.areListed()) {
            faults.printTo(spec.commandLine().getOut());
            return ExitCode.CONFORMS;
        } else if (capture.isEmpty()) {
            throw new ConfigurationException("no CAPTURE: give a folder, or the name of one that comes with Plimsoll");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new ConfigurationException("--port " + port + " is none of 0 (any that is free) to " + LAST_PORT);
        }
        Outputs.requireFile("--ca-out", authority);
        try (var interrupt = Interrupt.heard();
                var scratch = Scratch.create()) {
            var recorded = Captures.open(capture);
            var plan = faults.plan(capture);
            var served = twin ? SyntheticTwin.of(recorded, scratch.folder().resolve("twin")) : recorded;
            var out = spec.commandLine().getOut();
            recorded.warnings().forEach(warning -> out.println("warning: " + warning));
            var options = options(plan);
            try (var server = ReplayServer.start(served, options)) {
                Files.writeString(authority, server.authority().pem());
                var proxy = "http://127.0.0.1:" + server.proxy().getPort();
                out.println("replaying " + served.info().name() + " at " + proxy + "; the CA is in " + authority);
                ClientHints.printForProxy(out, server.proxy(), authority);
                server.mirror().ifPresent(mirror -> {
                    out.println(
                            "and " + as.orElse("") + " at http://" + mirror.getHostString() + ":" + mirror.getPort());
                    ClientHints.printForMirror(out, mirror);
                });
                plan.rules().forEach(rule -> out.println("  fault: " + rule));
                out.flush();
                try (var progress = Main.progress(spec)) {
                    int recordedCount = served.transcript().exchanges().size();
                    progress.showNews(() -> ReplaySummary.soFar(recordedCount, server));
                    interrupt.await();
                }
                ReplaySummary.print(out, server);
            }
        }
        return ExitCode.CONFORMS;
    }

    private ReplayOptions options(FaultPlan plan) {
        var options = ReplayOptions.defaults().onPort(port).withFaults(plan);
        try {
            options = options.atPace(Pace.parse(pace));
        } catch (MalformedException e) {
            throw new ConfigurationException("--pace: " + e.getMessage(), e);
        }
        if (listen.isPresent() != as.isPresent()) {
            throw new ConfigurationException("--listen HOST:PORT and --as REGISTRY go together: where, and what");
        }
        return listen.isEmpty()
                ? options
                : options.withMirror(new Mirror(ListenAddress.parse("--listen", listen.get()), origin(as.orElse(""))));
    }

    private static Origin origin(String registry) {
        try {
            return HttpUrl.parse(registry.contains("://") ? registry : "https://" + registry)
                    .origin();
        } catch (MalformedException e) {
            throw new ConfigurationException(
                    "--as \"" + registry + "\" is no registry, such as quay.io or http://127.0.0.1:5000", e);
        }
    }
}
