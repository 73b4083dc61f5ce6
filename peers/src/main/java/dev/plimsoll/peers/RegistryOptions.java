package dev.plimsoll.peers;

import dev.plimsoll.peers.token.Account;
import dev.plimsoll.peers.token.SigningAlgorithm;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a registry is started.
 *
 * @param port of the registry on 127.0.0.1; 0 for any that is free, as all its helpers have
 * @param names other names for its origins; without them everything is at 127.0.0.1
 * @param seed whether it gets an image to pull
 * @param account who may sign in, where a variant has that
 * @param anonymousPull whether the token service lets everybody pull
 * @param tokenLifetime of the token service's tokens
 * @param tokenAlgorithm by which they are signed
 */
public record RegistryOptions(
        int port,
        Optional<PublicNames> names,
        boolean seed,
        Account account,
        boolean anonymousPull,
        Duration tokenLifetime,
        SigningAlgorithm tokenAlgorithm,
        Clock clock,
        SecureRandom random) {
    /** As distribution's own token service has it. */
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final int LAST_PORT = 65_535;

    /**
     * Checks port and lifetime.
     *
     * @throws IllegalArgumentException if it is no port, or less than a second
     */
    public RegistryOptions {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("the port " + port + " is none of 0 (any that is free) to " + LAST_PORT);
        }
        if (tokenLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a token lives for a second at least, not " + tokenLifetime);
        }
    }

    /** A free port, seeded, everybody may pull, and a password of its own. */
    public static RegistryOptions defaults(Clock clock, SecureRandom random) {
        return new RegistryOptions(
                0,
                Optional.empty(),
                true,
                Account.random(random),
                true,
                FIVE_MINUTES,
                SigningAlgorithm.ES256,
                clock,
                random);
    }

    public RegistryOptions onPort(int newPort) {
        return new RegistryOptions(
                newPort, names, seed, account, anonymousPull, tokenLifetime, tokenAlgorithm, clock, random);
    }

    public RegistryOptions under(PublicNames newNames) {
        return new RegistryOptions(
                port,
                Optional.of(newNames),
                seed,
                account,
                anonymousPull,
                tokenLifetime,
                tokenAlgorithm,
                clock,
                random);
    }

    public RegistryOptions seeded(boolean newSeed) {
        return new RegistryOptions(
                port, names, newSeed, account, anonymousPull, tokenLifetime, tokenAlgorithm, clock, random);
    }

    public RegistryOptions signedInAs(Account newAccount) {
        return new RegistryOptions(
                port, names, seed, newAccount, anonymousPull, tokenLifetime, tokenAlgorithm, clock, random);
    }

    public RegistryOptions withAnonymousPull(boolean newAnonymousPull) {
        return new RegistryOptions(
                port, names, seed, account, newAnonymousPull, tokenLifetime, tokenAlgorithm, clock, random);
    }

    public RegistryOptions withTokens(Duration newLifetime, SigningAlgorithm newAlgorithm) {
        return new RegistryOptions(port, names, seed, account, anonymousPull, newLifetime, newAlgorithm, clock, random);
    }
}
