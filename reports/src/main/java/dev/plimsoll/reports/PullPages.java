package dev.plimsoll.reports;

import dev.plimsoll.reports.PullView.Detail;
import dev.plimsoll.reports.PullView.Finding;
import dev.plimsoll.reports.PullView.Gap;
import dev.plimsoll.reports.PullView.Link;
import dev.plimsoll.reports.PullView.Note;
import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.pull.Course;
import dev.plimsoll.reports.pull.Remark;
import dev.plimsoll.reports.pull.Step;
import dev.plimsoll.reports.pull.Waterfall;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the page of a pull: a pure function. */
final class PullPages {
    private static final Set<String> UNTOLD = Set.of("PASS", "SKIP");

    private final RunRecord run;
    private final String transcript;
    private final Waterfall fall;
    private final Map<Integer, Step> steps;
    private final Map<Integer, ExchangeRecord> exchanges;

    private PullPages(RunRecord run, String transcript) {
        this.run = run;
        this.transcript = transcript;
        var traffic = run.transcripts().getOrDefault(transcript, List.of());
        fall = Waterfall.of(traffic);
        steps = fall.steps().stream()
                .collect(Collectors.toMap(Step::exchange, Function.identity(), (one, same) -> one));
        exchanges =
                traffic.stream().collect(Collectors.toMap(ExchangeRecord::id, Function.identity(), (one, same) -> one));
    }

    static PullView.Page of(RunRecord run, String transcript) {
        return new PullPages(run, transcript).page();
    }

    private PullView.Page page() {
        var lanes = new PullLanes(fall);
        var findings = findings();
        return new PullView.Page(
                SafeText.line(
                        pull().map(PullRecord::reference).orElse(run.target().title())),
                SafeText.line(run.mode() + ": " + run.modeReason()),
                SafeText.line(run.tool()),
                Transcripts.repeating(run.mode()),
                pull().flatMap(PullRecord::failure).map(SafeText::line),
                numbers(),
                facts(findings),
                timing(),
                lanes.ticks(),
                lanes.rows(),
                lanes.hosts(),
                lanes.roles(),
                fall.course().map(this::critical).orElse(List.of()),
                fall.course().map(PullPages::criticalSays).orElse(""),
                fall.course().map(Course::gaps).orElse(List.of()).stream()
                        .map(gap -> new Gap(gap.after(), gap.before(), Quantities.millis(gap.millis())))
                        .toList(),
                notes(fall.wasted()),
                notes(fall.repeated()),
                notes(fall.avoidable()),
                findings,
                fall.steps().stream().map(this::detail).toList());
    }

    private Optional<PullRecord> pull() {
        return run.pull().filter(pull -> pull.transcript().equals(Optional.of(transcript)));
    }

    private List<Fact> numbers() {
        var all = fall.all();
        var numbers = new ArrayList<Fact>();
        numbers.add(fact(
                "Wall time", fall.course().map(c -> Quantities.millis(c.wall())).orElse("not measured")));
        numbers.add(fact("Requests", Integer.toString(all.requests())));
        numbers.add(
                all.unsized() == 0
                        ? fact("Fetched", Quantities.amount(all.bytes()))
                        : fact("Fetched, and " + all.unsized() + " of unknown size", Quantities.amount(all.bytes())));
        numbers.add(fact("Wasted", Quantities.amount(fall.wastedBytes())));
        numbers.add(fact("Repeated", Quantities.count(fall.repeated().size(), "URL")));
        numbers.add(fact(
                "Avoidable",
                Quantities.count(
                        (int) fall.avoidable().stream()
                                .flatMap(remark -> remark.exchanges().stream())
                                .distinct()
                                .count(),
                        "request")));
        fall.course()
                .ifPresent(course ->
                        numbers.add(fact("No request under way", Quantities.millis(course.wall() - course.busy()))));
        return numbers;
    }

    private List<Fact> facts(List<Finding> findings) {
        var facts = new ArrayList<Fact>();
        facts.add(fact("Client", client()));
        facts.add(fact("Registry", run.target().registry()));
        run.target().capture().ifPresent(capture -> facts.add(fact("Capture", capture)));
        pull().ifPresent(pull -> {
            pull.manifestDigest().ifPresent(digest -> facts.add(code("Manifest", digest)));
            pull.imageId().ifPresent(id -> facts.add(code("Image ID", id)));
            facts.add(fact("Took, all in all", Quantities.millis(pull.durationMillis())));
        });
        exchanges.values().stream()
                .flatMap(exchange -> exchange.started().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(first -> facts.add(fact("First request", Quantities.instant(first))));
        fall.all().connections().ifPresent(connections -> facts.add(fact("Connections", connections.toString())));
        facts.add(fact("Rulebook", findings.isEmpty() ? "nothing to say of this traffic" : tally(findings)));
        return facts;
    }

    private static String tally(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.grade().word())
                .distinct()
                .map(word -> findings.stream()
                                .filter(finding -> finding.grade().word().equals(word))
                                .count()
                        + " " + word)
                .collect(Collectors.joining(", "));
    }

