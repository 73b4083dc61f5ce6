package dev.plimsoll.reports.pull;

import java.util.List;

/**
 * Something that the traffic could have done without, or had more than once.
 *
 * @param what it is, in a few words
 * @param why it counts, in a sentence
 * @param exchanges the ids of those concerned, in order
 * @param bytes that came for nothing
 */
public record Remark(String what, String why, List<Integer> exchanges, long bytes) {
    public Remark {
        exchanges = List.copyOf(exchanges);
    }
}
