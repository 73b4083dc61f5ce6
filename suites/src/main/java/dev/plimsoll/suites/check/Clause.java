package dev.plimsoll.suites.check;

import java.net.URI;

/**
 * A requirement that checks come from.
 *
 * @param id in the project's catalogue, such as {@code DS-011}: DS the distribution specification, TA token
 *     authentication, RV Docker's registry API, IS the image specification, HT HTTP itself
 * @param link to the text
 * @param requirement what it demands, in our words
 */
public record Clause(String id, URI link, String requirement) {}
