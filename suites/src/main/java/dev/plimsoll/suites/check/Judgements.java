package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The shapes that judgements take. */
public final class Judgements {
    private Judgements() {}

    /** Looks at one exchange within its transcript. */
    @FunctionalInterface
    public interface Rule {
        void look(Exchange exchange, Transcript transcript, Findings findings);
    }

    /**
     * The rule holds for every exchange to which it applies; where there is none, it does not apply at all.
     *
     * @param what names the exchanges in the plural, as in "no … in this traffic"
     */
    public static Judgement each(String what, BiPredicate<Exchange, Transcript> applies, Rule rule) {
        return transcript -> {
            var occasions = transcript.where(exchange -> applies.test(exchange, transcript));
            if (occasions.isEmpty()) {
                return new Outcome.NotApplicable("no " + what + " in this traffic");
            }
            var findings = new Findings();
            occasions.forEach(exchange -> rule.look(exchange, transcript, findings));
            return findings.found().isEmpty()
                    ? new Outcome.Conforms(ids(occasions))
                    : new Outcome.Violates(findings.found());
        };
    }

    /** Tells what was seen, without a verdict. */
    public static Judgement observe(
            String what, BiPredicate<Exchange, Transcript> applies, Function<List<Exchange>, String> value) {
        return transcript -> {
            var occasions = transcript.where(exchange -> applies.test(exchange, transcript));
            return occasions.isEmpty()
                    ? new Outcome.NotApplicable("no " + what + " in this traffic")
                    : new Outcome.Observed(value.apply(occasions), ids(occasions));
        };
    }

    private static List<Integer> ids(List<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::id).toList();
    }
}
