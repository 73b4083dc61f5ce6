package dev.plimsoll.peers.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What a token service is to be like.
 *
 * @param service the name of the registry that it issues tokens for: their audience
 * @param issuer its own name
 * @param account the user who may do everything
 * @param anonymousPull whether a client without credentials may pull
 * @param lifetime of a token, whole seconds; docker-registry takes one for 60 s longer, for clocks that differ
 */
public record TokenServiceOptions(
        String service,
        String issuer,
        Account account,
        boolean anonymousPull,
        Duration lifetime,
        SigningAlgorithm algorithm,
        Clock clock,
        SecureRandom random) {}
