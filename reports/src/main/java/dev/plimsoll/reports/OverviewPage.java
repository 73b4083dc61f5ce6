package dev.plimsoll.reports;

import dev.plimsoll.reports.OverviewView.Change;
import dev.plimsoll.reports.OverviewView.Changes;
import dev.plimsoll.reports.OverviewView.Heat;
import dev.plimsoll.reports.OverviewView.Page;
import dev.plimsoll.reports.OverviewView.Pull;
import dev.plimsoll.reports.OverviewView.RunRow;
import dev.plimsoll.reports.OverviewView.Tally;
import dev.plimsoll.reports.OverviewView.Topic;
import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import dev.plimsoll.reports.Site.KeyedRun;
import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.View.Link;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the overview: what fails first, then the runs, the topics, and what became otherwise. */
final class OverviewPage {
    private final Site site;
    private final List<PullPage.Pull> pages;
    private final Past past;

    private OverviewPage(Site site, List<PullPage.Pull> pages, Past past) {
        this.site = site;
        this.pages = pages;
        this.past = past;
    }

    static String html(Site site, Frames frames, List<PullPage.Pull> pages, Past past) {
        var page = new OverviewPage(site, pages, past).page(frames.subject());
        var frame = frames.of(page.title(), "", Frames.OVERVIEW);
        return Templates.page("overview.ftlh", Map.of("frame", frame, "page", page));
    }

    private Page page(String subject) {
        var levels = levels();
        var runs = site.runs().stream().map(run -> runRow(run, levels)).toList();
        var problems = Problems.of(site);
        return new Page(
                title(subject),
                runs.size() == 1 ? Optional.of(runs.get(0)) : Optional.empty(),
                runs,
                problems,
                (int) problems.stream()
                        .filter(problem ->
                                problem.grade().rank() <= Grades.named("STALE").rank())
                        .count(),
                levels,
                site.topics().stream().map(this::topic).toList(),
                site.runs().stream().flatMap(this::pulls).toList(),
                past.changes().map(this::changes),
                Trends.of(past.trend()),
                grades());
    }

    private String title(String subject) {
        var verdicts = site.runs().stream()
                .map(run -> Verdicts.banner(run.run().verdict()).word())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return verdicts.size() == 1
                ? verdicts.keySet().iterator().next() + ": " + subject
                : verdicts.getOrDefault("Conforms", 0L) + " of " + subject + " conform";
    }

    private List<String> levels() {
        var occurring = entries()
                .map(entry -> SafeText.line(entry.result().level()))
                .distinct()
                .toList();
        return Stream.concat(Stream.of(Level.values()).map(Level::name).filter(occurring::contains), occurring.stream())
                .distinct()
                .toList();
    }

    private List<Grades.Label> grades() {
        return entries()
                .map(Entry::grade)
                .distinct()
                .sorted(Comparator.comparingInt(Grades.Label::rank))
                .toList();
    }

    private Stream<Entry> entries() {
        return site.checks().stream().flatMap(check -> check.entries().stream());
    }

    private static RunRow runRow(KeyedRun keyed, List<String> levels) {
        var run = keyed.run();
        return new RunRow(
                keyed.key(),
                SafeText.line(run.target().title()),
                SafeText.line(run.mode()),
                SafeText.line(run.modeReason()),
                Verdicts.banner(run.verdict()),
                levels.stream().map(level -> tallies(run.results(), level)).toList(),
                run.results().stream()
                                .filter(result ->
                                        !Grades.named(result.grade()).word().equals("SKIP"))
                                .count() + " of " + run.results().size(),
                SafeText.line(run.tool()),
                Quantities.instant(run.started()),
                Quantities.millis(run.durationMillis()),
                facts(keyed));
    }

