package dev.plimsoll.junit.rulebook;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Finding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule that a client's traffic breaks.
 *
 * @param findings by what; at least one
 */
public record Broken(Check check, List<Finding> findings) {
    public Broken {
        findings = List.copyOf(findings);
    }

    /** The rule, its findings and where it comes from, in some lines. */
    @Override
    public String toString() {
        return findings.stream()
                .map(finding -> "      " + finding)
                .collect(Collectors.joining(
                        "\n",
                        "  " + check.level() + " " + check.id().value() + ": " + check.title() + "\n",
                        "\n      " + check.clause().link()));
    }
}
