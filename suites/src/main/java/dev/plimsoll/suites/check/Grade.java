package dev.plimsoll.suites.check;

/** What an outcome means for a run: the one place that decides what is red. */
public enum Grade {
    /** The requirement holds. */
    PASS,
    /** A MUST was violated, or a SHOULD in a strict run. */
    FAIL,
    /** A SHOULD was violated. */
    WARN,
    /** Reported only: a MAY or a QUIRK, or an observation. */
    NOTE,
    /** Nothing to judge. */
    SKIP,
    /** Could not be judged. */
    INCONCLUSIVE,
    /** A deviation that the target's file expects, and that is still there. */
    KNOWN,
    /** A deviation that the target's file expects, and that is gone: the file must be mended. */
    STALE;

    /** The grade of an outcome that nobody expected. */
    public static Grade of(Level level, Outcome outcome, boolean strict) {
        if (outcome instanceof Outcome.Conforms) {
            return PASS;
        } else if (outcome instanceof Outcome.Violates) {
            return switch (level) {
                case MUST -> FAIL;
                case SHOULD -> strict ? FAIL : WARN;
                case MAY, QUIRK -> NOTE;
            };
        } else if (outcome instanceof Outcome.Observed) {
            return NOTE;
        } else if (outcome instanceof Outcome.NotApplicable) {
            return SKIP;
        }
        return INCONCLUSIVE;
    }

    /** The grade where the target's file says that this check is violated. */
    public static Grade ofExpectedDeviation(Outcome outcome) {
        if (outcome instanceof Outcome.Violates) {
            return KNOWN;
        } else if (outcome instanceof Outcome.Conforms || outcome instanceof Outcome.Observed) {
            return STALE;
        } else if (outcome instanceof Outcome.NotApplicable) {
            return SKIP;
        }
        return INCONCLUSIVE;
    }

    /** Whether a check was really judged, which a run needs at least once. */
    public boolean isVerdict() {
        return this != SKIP && this != INCONCLUSIVE;
    }
}
