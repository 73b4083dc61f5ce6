package dev.plimsoll.cli;

import dev.plimsoll.engine.BlobStore;
import dev.plimsoll.engine.DockerArchiveWriter;
import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.OciLayoutWriter;
import dev.plimsoll.engine.PullEngine;
import dev.plimsoll.engine.PullException;
import dev.plimsoll.engine.PullOptions;
import dev.plimsoll.engine.PullResult;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.Transport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.TrustedCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll pull}: the reference engine from the command line. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Pulls an image with the reference engine, every byte verified.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll pull alpine:3.20 --to-oci alpine/",
            "  plimsoll pull 127.0.0.1:5000/app:1 --plain-http --to-docker app.tar && docker load -i app.tar",
            "  plimsoll pull registry.example/team/app:1 --report why-it-fails/",
            "  plimsoll pull ghcr.io/me/app --user me --password-env GHCR_TOKEN --to-oci app/"
        })
final class PullCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "[registry/]name[:tag][@digest]")
    private String reference = "";

    @Option(names = "--to-oci", paramLabel = "FOLDER", description = "Write an OCI image layout.")
    private Optional<Path> oci = Optional.empty();

    @Option(names = "--to-docker", paramLabel = "FILE", description = "Write an archive that docker load takes.")
    private Optional<Path> docker = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description =
                    "Write what crossed the wire there, also if the pull fails: a waterfall, and the rulebook's word.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Default: ${DEFAULT-VALUE}")
    private String platform = "linux/amd64";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Ask this registry in the place of the reference's.")
    private Optional<String> registry = Optional.empty();

    @Option(names = "--plain-http", description = "Ask the registry by http.")
    private boolean plainHttp;

    @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "An HTTP proxy, for instance plimsoll replay.")
    private Optional<String> proxy = Optional.empty();

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust these certificates (PEM) besides the system's.")
    private Optional<Path> authority = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "For the registry.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the password or token.")
    private Optional<String> passwordVariable = Optional.empty();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Override
    public Integer call() throws IOException, PullException, InterruptedException {
        if (oci.isEmpty() && docker.isEmpty() && report.isEmpty()) {
            throw new ConfigurationException(
                    "nowhere to write to: give --to-oci FOLDER, --to-docker FILE or --report FOLDER");
        }
        report.ifPresent(folder -> Outputs.requireFolder("--report", folder));
        if (docker.isPresent()) {
            Outputs.requireFile("--to-docker", docker.get());
        }
        if (oci.isPresent()) {
            Outputs.requireFolder("--to-oci", oci.get());
        }
        var asked = Reference.parse(reference);
        var options = PullOptions.defaults()
                .withPlatform(Platform.parse(platform))
                .withPlainHttp(plainHttp)
                .withLimits(limits.limits());
        if (registry.isPresent()) {
            options = options.withRegistry(origin(registry.get()));
        }
        var home = options.registry()
                .orElseGet(() -> HttpUrl.parse((plainHttp ? "http://" : "https://") + asked.registryHost() + "/")
                        .origin());
        var login = login();
        var notes = new PullNotes(asked, home, Clock.systemUTC());
        try {
            pull(asked, options, origin -> login.filter(any -> origin.equals(home)), notes);
        } catch (PullException e) {
            notes.failed(e);
            report(notes, login);
            throw e;
        }
        report(notes, login);
        return ExitCode.CONFORMS;
    }

    private void pull(Reference asked, PullOptions options, Function<Origin, Optional<Login>> login, PullNotes notes)
            throws IOException, PullException, InterruptedException {
        try (var interrupt = Interrupt.heard();
                var scratch = Scratch.create();
                var progress = Main.progress(spec);
                var base = beside(notes, SocketTransport.create(transport()))) {
            interrupt.stopsThisThread();
            var store = BlobStore.at(oci.orElse(scratch.folder().resolve("store")));
            var listener = new ConsolePullListener(spec.commandLine().getOut(), progress);
            var result = PullEngine.assemble(base, login, options, listener).pull(asked, store);
            notes.succeeded(result);
            progress.show(() -> "writing");
            write(result, store, progress);
        }
    }

    /** What nobody asked for is not kept: small layers would fill the memory. */
    private Transport beside(PullNotes notes, Transport wire) {
        return report.isPresent() ? notes.beside(wire) : wire;
    }

    private void report(PullNotes notes, Optional<Login> login) throws IOException {
        if (report.isPresent()) {
            var out = spec.commandLine().getOut();
            var run = notes.judged(login.map(Login::password).stream().toList());
            out.println("judged: " + run.verdict().summary());
            out.println(ReportFolder.write(run, report.get()));
            out.flush();
        }
    }

    private void write(PullResult result, BlobStore store, Progress progress) throws IOException {
        var out = spec.commandLine().getOut();
        if (oci.isPresent()) {
            new OciLayoutWriter().write(result, store);
            progress.hide();
            out.println("OCI layout: " + oci.get());
        }
        if (docker.isPresent()) {
            // Beside its destination and renamed when whole: a name never stands for half an archive.
            var part = docker.get().resolveSibling(docker.get().getFileName() + ".part");
            try {
                try (var archive = Files.newOutputStream(part)) {
                    new DockerArchiveWriter().write(result, store, archive);
                }
                Files.move(part, docker.get(), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            progress.hide();
            out.println("docker archive: " + docker.get());
        }
        progress.finish();
        out.println("image id: " + result.config().imageId());
        out.flush();
    }

    private TransportOptions transport() {
        var options = limits.timeouts();
        if (proxy.isPresent()) {
            options = options.withProxy(address(proxy.get()));
        }
        return authority.isPresent()
                ? options.withTrustedCertificates(TrustedCertificates.read(authority.get()))
                : options;
    }

    private Optional<Login> login() {
        if (user.isEmpty()) {
            if (passwordVariable.isPresent()) {
                throw new ConfigurationException("--password-env needs --user NAME; a token alone has one as well,"
                        + " which the registry's manual tells");
            }
            return Optional.empty();
        }
        var variable = passwordVariable.orElseThrow(() ->
                new ConfigurationException("--user needs --password-env VARIABLE; a password is never an argument"));
        var password = Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new ConfigurationException("the environment variable " + variable + " is not set"));
        return Optional.of(new Login(user.get(), new Secret(password)));
    }

    private static Origin origin(String text) {
        var url = HttpUrl.parse(text);
        if (url.target().length() > 1) {
            throw new ConfigurationException(
                    "--registry \"" + text + "\" has a path; give the origin alone: " + url.origin());
        }
        return url.origin();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0
                || !text.substring(colon + 1).matches("[0-9]{1,5}")
                || Integer.parseInt(text.substring(colon + 1)) > LAST_PORT) {
            throw new ConfigurationException("--proxy \"" + text + "\" is not host:port, such as 127.0.0.1:8080");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
