package dev.plimsoll.suites.check;

import java.util.Optional;
import java.util.Set;

/**
 * A row of the catalogue of requirements.
 *
 * @param id such as {@code DS-011}
 * @param section the document that it is from, such as {@code distribution-specification}
 * @param parties whose it is
 * @param level how binding the strongest of its words is in the newest release
 * @param draftLevel the same on the specification's main branch
 * @param since the first version of the specification that has it; the oldest for the other documents
 * @param official whether the conformance suite of the OCI covers it
 * @param unchecked what it demands and why no check judges it; nothing if one does
 */
public record Requirement(
        String id,
        String section,
        Set<Party> parties,
        Level level,
        Level draftLevel,
        Profile since,
        Official official,
        Optional<Unchecked> unchecked) {
    public Requirement {
        parties = Set.copyOf(parties);
    }

    /** How the official suite, version 2, covers a requirement. */
    public enum Official {
        FULLY,
        PARTLY,
        NONE
    }

    /**
     * Why there is no check.
     *
     * @param requires what the requirement demands, in our words
     * @param why it cannot be judged, or is not yet
     */
    public record Unchecked(String requires, String why) {}
}
