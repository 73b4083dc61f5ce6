package dev.plimsoll.reports;

import dev.plimsoll.reports.PullView.Bar;
import dev.plimsoll.reports.PullView.Mark;
import dev.plimsoll.reports.PullView.Row;
import dev.plimsoll.reports.PullView.Sum;
import dev.plimsoll.reports.PullView.Tick;
import dev.plimsoll.reports.pull.Course;
import dev.plimsoll.reports.pull.Step;
import dev.plimsoll.reports.pull.Total;
import dev.plimsoll.reports.pull.Waterfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of a waterfall on its time axis, and the totals that are its legend. */
final class PullLanes {
    /** Hosts beyond these share a colour; their letters go on. */
    private static final int COLOURS = 6;

    /** A longer tag is cut as well. */
    private static final int LONGEST_TAIL = 24;

    private static final int MOST_TICKS = 6;
    private static final long[] ROUND = {1, 2, 5, 10};

    private final Waterfall fall;
    private final List<String> hosts;
    private final long length;
    private final Set<Integer> critical;

    PullLanes(Waterfall fall) {
        this.fall = fall;
        hosts = fall.hosts().stream().map(Total::name).toList();
        length = fall.steps().stream().mapToLong(PullLanes::latest).max().orElse(0);
        critical = fall.course().map(Course::critical).orElse(List.of()).stream()
                .map(Course.Link::exchange)
                .collect(Collectors.toSet());
    }

    /** At round times; none if nothing was measured. */
    List<Tick> ticks() {
        if (fall.steps().stream().allMatch(step -> step.span().start().isEmpty())) {
            return List.of();
        }
        long step = 1;
        for (int i = 0; length / step > MOST_TICKS; i++) {
            step = ROUND[i % 3 + 1] * power(i / 3);
        }
        var ticks = new ArrayList<Tick>();
        // The last label would stand over the edge.
        for (long at = 0; at == 0 || at < length - step / 3; at += step) {
            ticks.add(new Tick(place(at), at == 0 ? "0" : label(at, step)));
        }
        return ticks;
    }

    List<Row> rows() {
        return fall.steps().stream().map(this::row).toList();
    }

    List<Sum> hosts() {
        return fall.hosts().stream()
                .map(total -> sum(total, tone(total.name()), letter(total.name()), SafeText.line(total.name())))
                .toList();
    }

    List<Sum> roles() {
        return fall.roles().stream()
                .map(total -> sum(total, "", "", total.name()))
                .toList();
    }

    static String bytes(Total total) {
        var known = Quantities.amount(total.bytes());
        if (total.unsized() == 0) {
            return known;
        }
        return total.unsized() == total.requests() ? "not known" : known + " and " + total.unsized() + " not known";
    }

    private Row row(Step step) {
        return new Row(
                step.exchange(),
                step.label(),
                SafeText.line(step.method()),
                SafeText.line(step.name().substring(0, cut(step.name()))),
                SafeText.line(step.name().substring(cut(step.name()))),
                tone(step.host()),
                letter(step.host()),
                SafeText.line(step.host()),
                step.status() == 0 ? "none" : Integer.toString(step.status()),
                step.status() == 0 || (step.status() >= 400 && step.status() != 401),
                critical.contains(step.exchange()),
                marks(step),
                step.bytes().map(Quantities::amount).orElse("not known"),
                step.span().took().map(Quantities::millis).orElse("not known"),
                says(step),
                bars(step));
    }

    /** Before a digest or a tag, if it ends with one. */
    private static int cut(String name) {
        int space = name.lastIndexOf(' ');
        int colon = name.lastIndexOf(':');
        var at = space >= 0 ? space : colon;
        return at < 0 || name.length() - at > LONGEST_TAIL ? name.length() : at;
    }

    private static List<Mark> marks(Step step) {
        var marks = new ArrayList<Mark>();
        step.redirectedBy().ifPresent(id -> marks.add(new Mark("from", Optional.of(id))));
        step.again().ifPresent(again -> marks.add(new Mark(again.kind().words(), Optional.of(again.earlier()))));
        step.credentials()
                .ifPresent(kind -> marks.add(new Mark(
                        kind.equals("other") ? "credentials" : kind.toLowerCase(Locale.ROOT), Optional.empty())));
        return marks;
    }

    private static String says(Step step) {
        var span = step.span();
        if (span.start().isEmpty()) {
            return "when it began is not known";
        }
        var says = new StringBuilder("begins at ")
                .append(Quantities.millis(span.start().get()));
        step.waited().ifPresent(time -> says.append(", waits ").append(Quantities.millis(time)));
        span.transferred().ifPresent(time -> says.append(", transfers for ").append(Quantities.millis(time)));
        if (span.end().isEmpty()) {
            says.append(", when it ended is not known");
        } else if (step.waited().isEmpty()) {
            says.append(", ends after ").append(Quantities.millis(span.took().orElse(0L)));
        }
        return says.toString();
    }

    private List<Bar> bars(Step step) {
        var span = step.span();
        if (span.start().isEmpty()) {
            return List.of();
        }
        long start = span.start().get();
        var bars = new ArrayList<Bar>();
        if (span.firstByte().isPresent()) {
            bars.add(bar("wait", start, span.firstByte().get()));
            span.end()
                    .ifPresent(end -> bars.add(bar("transfer", span.firstByte().get(), end)));
        } else if (span.end().isPresent()) {
            // Without an answer it was all waiting.
            bars.add(
                    bar(step.status() == 0 ? "wait" : "whole", start, span.end().get()));
        }
        if (span.end().isEmpty()) {
            bars.add(bar("open", latest(step), latest(step)));
        }
        return bars;
    }

    private Bar bar(String kind, long from, long to) {
        return new Bar(kind, place(from), percent(length == 0 ? 100 : 100.0 * Math.max(0, to - from) / length));
    }

    private Sum sum(Total total, String tone, String letter, String name) {
        return new Sum(
                tone,
                letter,
                name,
                total.requests(),
                bytes(total),
                total.waited().map(Quantities::millis).orElse("not known"),
                total.transferred().map(Quantities::millis).orElse("not known"),
                total.connections().map(number -> Integer.toString(number)).orElse("not known"));
    }

    private String tone(String host) {
        return "h" + Math.max(0, hosts.indexOf(host)) % COLOURS;
    }

    /** A to Z, then AA and so on. */
    private String letter(String host) {
        var letters = new StringBuilder();
        for (int number = hosts.indexOf(host); number >= 0; number = number / 26 - 1) {
            letters.insert(0, (char) ('A' + number % 26));
        }
        return letters.toString();
    }

    private String place(long at) {
        return percent(length == 0 ? 0 : 100.0 * at / length);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    private static String label(long at, long step) {
        return step >= 1000 || at < 1000 ? Quantities.millis(at).replace(".0 s", " s") : Quantities.millis(at);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static long latest(Step step) {
        var span = step.span();
        return span.end().or(span::firstByte).or(span::start).orElse(0L);
    }
}
