package dev.plimsoll.suites.coverage;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Clause;
import dev.plimsoll.suites.check.Clauses;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.check.Requirement;
import dev.plimsoll.suites.check.Requirement.Official;
import dev.plimsoll.suites.check.Requirement.Unchecked;
import dev.plimsoll.suites.check.Requirements;
import dev.plimsoll.suites.coverage.Coverage.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes coverage as the page {@code docs/coverage.md}. */
public final class CoverageTable {
    private static final List<Party> SIDES = List.of(Party.REGISTRY, Party.TOKEN_SERVER, Party.CLIENT);

    private CoverageTable() {}

    /**
     * The page, in Markdown.
     *
     * @param checks the whole rulebook, also those of clauses that are not in the catalogue
     */
    public static String markdown(Coverage coverage, List<Check> checks) {
        var page = new StringBuilder();
        page.append("""
                # What the rulebook covers

                Made by `plimsoll coverage`; a test compares it. A requirement is covered where at least one check judges
                it in that party. The numbers of the official suite are of the OCI's own, version 2 as of 2026, by a
                reading of its source: it looks at registries alone, and at none of the other documents.

                """);
        summary(coverage, page);
        levels(checks, page);
        var sections =
                coverage.rows().stream().map(row -> row.requirement().section()).distinct();
        sections.forEach(section -> {
            page.append("\n## ").append(title(section)).append("\n\n");
            page.append("| requirement | whose | level | since | official suite | checks, or why there is none |\n");
            page.append("|---|---|---|---|---|---|\n");
            coverage.rows().stream()
                    .filter(row -> row.requirement().section().equals(section))
                    .forEach(row -> page.append(line(row)));
        });
        beyond(page, checks);
        return page.toString();
    }

    /** Clauses that are not in the catalogue: HTTP's own rules, and what clients and registries expect of each other. */
    private static void beyond(StringBuilder page, List<Check> checks) {
        Map<Clause, List<Check>> others = checks.stream()
                .filter(check -> Requirements.find(check.clause().id()).isEmpty())
                .collect(Collectors.groupingBy(Check::clause, LinkedHashMap::new, Collectors.toList()));
        page.append("\n## Beyond the catalogue\n\n| requirement | checks |\n|---|---|\n");
        others.forEach((clause, judging) -> page.append("| ")
                .append(name(clause))
                .append(" | ")
                .append(judging.stream().map(CoverageTable::id).collect(Collectors.joining(", ")))
                .append(" |\n"));
    }

    private static void summary(Coverage coverage, StringBuilder page) {
        page.append("| document | party | requirements | checked here | official suite: fully | partly |\n");
        page.append("|---|---|---:|---:|---:|---:|\n");
        coverage.rows().stream()
                .map(row -> row.requirement().section())
                .distinct()
                .forEach(section -> SIDES.forEach(party -> {
                    var line = summaryLine(
                            coverage,
                            title(section),
                            party,
                            row -> row.requirement().section().equals(section));
                    page.append(line);
                }));
        SIDES.forEach(party -> page.append(summaryLine(coverage, "**all**", party, row -> true)));
        page.append(String.format(
                Locale.ROOT,
                "| **all** | any | %d | %d | %d | %d |%n",
                coverage.rows().size(),
                coverage.rows().stream().filter(Row::isChecked).count(),
                official(coverage.rows().stream(), Official.FULLY),
                official(coverage.rows().stream(), Official.PARTLY)));
    }

    private static String summaryLine(Coverage coverage, String title, Party party, Predicate<Row> of) {
        var rows = coverage.rows().stream()
                .filter(of)
                .filter(row -> row.requirement().parties().contains(party))
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        var official = party == Party.REGISTRY ? rows : List.<Row>of();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d |%n",
                title,
                name(party),
                rows.size(),
                rows.stream().filter(row -> row.isCheckedFor(party)).count(),
                official(official.stream(), Official.FULLY),
                official(official.stream(), Official.PARTLY));
    }

    private static long official(Stream<Row> rows, Official covered) {
        return rows.filter(row -> row.requirement().official() == covered).count();
    }

    private static void levels(List<Check> checks, StringBuilder page) {
        var counts = Stream.of(Level.values())
                .map(level ->
                        checks.stream().filter(check -> check.level() == level).count() + " " + level)
                .collect(Collectors.joining(", "));
        page.append("\nChecks: ")
                .append(checks.size())
                .append(", of them ")
                .append(counts)
                .append(".\n");
    }

    private static String line(Row row) {
        var requirement = row.requirement();
        return "| " + name(requirement) + " | "
                + requirement.parties().stream()
                        .sorted()
                        .map(CoverageTable::name)
                        .collect(Collectors.joining(", "))
                + " | " + level(requirement) + " | " + requirement.since().version() + " | "
                + requirement.official().name().toLowerCase(Locale.ROOT) + " | " + checks(row) + " |\n";
    }

    private static String name(Requirement requirement) {
        var clause = Clauses.all().get(requirement.id());
        return clause == null
                ? requirement.id()
                        + requirement
                                .unchecked()
                                .map(unchecked -> " " + cell(unchecked.requires()))
                                .orElse("")
                : name(clause);
    }

    private static String name(Clause clause) {
        return "[" + clause.id() + "](" + clause.link() + ") " + cell(clause.requirement());
    }

    private static String level(Requirement requirement) {
        return requirement.level() == requirement.draftLevel()
                ? requirement.level().name()
                : requirement.level() + ", " + requirement.draftLevel() + " in the draft";
    }

    private static String checks(Row row) {
        if (row.isChecked()) {
            return row.checks().stream().map(CoverageTable::id).collect(Collectors.joining(", "));
        }
        return "– "
                + row.requirement()
                        .unchecked()
                        .map(Unchecked::why)
                        .map(CoverageTable::cell)
                        .orElse("not yet");
    }

    private static String id(Check check) {
        return "`" + check.id() + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String name(Party party) {
        return party.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String title(String section) {
        return section.substring(0, 1).toUpperCase(Locale.ROOT)
                + section.substring(1).replace('-', ' ');
    }
}
