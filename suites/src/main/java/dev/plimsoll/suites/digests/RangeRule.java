package dev.plimsoll.suites.digests;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.ContentRange;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Traffic;

/** A range was asked for: 206 with exactly it, or 416 for one outside (RFC 9110 §14). */
final class RangeRule {
    private RangeRule() {}

    static void look(Exchange answer, Transcript transcript, Findings findings) {
        var asked = answer.request().fields().first("Range").orElse("");
        var range = ByteRange.parseLeniently(asked);
        if (answer.status() == 200) {
            findings.add(answer, "answer to Range: " + asked, "206 with that part", "200 with all of it");
        } else if (answer.status() == 206) {
            var stated = Traffic.field(answer, "Content-Range").orElse("absent");
            var parsed = ContentRange.parseLeniently(stated);
            var expected = range.flatMap(
                    r -> parsed.isPresent() && parsed.get().completeLength().isPresent()
                            ? r.within(parsed.get().completeLength().getAsLong())
                            : java.util.Optional.<ByteRange.Resolved>empty());
            findings.require(
                    expected.isPresent() && parsed.get().range().equals(expected),
                    answer,
                    "Content-Range",
                    "the part that " + asked + " means",
                    stated);
            var size = answer.response().orElseThrow().body().size();
            if (expected.isPresent() && size.isPresent()) {
                findings.require(
                        size.getAsLong() == expected.get().length(),
                        answer,
                        "size of the part",
                        expected.get().length() + " bytes",
                        size.getAsLong() + " bytes");
            }
        } else {
            findings.require(
                    answer.status() == 416,
                    answer,
                    "answer to Range: " + asked,
                    "206",
                    Integer.toString(answer.status()));
        }
    }
}
