package dev.plimsoll.suites.check;

import java.util.List;

/** What a judgement says of a transcript. */
public sealed interface Outcome {
    /**
     * The requirement was looked at and holds.
     *
     * @param exchanges the ids of those it was looked at in
     */
    record Conforms(List<Integer> exchanges) implements Outcome {
        public Conforms {
            exchanges = List.copyOf(exchanges);
        }
    }

    /** The requirement does not hold; there is at least one finding. */
    record Violates(List<Finding> findings) implements Outcome {
        public Violates {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a violation without a finding");
            }
        }
    }

    /** Something was seen, and nobody is right or wrong. */
    record Observed(String value, List<Integer> exchanges) implements Outcome {
        public Observed {
            exchanges = List.copyOf(exchanges);
        }
    }

    /** The transcript has nothing that the requirement speaks of, or the target lacks the capability. */
    record NotApplicable(String why) implements Outcome {}

    /** It could not be judged, through nobody's proven fault. */
    record Inconclusive(Cause cause, String why) implements Outcome {}

    /** Why an outcome is inconclusive. */
    enum Cause {
        /** The target could not be prepared. */
        SETUP,
        /** Something that the check builds on already failed. */
        DEPENDENCY,
        /** The network failed, or the body was not captured. */
        EVIDENCE,
        /** Nothing came in time. */
        TIMEOUT
    }
}
