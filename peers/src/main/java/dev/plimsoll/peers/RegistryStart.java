package dev.plimsoll.peers;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.peers.process.Answering;
import dev.plimsoll.peers.process.FreePort;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.process.Program;
import dev.plimsoll.peers.process.ServerProcess;
import dev.plimsoll.peers.seed.RegistryWriter;
import dev.plimsoll.peers.seed.SeedImage;
import dev.plimsoll.peers.seed.Seeded;
import dev.plimsoll.peers.token.TokenService;
import dev.plimsoll.peers.token.TokenServiceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Starts a variant: its parts one after the other, and the image that it is seeded with. */
final class RegistryStart {
    /** Another program may take a free port between the look and the start. */
    private static final int ATTEMPTS = 3;

    /** What neither YAML's nor nginx's quotes would change. */
    private static final Pattern PLAIN_PATH = Pattern.compile("[^\"\\\\$\\p{Cntrl}]+");

    static final String SERVICE = "plimsoll-registry";
    private static final String ISSUER = "plimsoll-token-service";
    private static final List<String> SEED_ACTIONS = List.of("pull", "push");

    private final RegistryVariant variant;
    private final RegistryFolder folder;
    private final RegistryOptions options;
    private final Front front;
    private final Parts parts = new Parts();

    /** The port of the registry itself, behind nginx if there is one. */
    private final int port;

    private RegistryStart(RegistryVariant variant, RegistryFolder folder, RegistryOptions options) {
        this.variant = variant;
        this.folder = folder;
        this.options = options;
        this.front = Front.choose(variant, options);
        this.port = variant.isTls() ? FreePort.find() : front.port();
    }

    static RunningRegistry start(RegistryVariant variant, Path folder, RegistryOptions options) {
        variant.missing().forEach(Program::require);
        var absolute = folder.toAbsolutePath().normalize();
        if (!PLAIN_PATH.matcher(absolute.toString()).matches()) {
            throw new PeerException("a registry's folder has none of \" \\ $ and no control character: " + absolute);
        }
        int attempts = options.port() == 0 ? ATTEMPTS : 1;
        for (int attempt = 1; ; attempt++) {
            try {
                return new RegistryStart(variant, new RegistryFolder(absolute), options).start();
            } catch (PeerException e) {
                if (attempt == attempts) {
                    throw e;
                }
            } catch (IOException e) {
                throw new PeerException("cannot start " + variant.id() + " in " + absolute + ": " + e, e);
            }
        }
    }

    private RunningRegistry start() throws IOException {
        try {
            var writer = startRegistry();
            Optional<Path> authorityPem = variant.isTls() ? Optional.of(startTls()) : Optional.empty();
            Optional<Seeded> seeded = options.seed()
                    ? Optional.of(SeedImage.push(writer, variant == RegistryVariant.SCHEMA1))
                    : Optional.empty();
            return new RunningRegistry(
                    variant,
                    parts,
                    front,
                    authorityPem,
                    variant.hasAccounts() ? Optional.of(options.account()) : Optional.empty(),
                    seeded);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Starts the registry; by what comes back it can be written to. */
    private RegistryWriter startRegistry() throws IOException {
        return switch (variant) {
            case PLAIN, TLS -> distribution2(file());
            case HTPASSWD -> {
                var accounts = folder.write("htpasswd", Htpasswd.line(options.account(), options.random()));
                distribution2(file().askingForPasswords(SERVICE, accounts));
                yield writer(here(), Optional.of(options.account().basic()));
            }
            case TOKEN -> startWithTokens();
            case REDIRECT -> distribution2(file().redirectingTo(front.cdn().orElseThrow()));
            case MIRROR -> {
                var upstream = new Origin("http", Front.LOOPBACK, FreePort.find());
                var data = folder.make("upstream");
                var configuration = folder.write(
                        "upstream.yml",
                        DistributionFile.of(data, upstream.port()).toString());
                serve(Programs.DISTRIBUTION_2, "upstream", upstream, "serve", configuration.toString());
                distribution2(file().mirroring(upstream));
                yield writer(upstream, Optional.empty());
            }
            case SCHEMA1 -> distribution2(file().withSchema1());
            case DELETES -> distribution2(file().deleting());
            case DISTRIBUTION3 -> distribution(Programs.DISTRIBUTION_3, file());
            case CRANE -> {
                var data = folder.make("data").toString();
                serve(
                        Programs.CRANE,
                        "registry",
                        here(),
                        "registry",
                        "serve",
                        "--address",
                        here().authority(),
                        "--disk",
                        data);
                yield writer(here(), Optional.empty());
            }
        };
    }

    private RegistryWriter startWithTokens() throws IOException {
        var tokens = TokenService.start(new TokenServiceOptions(
                SERVICE,
                ISSUER,
                options.account(),
                options.anonymousPull(),
                options.tokenLifetime(),
                options.tokenAlgorithm(),
                options.clock(),
                options.random()));
        parts.add(tokens);
        var certificate = folder.write("token-service.pem", tokens.certificatePem());
        distribution2(file().askingForTokens(front.realm().orElseThrow(), SERVICE, ISSUER, certificate));
        var token = tokens.issue(new Scope("repository", SeedImage.REPOSITORY, SEED_ACTIONS));
        return writer(here(), Optional.of(new Secret("Bearer " + token.reveal())));
    }

    private DistributionFile file() throws IOException {
        return DistributionFile.of(folder.make("data"), port);
    }

    private RegistryWriter distribution2(DistributionFile file) throws IOException {
        return distribution(Programs.DISTRIBUTION_2, file);
    }

    private RegistryWriter distribution(Program program, DistributionFile file) throws IOException {
        var configuration = folder.write("registry.yml", file.toString());
        serve(program, "registry", here(), "serve", configuration.toString());
        return writer(here(), Optional.empty());
    }

    private void serve(Program program, String name, Origin origin, String... arguments) {
        var command = new ArrayList<>(List.of(program.require().toString()));
        command.addAll(List.of(arguments));
        parts.add(ServerProcess.start(command, folder.log(name), Answering.at(origin + "/v2/")));
    }

    /** Starts nginx before the other parts; returns the file with the certificate to trust. */
    private Path startTls() throws IOException {
        var authority = CertificateAuthority.create(options.random(), options.clock());
        var home = folder.make("nginx");
        folder.write("nginx/server.pem", authority.serverPem(front.hosts()));
        folder.writeSecret("nginx/server-key.pem", authority.serverKeyPem());
        var file = new NginxFile(home, System.getProperty("user.name")).proxy(front.port(), port);
        parts.tokens().ifPresent(tokens -> file.proxy(front.authPort().orElseThrow(), tokens.port()));
        front.cdnPort().ifPresent(cdn -> file.files(cdn, folder.path("data")));
        var configuration = folder.write("nginx/nginx.conf", file.toString());
        var command = List.of(
                Programs.NGINX.require().toString(),
                "-p",
                home.toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString());
        parts.add(ServerProcess.start(
                command, folder.log("nginx"), Answering.at(front.origin() + "/v2/", List.of(authority.certificate()))));
        return folder.write("ca.pem", authority.pem());
    }

    private Origin here() {
        return new Origin("http", Front.LOOPBACK, port);
    }

    private static RegistryWriter writer(Origin registry, Optional<Secret> authorization) {
        return RegistryWriter.to(registry, SeedImage.REPOSITORY, authorization);
    }
}
