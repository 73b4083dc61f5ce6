package dev.plimsoll.suites.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version of the distribution specification to hold a party to, from the oldest on. */
public enum Profile {
    /** Version 1.0. */
    V1_0("1.0"),
    /** Version 1.1.1, the newest that was released. */
    V1_1_1("1.1.1"),
    /** What stands on the specification's main branch: it has more requirements, and makes some MUST that were SHOULD. */
    DRAFT("draft");

    private final String version;

    Profile(String version) {
        this.version = version;
    }

    /** As it is written on command lines and in files, such as {@code 1.1.1}. */
    public String version() {
        return version;
    }

    /** The profile of that version, if there is one. */
    public static Optional<Profile> find(String version) {
        return Arrays.stream(values())
                .filter(profile -> profile.version.equals(version))
                .findFirst();
    }

    /** All versions, for messages. */
    public static String versions() {
        return Arrays.stream(values()).map(Profile::version).collect(Collectors.joining(", "));
    }

    /** The level that a check has in this profile; nothing if its requirement is younger. */
    public Optional<Level> levelOf(Check check) {
        var requirement = Requirements.find(check.clause().id());
        if (requirement.filter(row -> row.since().compareTo(this) > 0).isPresent()) {
            return Optional.empty();
        }
        var raised = this == DRAFT
                && check.level() == Level.SHOULD
                && requirement
                        .filter(row -> row.draftLevel() == Level.MUST && row.level() == Level.SHOULD)
                        .isPresent();
        return Optional.of(raised ? Level.MUST : check.level());
    }
}
