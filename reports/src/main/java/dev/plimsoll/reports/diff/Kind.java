package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.check.Grade;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a result, the most urgent first. */
public enum Kind {
    /** It fails the run, and did not before, or was not there. */
    NEW_FAILURE("new failure", "new failures"),
    /** It was judged, and is no longer: skipped, or inconclusive. */
    UNJUDGED("no longer judged", "no longer judged"),
    /** A worse grade than before, but none that fails the run. */
    WORSE("worse", "worse"),
    /** It failed the run, and now the requirement holds, or only something is noted. */
    FIXED("fixed", "fixed"),
    /** A better grade than before, or one where there was none. */
    BETTER("better", "better"),
    /** The same grade by other findings. */
    EVIDENCE("changed evidence", "changed evidence"),
    /** The check, or the subject, was not there before. */
    ADDED("added", "added"),
    /** The check, or the subject, is not there any more. */
    GONE("gone", "gone");

    /** The best first. A grade that this version does not know stands in the middle. */
    private static final List<Grade> ORDER = List.of(
            Grade.PASS, Grade.NOTE, Grade.KNOWN, Grade.SKIP, Grade.WARN, Grade.INCONCLUSIVE, Grade.STALE, Grade.FAIL);

    private final String one;
    private final String many;

    Kind(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** Of one result. */
    public String word() {
        return one;
    }

    /** As a heading says it. */
    public String heading() {
        return many;
    }

    /** Such as {@code 2 new failures}. */
    public String counted(long count) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Whether a grade of that name makes a run red. */
    static boolean fails(String grade) {
        return grade.equals(Grade.FAIL.name()) || grade.equals(Grade.STALE.name());
    }

    /** What became of a grade; nothing if it is the same. */
    static Optional<Kind> of(String before, String now) {
        if (before.equals(now)) {
            return Optional.empty();
        } else if (fails(now)) {
            return Optional.of(fails(before) ? rank(now) > rank(before) ? WORSE : BETTER : NEW_FAILURE);
        } else if (!isVerdict(now) && isVerdict(before)) {
            return Optional.of(UNJUDGED);
        } else if (fails(before) && (now.equals(Grade.PASS.name()) || now.equals(Grade.NOTE.name()))) {
            return Optional.of(FIXED);
        }
        return Optional.of(rank(now) > rank(before) ? WORSE : BETTER);
    }

    private static boolean isVerdict(String grade) {
        return known(grade).map(Grade::isVerdict).orElse(true);
    }

    private static int rank(String grade) {
        return known(grade).map(ORDER::indexOf).orElse(ORDER.indexOf(Grade.WARN));
    }

    private static Optional<Grade> known(String name) {
        return Stream.of(Grade.values())
                .filter(grade -> grade.name().equals(name))
                .findFirst();
    }
}
