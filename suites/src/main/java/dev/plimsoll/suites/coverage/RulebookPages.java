package dev.plimsoll.suites.coverage;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.FailingCases;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.check.Requirement;
import dev.plimsoll.suites.check.Requirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the rulebook for people to read: a page a topic in Markdown, as {@code docs/rulebook} has it. */
public final class RulebookPages {
    /** The page that lists the others. */
    public static final String INDEX = "README.md";

    private static final String MADE = "Made by `plimsoll rulebook`; a test compares it.\n";

    private RulebookPages() {}

    /** The pages by name of file, each whole. */
    public static Map<String, String> of(List<Check> checks) {
        var topics = checks.stream()
                .collect(Collectors.groupingBy(check -> check.id().topic(), TreeMap::new, Collectors.toList()));
        var pages = new LinkedHashMap<String, String>();
        pages.put(INDEX, index(topics));
        topics.forEach((topic, ofTopic) -> pages.put(topic + ".md", page(topic, ofTopic)));
        return pages;
    }

    private static String index(Map<String, List<Check>> topics) {
        var page = new StringBuilder("# The rulebook\n\n").append(MADE).append("""

                Each check judges what crossed the wire, whoever caused it: a registry that the harness asked, or the recorded
                traffic of a client. Which requirement of the specifications has which checks is in
                [coverage](../coverage.md).

                | topic | checks | MUST | SHOULD | MAY | QUIRK | whose behaviour |
                |---|---:|---:|---:|---:|---:|---|
                """);
        topics.forEach((topic, checks) -> page.append("| [")
                .append(topic)
                .append("](")
                .append(topic)
                .append(".md) | ")
                .append(checks.size())
                .append(" | ")
                .append(Stream.of(Level.values())
                        .map(level -> checks.stream()
                                .filter(check -> check.level() == level)
                                .count())
                        .map(count -> count == 0 ? "" : count.toString())
                        .collect(Collectors.joining(" | ")))
                .append(" | ")
                .append(checks.stream()
                        .map(Check::party)
                        .distinct()
                        .sorted()
                        .map(RulebookPages::name)
                        .collect(Collectors.joining(", ")))
                .append(" |\n"));
        return page.toString();
    }

    private static String page(String topic, List<Check> checks) {
        var page = new StringBuilder("# ")
                .append(topic)
                .append("\n\n")
                .append(MADE)
                .append("[All topics](README.md)\n");
        checks.forEach(check -> page.append(entry(check)));
        return page.toString();
    }

    private static String entry(Check check) {
        var clause = check.clause();
        return "\n## " + check.id().value() + "\n\n**" + plain(check.title()) + ".** " + check.level() + " for the "
                + name(check.party()) + ", [" + clause.id() + "](" + clause.link() + ")" + since(clause.id()) + ". "
                + manner(check) + "\n\n- Required: " + plain(clause.requirement()) + "\n- Why it matters: "
                + plain(check.impact()) + "\n"
                + FailingCases.find(check.id().value())
                        .map(RulebookPages::failing)
                        .orElse("");
    }

    private static String since(String clause) {
        return Requirements.find(clause)
                .map(Requirement::since)
                .map(profile -> ", since " + profile.version())
                .orElse("");
    }

    private static String manner(Check check) {
        if (!check.isActive()) {
            return "Judged in recorded traffic.";
        }
        return check.writes()
                ? "Pushes or deletes, so it is driven where the target says `writable: true`."
                : "Driven by requests of its own, and judged in recorded traffic.";
    }

    /** Longer than any fence that a body in it might have. */
    private static String failing(String traffic) {
        return "\n<details><summary>What fails it</summary>\n\n`````http\n" + traffic.strip()
                + "\n`````\n\n</details>\n";
    }

    private static String name(Party party) {
        return party.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String plain(String text) {
        return text.replace("<", "&lt;");
    }
}
