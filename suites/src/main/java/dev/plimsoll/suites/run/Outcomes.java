package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Finding;
import dev.plimsoll.suites.check.Outcome;
import java.util.List;

/** Puts outcomes into the words of a run's record. */
final class Outcomes {
    private Outcomes() {}

    static String kind(Outcome outcome) {
        if (outcome instanceof Outcome.Conforms) {
            return "conforms";
        } else if (outcome instanceof Outcome.Violates) {
            return "violates";
        } else if (outcome instanceof Outcome.Observed) {
            return "observed";
        } else if (outcome instanceof Outcome.NotApplicable) {
            return "not applicable";
        }
        return "inconclusive";
    }

    static String summary(Outcome outcome) {
        if (outcome instanceof Outcome.Conforms conforms) {
            return "Holds in " + count(conforms.exchanges().size(), "exchange");
        } else if (outcome instanceof Outcome.Violates violates) {
            var first = violates.findings().get(0);
            int more = violates.findings().size() - 1;
            return first.subject() + ": expected " + first.expected() + ", but was " + first.actual()
                    + (more == 0 ? "" : ", and " + count(more, "more finding"));
        } else if (outcome instanceof Outcome.Observed observed) {
            return observed.value();
        } else if (outcome instanceof Outcome.NotApplicable none) {
            return none.why();
        } else if (outcome instanceof Outcome.Inconclusive open) {
            return open.cause() + ": " + open.why();
        }
        throw new IllegalStateException("an outcome of an unknown kind");
    }

    static List<Finding> findings(Outcome outcome) {
        return outcome instanceof Outcome.Violates violates ? violates.findings() : List.of();
    }

    static List<Integer> exchanges(Outcome outcome) {
        if (outcome instanceof Outcome.Conforms conforms) {
            return conforms.exchanges();
        } else if (outcome instanceof Outcome.Observed observed) {
            return observed.exchanges();
        }
        return findings(outcome).stream().map(Finding::exchange).distinct().toList();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
