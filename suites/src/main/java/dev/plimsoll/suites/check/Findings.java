package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import java.util.ArrayList;
import java.util.List;

/** Collects what one judgement found: everything, not only the first. */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();

    Findings() {}

    /** Notes that {@code subject} of the exchange is not as expected. */
    public void add(Exchange exchange, String subject, String expected, String actual) {
        found.add(new Finding(exchange.id(), subject, expected, actual));
    }

    /** The same, if {@code holds} is false. */
    public void require(boolean holds, Exchange exchange, String subject, String expected, String actual) {
        if (!holds) {
            add(exchange, subject, expected, actual);
        }
    }

    /** Notes another status than the expected one. */
    public void requireStatus(int expected, Exchange exchange) {
        require(
                exchange.status() == expected,
                exchange,
                "status",
                Integer.toString(expected),
                Integer.toString(exchange.status()));
    }

    List<Finding> found() {
        return found;
    }
}
