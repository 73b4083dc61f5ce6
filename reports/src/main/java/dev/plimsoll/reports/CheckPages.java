package dev.plimsoll.reports;

import dev.plimsoll.reports.CheckView.Finding;
import dev.plimsoll.reports.CheckView.Hop;
import dev.plimsoll.reports.CheckView.OutcomeRow;
import dev.plimsoll.reports.CheckView.Page;
import dev.plimsoll.reports.CheckView.Section;
import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import dev.plimsoll.reports.View.Clause;
import dev.plimsoll.reports.View.Link;
import dev.plimsoll.suites.check.FailingCases;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the pages of the checks. */
final class CheckPages {
    private final Frames frames;
    private final Transcripts transcripts;
    private final int exchangesPerResult;
    private final Map<String, List<JudgedCheck>> byTopic;

    CheckPages(Site site, Frames frames, int exchangesPerResult) {
        this.frames = frames;
        this.transcripts = new Transcripts(site.runs());
        this.exchangesPerResult = exchangesPerResult;
        this.byTopic = site.checks().stream().collect(Collectors.groupingBy(JudgedCheck::topic));
    }

    String html(JudgedCheck check) {
        var page = page(check);
        var frame = frames.of(page.id() + " - " + page.title(), "../../", Frames.NOWHERE);
        return Templates.page("check.ftlh", Map.of("frame", frame, "page", page));
    }

    private Page page(JudgedCheck check) {
        var about = check.about();
        var sections = check.entries().stream()
                .map(this::section)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(section -> section.grade().rank()))
                .toList();
        var detailed = sections.stream().map(Section::anchor).collect(Collectors.toSet());
        var neighbours = byTopic.getOrDefault(check.topic(), List.of());
        return new Page(
                SafeText.line(check.id()),
                new Link(SafeText.line(check.topic()), "../../" + MatrixPage.ofTopic(check.topic())),
                SafeText.line(about.title()),
                SafeText.line(about.level()),
                party(about),
                clause(about),
                SafeText.line(about.impact()),
                check.entries().stream()
                        .map(entry -> outcome(entry, detailed.contains(entry.anchor())))
                        .toList(),
                sections,
                FailingCases.find(check.id()).map(SafeText::block),
                Sites.neighbour(neighbours, check, -1).map(CheckPages::link),
                Sites.neighbour(neighbours, check, 1).map(CheckPages::link));
    }

    private static Link link(JudgedCheck check) {
        return new Link(SafeText.line(check.id()), "../../" + check.path());
    }

    static String party(ResultRecord result) {
        return SafeText.line(result.party().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static Clause clause(ResultRecord result) {
        return new Clause(
                SafeText.line(result.clause().id()),
                webLink(result.clause().link()),
                SafeText.line(result.clause().requirement()));
    }

    /** Nothing but a link to the web is one. */
    static Optional<String> webLink(String link) {
        var known = link.startsWith("https://") || link.startsWith("http://");
        return known ? Optional.of(SafeText.line(link)) : Optional.empty();
    }

    private OutcomeRow outcome(Entry entry, boolean detailed) {
        var result = entry.result();
        return new OutcomeRow(
                entry.anchor(),
                detailed,
                entry.run().key(),
                SafeText.line(entry.run().run().mode()),
                SafeText.line(result.subject()),
                entry.grade(),
                SafeText.line(result.level()),
                SafeText.line(result.summary()));
    }

    /** Nothing if the line of the table says it all. */
    private Optional<Section> section(Entry entry) {
        var result = entry.result();
        var ids = ids(result);
        var exchanges = transcripts.of(entry.run(), result, ids, exchangesPerResult);
        if (ids.isEmpty() && result.expectation().isEmpty()) {
            return Optional.empty();
        }
        var shown = exchanges.stream().map(Hop::id).collect(Collectors.toSet());
        return Optional.of(new Section(
                entry.anchor(),
                SafeText.line(entry.run().run().target().title()),
                SafeText.line(result.subject()),
                entry.grade(),
                SafeText.line(result.summary()),
                result.findings().stream()
                        .map(finding -> new Finding(
                                finding.exchange(),
                                shown.contains(finding.exchange()),
                                SafeText.line(finding.subject()),
                                SafeText.line(finding.expected()),
                                SafeText.line(finding.actual())))
                        .toList(),
                result.expectation().map(SafeText::line),
                evidence(result),
                exchanges,
                leftOut(ids.size(), exchanges.size())));
    }

    /** Those that a finding speaks of come first. */
    private static Set<Integer> ids(ResultRecord result) {
        var ids = new LinkedHashSet<Integer>();
        result.findings().forEach(finding -> ids.add(finding.exchange()));
        ids.addAll(result.exchanges());
        return ids;
    }

    private static String evidence(ResultRecord result) {
        var evidence = SafeText.line(result.evidence()).strip();
        var sentence = evidence.isEmpty()
                ? "Of unknown origin"
                : evidence.substring(0, 1).toUpperCase(Locale.ROOT) + evidence.substring(1);
        return sentence + " (transcript " + SafeText.line(result.transcript()) + ").";
    }

    private static Optional<String> leftOut(int all, int shown) {
        return all == shown
                ? Optional.empty()
                : Optional.of((all - shown) + " of " + Quantities.count(all, "exchange")
                        + " not shown here; results.json has what was kept of them.");
    }
}
