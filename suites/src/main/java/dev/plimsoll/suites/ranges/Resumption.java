package dev.plimsoll.suites.ranges;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.function.UnaryOperator;

/** Requests for parts of the sample's config, which is small, there or where a redirect leads. */
final class Resumption {
    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");

    private Resumption() {}

    /** Requests with one {@code Range} each. */
    static Stimulus ranges(String... values) {
        return probe -> {
            for (var value : values) {
                ask(probe, ANY.and("Range", value));
            }
        };
    }

    /** The whole, then requests with one {@code Range} each; {@code SIZE} in a value stands for the size in bytes. */
    static Stimulus wholeThenRanges(String... values) {
        return probe -> {
            ask(probe, ANY);
            var size = Long.toString(probe.sample().config().size());
            for (var value : values) {
                ask(probe, ANY.and("Range", value.replace("SIZE", size)));
            }
        };
    }

    /** The whole, then ten bytes on a condition made of the entity tag that came, if one came. */
    static Stimulus ifRange(UnaryOperator<String> condition) {
        return probe -> Traffic.field(ask(probe, ANY), "ETag")
                .ifPresent(tag -> ask(probe, ANY.and("Range", "bytes=0-9").and("If-Range", condition.apply(tag))));
    }

    static Exchange ask(Probe probe, HeaderFields fields) {
        var answer = probe.get(probe.sample().blobPath(probe.sample().config().digest()), fields);
        return answer.redirectTarget()
                .map(target -> probe.get(target.raw(), fields))
                .orElse(answer);
    }
}
