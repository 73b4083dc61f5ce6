package dev.plimsoll.suites.check;

/** How binding a check is, from the words of its clause. */
public enum Level {
    /** The clause says MUST or MUST NOT: a violation fails the run. */
    MUST,
    /** The clause says SHOULD or SHOULD NOT: a violation warns, and fails a strict run. */
    SHOULD,
    /** The clause says MAY: only reported. */
    MAY,
    /** A habit that is no rule at all, but that the other side should know of: only reported. */
    QUIRK
}
