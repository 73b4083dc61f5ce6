package dev.plimsoll.cli;

import dev.plimsoll.peers.PublicNames;
import dev.plimsoll.peers.RegistryOptions;
import dev.plimsoll.peers.RegistryVariant;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.token.SigningAlgorithm;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll registry}: a real registry of a known kind, to try clients, recorders and suites on. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts a registry on 127.0.0.1 and says how to use it, until it is interrupted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll registry --list",
            "  plimsoll registry token --seed --names",
            "  plimsoll registry tls --port 5443 --folder registry/"
        })
final class RegistryCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "VARIANT", description = "One of those that --list shows.")
    private Optional<String> variant = Optional.empty();

    @Option(names = "--list", description = "List the variants, and what is missing for them here.")
    private boolean list;

    @Option(names = "--port", paramLabel = "N", description = "Of the registry on 127.0.0.1; by default a free one.")
    private int port;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Keep its content, configuration, certificate and logs here. Default: a temporary folder.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--seed", description = "Push a small image for two platforms, so that there is one to pull.")
    private boolean seed;

    @Option(
            names = "--names",
            description = "Be registry., auth. and cdn.plimsoll.test, for clients behind a proxy that knows these.")
    private boolean names;

    @Option(names = "--no-anonymous-pull", description = "token: let nobody pull without credentials.")
    private boolean noAnonymousPull;

    @Option(
            names = "--token-lifetime",
            paramLabel = "SECONDS",
            description = "token: Default: ${DEFAULT-VALUE}. The registry takes a token for 60 s longer.")
    private long tokenLifetime = 300;

    @Option(
            names = "--token-algorithm",
            paramLabel = "ALGORITHM",
            description = "token: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private SigningAlgorithm tokenAlgorithm = SigningAlgorithm.ES256;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        if (list) {
            list(out);
            return ExitCode.CONFORMS;
        }
        var chosen = choose();
        var options = options();
        folder.ifPresent(given -> Outputs.requireFolder("--folder", given));
        try (var interrupt = Interrupt.heard();
                var scratch = Scratch.create();
                var registry = chosen.start(folder.orElse(scratch.folder()), options)) {
            new RegistryHints(registry).lines().forEach(out::println);
            out.flush();
            interrupt.await();
        } catch (PeerException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        return ExitCode.CONFORMS;
    }

    private static void list(PrintWriter out) {
        for (var variant : RegistryVariant.values()) {
            out.printf("  %-14s %s%n", variant.id(), variant.title());
            variant.missing()
                    .forEach(program -> out.printf("  %-14s missing: %s; %s%n", "", program.name(), program.remedy()));
        }
        out.flush();
    }

    private RegistryVariant choose() {
        var known = Stream.of(RegistryVariant.values()).map(RegistryVariant::id).collect(Collectors.joining(", "));
        var id = variant.orElseThrow(
                () -> new ConfigurationException("which registry? Name one of " + known + ", or use --list"));
        return Stream.of(RegistryVariant.values())
                .filter(one -> one.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "\"" + id + "\" is none of " + known + Nearest.question(id, List.of(known.split(", ", -1)))));
    }

    private RegistryOptions options() {
        try {
            var options = RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom())
                    .onPort(port)
                    .seeded(seed)
                    .withAnonymousPull(!noAnonymousPull)
                    .withTokens(Duration.ofSeconds(tokenLifetime), tokenAlgorithm);
            return names ? options.under(PublicNames.invented()) : options;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
