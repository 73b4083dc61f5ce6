package dev.plimsoll.suites.run;

import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;

/** Is told how a run goes on, one fact a method. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The target answers. */
    default void ready(String mode, String reason) {}

    /** The reference engine has pulled, or failed to. */
    default void pulled(PullRecord pull) {}

    /** One check has been judged for one subject. */
    default void judged(ResultRecord result) {}
}
