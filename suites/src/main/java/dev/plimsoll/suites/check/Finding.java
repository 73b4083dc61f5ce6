package dev.plimsoll.suites.check;

/**
 * One thing that is not as it should be, both sides named.
 *
 * @param exchange the id of the exchange in the judged transcript
 * @param subject what was looked at, such as {@code Docker-Content-Digest}
 * @param expected as a fact
 * @param actual as a fact
 */
public record Finding(int exchange, String subject, String expected, String actual) {
    @Override
    public String toString() {
        return subject + ": expected " + expected + ", but was " + actual + " (exchange " + exchange + ")";
    }
}
