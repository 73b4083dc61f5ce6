package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Profile;
import dev.plimsoll.suites.target.ConfigurationException;
import java.util.List;
import java.util.Set;

/**
 * Which checks to run.
 *
 * @param patterns of ids, comma-separated, {@code *} for anything
 * @param levels those wanted; all if it is empty
 * @param profile the version of the specification: its checks, at the levels that it gives them
 */
public record Selection(String patterns, Set<Level> levels, Profile profile) {
    public Selection {
        levels = Set.copyOf(levels);
    }

    /** What those patterns match, as the newest release of the specification has it. */
    public static Selection of(String patterns) {
        return new Selection(patterns, Set.of(), Profile.V1_1_1);
    }

    /**
     * The checks.
     *
     * @throws ConfigurationException if a pattern, or all of it together, selects nothing
     */
    public List<Check> checks() {
        var checks = Catalog.select(patterns).stream()
                .flatMap(check -> profile.levelOf(check).map(check::at).stream())
                .filter(check -> levels.isEmpty() || levels.contains(check.level()))
                .toList();
        if (checks.isEmpty()) {
            throw new ConfigurationException("no check of \"" + patterns + "\" is left in the profile "
                    + profile.version() + (levels.isEmpty() ? "" : " at the level " + levels)
                    + "; see: plimsoll check --list");
        }
        return checks;
    }
}
