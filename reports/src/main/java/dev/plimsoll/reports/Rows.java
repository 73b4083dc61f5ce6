package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Clause;
import dev.plimsoll.reports.View.Finding;
import dev.plimsoll.reports.View.Row;
import dev.plimsoll.reports.View.Wire;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as rows of the page: the worst grade first, and within a grade in the catalogue's order. */
final class Rows {
    private final RunRecord run;
    private final int exchangesPerResult;
    private final Set<String> anchors = new HashSet<>();

    private Rows(RunRecord run, int exchangesPerResult) {
        this.run = run;
        this.exchangesPerResult = exchangesPerResult;
    }

    static List<Row> of(RunRecord run, int exchangesPerResult) {
        var rows = new Rows(run, exchangesPerResult);
        return run.results().stream()
                .map(rows::row)
                .sorted(Comparator.comparingInt(row -> row.grade().rank()))
                .toList();
    }

    private Row row(ResultRecord result) {
        var ids = ids(result);
        var exchanges = exchanges(result, ids);
        return new Row(
                anchor(result),
                Grades.named(result.grade()),
                SafeText.line(result.level()),
                SafeText.line(result.party().toLowerCase(Locale.ROOT).replace('_', ' ')),
                SafeText.line(result.subject()),
                SafeText.line(result.topic()),
                SafeText.line(result.check()),
                SafeText.line(result.title()),
                clause(result),
                SafeText.line(result.summary()),
                SafeText.line(result.impact()),
                result.findings().stream().map(Rows::finding).toList(),
                result.expectation().map(SafeText::line),
                evidence(result),
                contents(result, ids.size()),
                exchanges,
                leftOut(ids.size(), exchanges.size()));
    }

    /** From the names alone, so that a link to a row holds in the next run's page too. */
    private String anchor(ResultRecord result) {
        var name = Masking.text(result.check() + "@" + result.subject()).replaceAll("[^A-Za-z0-9@/._-]", "-");
        var anchor = name;
        for (var number = 2; !anchors.add(anchor); number++) {
            anchor = name + "-" + number;
        }
        return anchor;
    }

    private static Clause clause(ResultRecord result) {
        var link = result.clause().link();
        var known = link.startsWith("https://") || link.startsWith("http://");
        return new Clause(
                SafeText.line(result.clause().id()),
                known ? Optional.of(SafeText.line(link)) : Optional.empty(),
                SafeText.line(result.clause().requirement()));
    }

    private static Finding finding(FindingRecord finding) {
        return new Finding(
                finding.exchange(),
                SafeText.line(finding.subject()),
                SafeText.line(finding.expected()),
                SafeText.line(finding.actual()));
    }

    private static String evidence(ResultRecord result) {
        var transcript = SafeText.line(result.transcript());
        return switch (result.evidence()) {
            case "driven" -> "Driven: the check sent the requests itself (transcript " + transcript + ").";
            case "recorded" ->
                "Recorded from another client's traffic (transcript " + transcript + "); the check sent nothing.";
            default -> SafeText.line(result.evidence()) + " (transcript " + transcript + ").";
        };
    }

    private static String contents(ResultRecord result, int exchanges) {
        var findings = result.findings().size();
        return Stream.of(
                        findings == 0 ? "" : Quantities.count(findings, "finding"),
                        exchanges == 0 ? "" : Quantities.count(exchanges, "exchange"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Those that a finding speaks of come first. */
    private static Set<Integer> ids(ResultRecord result) {
        var ids = new LinkedHashSet<Integer>();
        result.findings().forEach(finding -> ids.add(finding.exchange()));
        ids.addAll(result.exchanges());
        return ids;
    }

    private List<Wire> exchanges(ResultRecord result, Set<Integer> ids) {
        var transcript = run.transcripts().getOrDefault(result.transcript(), List.of());
        var exchanges = new ArrayList<ExchangeRecord>();
        for (var id : ids) {
            transcript.stream()
                    .filter(exchange -> exchange.id() == id)
                    .findFirst()
                    .ifPresent(exchanges::add);
        }
        return exchanges.stream()
                .limit(exchangesPerResult)
                .sorted(Comparator.comparingInt(ExchangeRecord::id))
                .map(exchange -> Wires.of(exchange, subjects(result, exchange.id())))
                .toList();
    }

    private static Set<String> subjects(ResultRecord result, int exchange) {
        return result.findings().stream()
                .filter(finding -> finding.exchange() == exchange)
                .map(finding -> finding.subject().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Optional<String> leftOut(int all, int shown) {
        return all == shown
                ? Optional.empty()
                : Optional.of((all - shown) + " of " + Quantities.count(all, "exchange")
                        + " not shown here; results.json has what was kept of them.");
    }
}
