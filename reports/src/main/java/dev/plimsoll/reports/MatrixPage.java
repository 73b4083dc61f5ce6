package dev.plimsoll.reports;

import dev.plimsoll.reports.MatrixView.Cell;
import dev.plimsoll.reports.MatrixView.Filter;
import dev.plimsoll.reports.MatrixView.Group;
import dev.plimsoll.reports.MatrixView.Page;
import dev.plimsoll.reports.MatrixView.Row;
import dev.plimsoll.reports.MatrixView.Table;
import dev.plimsoll.reports.MatrixView.Topic;
import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the matrix: the checks by the runs, and those of clients by the clients. */
final class MatrixPage {
    private static final Templates.Assets ASSETS = Templates.Assets.with("matrix.css", "matrix.js");
    /** Beyond so many columns their heads stand upright, and the cells show symbols alone. */
    private static final int COLUMNS_WITH_WORDS = 4;

    private final Site site;

    private MatrixPage(Site site) {
        this.site = site;
    }

    static String html(Site site, Frames frames) {
        var page = new MatrixPage(site).page(frames.subject());
        var frame = frames.of("Matrix", "", Frames.MATRIX);
        return Templates.page("matrix.ftlh", Map.of("frame", frame, "page", page), ASSETS);
    }

    /** The matrix with that topic alone, from the report's folder. */
    static String ofTopic(String topic) {
        return Frames.MATRIX + "#topic=" + URLEncoder.encode(SafeText.line(topic), StandardCharsets.UTF_8);
    }

    /** The run by number: to hash a whole run takes long. */
    private record Column(int number, String run, String subject) {}

    private Page page(String subject) {
        var tables = new ArrayList<Table>();
        var registries = site.where(check -> !check.isOfClients());
        var clients = site.where(JudgedCheck::isOfClients);
        if (!registries.isEmpty()) {
            tables.add(table("registries", "Registries, token services, mirrors", registries, false));
        }
        if (!clients.isEmpty()) {
            tables.add(table("clients", "Clients", clients, true));
        }
        return new Page(subject, site.checks().size(), filters(), tables);
    }

    private List<Filter> filters() {
        return List.of(
                filter(
                        "grade",
                        "Grade",
                        site.checks().stream()
                                .flatMap(check -> check.entries().stream())
                                .map(Entry::grade)
                                .sorted(Comparator.comparingInt(Grades.Label::rank))
                                .map(Grades.Label::word)),
                filter(
                        "level",
                        "Level",
                        texts(check -> SafeText.line(check.about().level()))),
                filter("party", "Party", texts(check -> CheckPages.party(check.about()))),
                filter("topic", "Topic", texts(check -> SafeText.line(check.topic()))));
    }

    private Stream<String> texts(Function<JudgedCheck, String> text) {
        return site.checks().stream().map(text);
    }

    private static Filter filter(String name, String label, Stream<String> values) {
        return new Filter(name, label, values.distinct().toList());
    }

    private Table table(String id, String caption, List<JudgedCheck> checks, boolean grouped) {
        var columns = columns(checks);
        var byTopic = new LinkedHashMap<String, List<Row>>();
        for (var check : checks) {
            byTopic.computeIfAbsent(SafeText.line(check.topic()), topic -> new ArrayList<>())
                    .add(row(check, columns));
        }
        return new Table(
                id,
                caption,
                grouped ? groups(columns) : List.of(),
                columns.stream().map(column -> label(column, grouped)).toList(),
                columns.size() > COLUMNS_WITH_WORDS,
                byTopic.entrySet().stream()
                        .map(entry -> new Topic(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** By run, and within a run as they occur. */
    private List<Column> columns(List<JudgedCheck> checks) {
        var byRun = new LinkedHashMap<Integer, Set<Column>>();
        site.runs().forEach(run -> byRun.put(run.number(), new LinkedHashSet<>()));
        for (var check : checks) {
            for (var entry : check.entries()) {
                byRun.computeIfAbsent(entry.run().number(), run -> new LinkedHashSet<>())
                        .add(column(entry));
            }
        }
        return byRun.values().stream().flatMap(Set::stream).toList();
    }

    private static Column column(Entry entry) {
        return new Column(
                entry.run().number(), entry.run().key(), entry.result().subject());
    }

    private static String label(Column column, boolean grouped) {
        if (grouped) {
            return SafeText.line(column.subject());
        }
        return column.subject().equals(Site.REGISTRY)
                ? column.run()
                : column.run() + " " + SafeText.line(column.subject());
    }

    private static List<Group> groups(List<Column> columns) {
        var spans = new LinkedHashMap<String, Integer>();
        columns.forEach(column -> spans.merge(column.run(), 1, Integer::sum));
        return spans.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(JudgedCheck check, List<Column> columns) {
        var about = check.about();
        var cells = new LinkedHashMap<Column, Cell>();
        // Two results of one subject are a fault of the run; the worse one shows.
        check.entries().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.grade().rank()))
                .forEach(entry -> cells.put(column(entry), cell(entry)));
        var id = SafeText.line(check.id());
        return new Row(
                id.substring(id.indexOf('/') + 1),
                check.path(),
                SafeText.line(about.level()),
                CheckPages.party(about),
                SafeText.line(about.title()),
                columns.stream()
                        .map(column -> cells.getOrDefault(column, Cell.NONE))
                        .toList());
    }

    private static Cell cell(Entry entry) {
        var grade = entry.grade();
        return new Cell(grade.tone(), grade.symbol(), grade.word(), entry.anchor());
    }
}
