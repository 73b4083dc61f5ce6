package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.peers.RegistryOptions;
import dev.plimsoll.peers.RegistryVariant;
import dev.plimsoll.peers.RunningRegistry;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.seed.RegistryWriter;
import dev.plimsoll.peers.seed.SeedImage;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.ContainerImage;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.RegistryProgram;
import dev.plimsoll.suites.target.TrustedCertificates;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Starts registries: a target's own program, one of the variants that Plimsoll knows, or a container. */
final class RealSites {
    private RealSites() {}

    /** @throws ConfigurationException if it does not start, or does not take the seed image */
    static Site program(RegistryProgram program, String reason, Path scratch) {
        var process = RegistryProcess.start(program, scratch);
        try {
            var registry = RegistryWriter.to(process.origin(), SeedImage.REPOSITORY, Optional.empty());
            return new RealSite(
                    Mode.PROCESS,
                    reason,
                    process.origin(),
                    SeedSample.of(SeedImage.push(registry, false)),
                    TransportOptions.defaults(),
                    Optional.empty(),
                    process::close);
        } catch (PeerException e) {
            process.close();
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws ConfigurationException if a program is missing, does not start, or does not take the seed image */
    static Site variant(RegistryVariant variant, String reason, Path scratch) {
        try {
            var running = variant.start(
                    scratch.resolve(variant.id()), RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom()));
            return new RealSite(
                    Mode.PROCESS,
                    reason,
                    running.origin(),
                    SeedSample.of(running.seeded().orElseThrow()),
                    options(running),
                    running.credentials().map(account -> new Login(account.name(), account.password())),
                    running::close);
        } catch (PeerException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws ConfigurationException if there is no engine, or the container does not start or take the seed image */
    static Site container(ContainerImage image, String reason) {
        var container = RegistryContainer.start(image);
        try {
            var registry = RegistryWriter.to(container.origin(), SeedImage.REPOSITORY, Optional.empty());
            return new RealSite(
                    Mode.CONTAINER,
                    reason,
                    container.origin(),
                    SeedSample.of(SeedImage.push(registry, false)),
                    TransportOptions.defaults(),
                    Optional.empty(),
                    container::close);
        } catch (PeerException e) {
            container.close();
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static TransportOptions options(RunningRegistry running) {
        if (running.authorityPem().isEmpty()) {
            return TransportOptions.defaults();
        }
        try {
            return TransportOptions.defaults()
                    .withTrustedCertificates(
                            TrustedCertificates.read(running.authorityPem().get()));
        } catch (ConfigurationException e) {
            running.close();
            throw e;
        }
    }
}
