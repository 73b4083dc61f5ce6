package dev.plimsoll.suites.target;

import dev.plimsoll.suites.check.CheckId;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A known deviation: the check is run anyway, and the run fails when it comes out otherwise.
 *
 * @param subject whose deviation: {@code registry}, or a client's name
 * @param outcome what is expected of the check
 * @param source where it is documented
 * @param expires the first day on which it has to be looked at again: from then on it is stale
 */
public record Expectation(
        CheckId check, String subject, Expected outcome, String reason, String source, Optional<LocalDate> expires) {
    /** What a target's file may expect. */
    public enum Expected {
        /** The check is violated. */
        VIOLATES,
        /** The check cannot be judged now and then; that it is violated is never expected so. */
        INCONCLUSIVE;

        /** The name in a target's YAML file. */
        public String yamlName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it has expired on that day. */
    public boolean isExpired(LocalDate today) {
        return expires.filter(day -> !today.isBefore(day)).isPresent();
    }
}