    private String client() {
        return run.results().stream()
                .filter(result ->
                        result.transcript().equals(transcript) && result.party().equals("CLIENT"))
                .map(ResultRecord::subject)
                .findFirst()
                .orElse("not known");
    }

    private Optional<String> timing() {
        int all = fall.steps().size();
        if (fall.untimed() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                fall.course().isEmpty()
                        ? "Nobody measured the times of this traffic: the requests stand in their order, and no more is"
                                + " known."
                        : "Of " + fall.untimed() + " of " + Quantities.count(all, "request")
                                + " nobody measured when it began or ended: totals, gaps and what kept the pull waiting"
                                + " are of the others.");
    }

    private List<Link> critical(Course course) {
        return course.critical().stream()
                .map(link -> {
                    var step = Optional.ofNullable(steps.get(link.exchange()));
                    return new Link(
                            link.exchange(),
                            step.map(Step::label).orElse(""),
                            SafeText.line(step.map(Step::name).orElse("")),
                            link.before() == 0 ? "at once" : "after " + Quantities.millis(link.before()),
                            Quantities.millis(link.took()),
                            share(link.took(), course.wall()));
                })
                .toList();
    }

    private static String criticalSays(Course course) {
        long took = course.critical().stream().mapToLong(Course.Link::took).sum();
        return Quantities.millis(took) + " of the wall time (" + share(took, course.wall()) + ") went to "
                + Quantities.count(course.critical().size(), "request") + " one after the other; the rest of it passed"
                + " between them. A faster pull needs fewer of these, or shorter ones.";
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "all" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
    }

    private static List<Note> notes(List<Remark> remarks) {
        return remarks.stream()
                .map(remark -> new Note(
                        SafeText.line(remark.what()),
                        SafeText.line(remark.why()),
                        remark.exchanges(),
                        Quantities.amount(remark.bytes())))
                .toList();
    }

    private List<Finding> findings() {
        return run.results().stream()
                .filter(result -> result.transcript().equals(transcript) && !UNTOLD.contains(result.grade()))
                .map(this::finding)
                .sorted(Comparator.comparingInt(finding -> finding.grade().rank()))
                .toList();
    }

    private Finding finding(ResultRecord result) {
        var ids = new TreeSet<>(result.exchanges());
        result.findings().forEach(finding -> ids.add(finding.exchange()));
        ids.retainAll(exchanges.keySet());
        return new Finding(
                Grades.named(result.grade()),
                SafeText.line(result.level()),
                SafeText.line(result.subject()),
                SafeText.line(result.title()),
                SafeText.line(result.check()),
                SafeText.line(result.summary()),
                List.copyOf(ids));
    }

    private Detail detail(Step step) {
        var exchange = Optional.ofNullable(exchanges.get(step.exchange())).orElseThrow();
        var span = step.span();
        var facts = Stream.of(
                        span.start().map(at -> fact("Began at", Quantities.millis(at))),
                        step.waited().map(time -> fact("Waited", Quantities.millis(time))),
                        span.transferred().map(time -> fact("Transferred for", Quantities.millis(time))),
                        step.connection().map(number -> fact("Connection", number.toString())),
                        Optional.of(fact("Credentials", step.credentials().orElse("none"))),
                        step.redirectedBy().map(id -> fact("Redirected by", "#" + id)),
                        step.again().map(again -> fact("Again", again.kind().words() + " #" + again.earlier())))
                .flatMap(Optional::stream)
                .toList();
        return new Detail(
                SafeText.line(step.method() + " " + step.name()),
                step.label(),
                facts,
                Wires.of(exchange, marked(step.exchange())));
    }

    private Set<String> marked(int exchange) {
        return run.results().stream()
                .filter(result -> result.transcript().equals(transcript))
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.exchange() == exchange)
                .map(finding -> finding.subject().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Fact fact(String name, String value) {
        return new Fact(name, SafeText.line(value), false);
    }

    private static Fact code(String name, String value) {
        return new Fact(name, SafeText.line(value), true);
    }
}