    private static List<Tally> tallies(List<ResultRecord> results, String level) {
        return results.stream()
                .filter(result -> SafeText.line(result.level()).equals(level))
                .collect(Collectors.groupingBy(result -> Grades.named(result.grade()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Tally(entry.getKey(), entry.getValue().intValue()))
                .filter(tally -> !tally.grade().word().equals("SKIP"))
                .sorted(Comparator.comparingInt(tally -> tally.grade().rank()))
                .toList();
    }

    private static List<Fact> facts(KeyedRun keyed) {
        var run = keyed.run();
        var facts = new ArrayList<Fact>();
        facts.add(text("Target", run.target().title() + " (" + run.target().id() + ")"));
        facts.add(code("Registry", run.target().registry()));
        run.target().capture().ifPresent(capture -> facts.add(code("Capture", capture)));
        facts.add(text("Mode", run.mode() + ": " + run.modeReason()));
        facts.add(text("Strict", run.strict() ? "yes: a violated SHOULD fails" : "no: a violated SHOULD warns"));
        facts.add(text("Started", Quantities.instant(run.started())));
        facts.add(text("Took", Quantities.millis(run.durationMillis())));
        facts.add(text("Tool", run.tool()));
        return facts;
    }

    private Topic topic(String topic) {
        var checks = site.of(topic);
        return new Topic(
                SafeText.line(topic),
                MatrixPage.ofTopic(topic),
                checks.size(),
                site.runs().stream().map(run -> heat(run, checks)).toList());
    }

    private static Heat heat(KeyedRun run, List<JudgedCheck> checks) {
        var grades = checks.stream()
                .flatMap(check -> check.entries().stream())
                .filter(entry -> entry.run().number() == run.number())
                .map(Entry::grade)
                .toList();
        var skip = Grades.named("SKIP");
        var worst = grades.stream()
                .min(Comparator.comparingInt(OverviewPage::weight))
                .orElse(skip);
        return new Heat(
                run.key(), worst, (int) grades.stream().filter(worst::equals).count(), (int)
                        grades.stream().filter(grade -> !grade.equals(skip)).count());
    }

    /** A topic that holds is not worse for what was merely noted in it. */
    private static int weight(Grades.Label grade) {
        return grade.word().equals("NOTE") ? Grades.named("PASS").rank() * 2 + 1 : grade.rank() * 2;
    }

    /** The reference engine's, with what came of it, and its page and that of the recorded client. */
    private Stream<Pull> pulls(KeyedRun run) {
        var links = pages.stream()
                .filter(page -> page.run().equals(run))
                .map(page -> new Link("Waterfall of " + page.client(), page.file()))
                .toList();
        return links.isEmpty() && run.run().pull().isEmpty()
                ? Stream.of()
                : Stream.of(new Pull(
                        run.key(),
                        run.run().pull().flatMap(PullRecord::failure).map(SafeText::line),
                        run.run().pull().map(OverviewPage::facts).orElse(List.of()),
                        links));
    }

    private static List<Fact> facts(PullRecord pull) {
        var facts = new ArrayList<Fact>();
        facts.add(code("Reference", pull.reference()));
        facts.add(text("From", pull.from()));
        pull.manifestDigest().ifPresent(digest -> facts.add(code("Manifest", digest)));
        pull.imageId().ifPresent(id -> facts.add(code("Image ID", id)));
        facts.add(text("Layers", Integer.toString(pull.layers())));
        facts.add(text("Fetched", Quantities.bytes(pull.bytes())));
        facts.add(text("Took", Quantities.millis(pull.durationMillis())));
        return facts;
    }

    private Changes changes(Past.Changes changes) {
        return new Changes(
                SafeText.line(changes.since()),
                changes.changes().stream().map(this::change).toList());
    }

    private Change change(Past.Change change) {
        var page =
                site.where(check -> check.id().equals(change.check())).stream().findFirst();
        return new Change(
                SafeText.line(change.kind()),
                SafeText.line(change.target()),
                SafeText.line(change.check()),
                page.map(JudgedCheck::path),
                SafeText.line(change.subject()),
                change.before().map(Grades::named),
                change.after().map(Grades::named));
    }

    private static Fact text(String name, String value) {
        return new Fact(name, SafeText.line(value), false);
    }

    private static Fact code(String name, String value) {
        return new Fact(name, SafeText.line(value), true);
    }
}
