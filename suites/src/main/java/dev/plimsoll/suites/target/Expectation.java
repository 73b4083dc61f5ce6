package dev.plimsoll.suites.target;

import dev.plimsoll.suites.check.CheckId;

/**
 * A known deviation: the check is expected to be violated, and the run fails when it no longer is.
 *
 * @param subject whose deviation: {@code registry}, or a client's name
 * @param source where it is documented
 */
public record Expectation(CheckId check, String subject, String reason, String source) {}
