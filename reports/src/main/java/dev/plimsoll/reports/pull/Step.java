package dev.plimsoll.reports.pull;

import java.util.Optional;

/**
 * One request of the traffic. Texts are as they came from the wire: hostile, and not masked.
 *
 * @param exchange the id of its exchange
 * @param content what a redirect or a CDN stands for, such as {@link Role#LAYER}
 * @param host with its port, if that is not the scheme's own; all of the URL if it is none
 * @param name repository and tag, or the first digits of a digest; else what tells most
 * @param status 0 if no response came
 * @param bytes of the response body as received, if known
 * @param connection equal numbers are one connection, if somebody noted that
 * @param credentials {@code Basic}, {@code Bearer} or {@code other} if credentials went along
 * @param again if the same was asked for before
 * @param redirectedBy the exchange that led here
 */
public record Step(
        int exchange,
        Role role,
        Optional<Role> content,
        String host,
        String method,
        String name,
        int status,
        Span span,
        Optional<Long> bytes,
        Optional<Integer> connection,
        Optional<String> credentials,
        Optional<Again> again,
        Optional<Integer> redirectedBy) {
    /** The role, and what a redirect or a CDN stands for. */
    public String label() {
        return role.label() + content.map(what -> ", " + what.label()).orElse("");
    }

    /** How long the client waited for the answer, in milliseconds: until it gave up, if none came. */
    public Optional<Long> waited() {
        return status == 0 ? span.waited().or(span::took) : span.waited();
    }

    /** An earlier request by the same method for the same URL. */
    public record Again(Kind kind, int earlier) {}

    /** Why a request was sent again, from what became of the earlier one. */
    public enum Kind {
        /** It had been answered. */
        REPEAT("repeat of"),
        /** It had failed, been cut off, or put off. */
        RETRY("retry of"),
        /** It had been answered with 401, and this one has credentials. */
        CREDENTIALS("credentials after"),
        /** It had been cut off, and this one asks for the rest. */
        RESUMPTION("goes on from");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** To put before the earlier exchange's number. */
        public String words() {
            return words;
        }
    }
}
