package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to run.
 *
 * @param mode nothing for the first of the target's modes that can be had
 * @param strict whether a violated SHOULD fails
 * @param scratch a folder for this run's temporary files; the caller removes it
 * @param captureTo where to write the run's own traffic as a capture, if anywhere
 * @param atOnce how many checks are driven side by side
 * @param anonymous whether the User-Agent of requests leaves out which check they are for
 * @param faults what a replay does wrong on purpose; of use in that mode alone
 */
public record RunRequest(
        Target target,
        Optional<Mode> mode,
        List<Check> checks,
        boolean strict,
        Path scratch,
        Optional<Path> captureTo,
        int atOnce,
        boolean anonymous,
        FaultPlan faults) {
    /** Most of a check's time is waiting. */
    public static final int DEFAULT_AT_ONCE = 4;

    /**
     * Checks how many at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RunRequest {
        checks = List.copyOf(checks);
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one check at a time, not " + atOnce);
        }
    }

    /** By default: a few checks at once, each named in the User-Agent of its requests. */
    public static RunRequest of(
            Target target,
            Optional<Mode> mode,
            List<Check> checks,
            boolean strict,
            Path scratch,
            Optional<Path> captureTo) {
        return new RunRequest(target, mode, checks, strict, scratch, captureTo, DEFAULT_AT_ONCE, false, FaultPlan.NONE);
    }

    /** The same, replayed with these faults. */
    public RunRequest with(FaultPlan newFaults) {
        return new RunRequest(target, mode, checks, strict, scratch, captureTo, atOnce, anonymous, newFaults);
    }
}
