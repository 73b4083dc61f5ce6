package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Transcript;

/** A pure function: the same transcript always gets the same outcome, wherever it came from. */
@FunctionalInterface
public interface Judgement {
    Outcome judge(Transcript transcript);
}
