package dev.plimsoll.suites.run;

import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.TimingRecord;

/** Is told how a run goes on, one fact a method. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The target answers. */
    default void ready(String mode, String reason) {}

    /** The reference engine has pulled, or failed to. */
    default void pulled(PullRecord pull) {}

    /**
     * Something optional was tried out on a registry that may be written to, before the checks.
     *
     * @param answer the status that showed whether it is {@code present}
     */
    default void triedOut(String ability, boolean present, String answer) {}

    /**
     * What writing checks pushed has been taken away again, as far as the registry let us.
     *
     * @param written how many bytes they pushed
     * @param removed how many manifests, tags, blobs and uploads are gone
     * @param left how many are still there
     */
    default void cleaned(long written, int removed, int left) {}

    /**
     * One check is waited for.
     *
     * @param number its place, from 1 to {@code count}
     */
    default void judging(String check, int number, int count) {}

    /** All checks have been judged. */
    default void timed(TimingRecord timing) {}

    /** One check has been judged for one subject. */
    default void judged(ResultRecord result) {}
}
