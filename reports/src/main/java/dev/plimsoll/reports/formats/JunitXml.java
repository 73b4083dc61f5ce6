package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.CurlLine;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML as Jenkins, GitLab and the importers of GitHub read it: one suite a run and topic, one case a check and
 * subject. What CI calls a failure is a violation or a stale expectation; an error is what could not be judged.
 */
final class JunitXml {
    /** Ant's form, without a zone; it is UTC. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MESSAGE = 500;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JunitXml() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** What became of a case. */
    private enum Kind {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    /** A case as the file has it; the body is that of the element of its kind, or what the case printed. */
    private record Entry(String name, long millis, Kind kind, String type, String message, String body) {}

    private record Suite(String key, String topic, RunRecord run, List<Entry> entries) {
        int count(Kind kind) {
            return (int) entries.stream().filter(entry -> entry.kind() == kind).count();
        }

        long millis() {
            return entries.stream().mapToLong(Entry::millis).sum();
        }
    }

    static String of(List<RunRecord> runs) {
        var keys = RunKeys.of(runs);
        var suites = new ArrayList<Suite>();
        for (var number = 0; number < runs.size(); number++) {
            suites.addAll(suites(runs.get(number), keys.get(number)));
        }
        try {
            var writer = new JunitXml();
            writer.write(suites);
            return writer.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }

    private static List<Suite> suites(RunRecord run, String key) {
        var byTopic = new LinkedHashMap<String, List<Entry>>();
        for (var one : Case.of(run, key)) {
            byTopic.computeIfAbsent(one.topic(), topic -> new ArrayList<>()).add(entry(one));
        }
        var suites = new ArrayList<Suite>();
        byTopic.forEach((topic, entries) -> suites.add(new Suite(key, topic, run, entries)));
        run.pull().ifPresent(pull -> suites.add(new Suite(key, "reference-engine", run, List.of(entry(run, pull)))));
        return suites;
    }

    private static Entry entry(RunRecord run, PullRecord pull) {
        var failed = pull.failure().map(SafeText::line);
        // Exit code 3: the registry could not be reached, which proves nothing against it.
        var kind = failed.isEmpty() ? Kind.PASSED : run.verdict().exitCode() == 3 ? Kind.ERROR : Kind.FAILURE;
        return new Entry(
                "reference-engine/pulls-the-sample-image",
                pull.durationMillis(),
                kind,
                "pull",
                failed.orElse(""),
                "reference: " + SafeText.line(pull.reference()) + "\nfrom: " + SafeText.line(pull.from()) + "\n"
                        + failed.map(why -> "failure: " + why + "\n").orElse(""));
    }

    private static Entry entry(Case one) {
        var grade = one.result().grade();
        var level = SafeText.line(one.result().level()).toLowerCase(Locale.ROOT);
        return switch (grade) {
            case "FAIL" -> entry(one, Kind.FAILURE, "violation." + level, body(one));
            case "STALE" -> entry(one, Kind.FAILURE, "stale-expectation", body(one));
            case "INCONCLUSIVE" -> entry(one, Kind.ERROR, "inconclusive", body(one));
            case "SKIP" -> entry(one, Kind.SKIPPED, "", "");
            case "PASS" -> entry(one, Kind.PASSED, "", "");
            default -> entry(one, Kind.PASSED, "", SafeText.line(grade) + " " + body(one));
        };
    }

    private static Entry entry(Case one, Kind kind, String type, String body) {
        return new Entry(one.name(), one.millis(), kind, type, one.summary(), body);
    }

    private static String body(Case one) {
        var clause = one.result().clause();
        return SafeText.line(one.result().level()) + " " + SafeText.line(clause.id()) + ": " + one.title() + "\n"
                + Cut.to(MESSAGE, one.summary()) + "\n"
                + one.findings()
                + "requirement: " + SafeText.line(clause.requirement()) + "\n"
                + one.link().map(link -> "clause: " + link + "\n").orElse("")
                + "impact: " + SafeText.line(one.result().impact()) + "\n"
                + one.result()
                        .expectation()
                        .map(reason -> "known deviation: " + SafeText.line(reason) + "\n")
                        .orElse("")
                + curl(one).map(command -> "repeat: " + command + "\n").orElse("");
    }

    private static Optional<String> curl(Case one) {
        return one.result().findings().isEmpty()
                ? Optional.empty()
                : one.exchanges().stream()
                        .findFirst()
                        .flatMap(CurlLine::of)
                        .map(curl -> SafeText.block(curl.command()));
    }

    private void write(List<Suite> suites) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "plimsoll");
        totals(suites);
        for (var suite : suites) {
            line(1);
            write(suite);
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void write(Suite suite) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite.key() + ": " + suite.topic());
        totals(List.of(suite));
        xml.writeAttribute("timestamp", TIMESTAMP.format(suite.run().started()));
        xml.writeAttribute("hostname", "localhost");
        line(2);
        xml.writeStartElement("properties");
        property("target", suite.run().target().id());
        property("registry", suite.run().target().registry());
        property("mode", suite.run().mode());
        property("tool", suite.run().tool());
        line(2);
        xml.writeEndElement();
        for (var entry : suite.entries()) {
            line(2);
            write(suite, entry);
        }
        line(1);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(3);
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", SafeText.line(value));
    }

    private void write(Suite suite, Entry entry) throws XMLStreamException {
        var told = element(entry);
        if (told.isEmpty()) {
            xml.writeEmptyElement("testcase");
        } else {
            xml.writeStartElement("testcase");
        }
        xml.writeAttribute("classname", "plimsoll." + suite.key() + "." + suite.topic());
        xml.writeAttribute("name", entry.name());
        xml.writeAttribute("time", seconds(entry.millis()));
        if (told.isPresent()) {
            line(3);
            write(told.get(), entry);
            line(2);
            xml.writeEndElement();
        }
    }

    private static Optional<String> element(Entry entry) {
        return switch (entry.kind()) {
            case FAILURE -> Optional.of("failure");
            case ERROR -> Optional.of("error");
            case SKIPPED -> Optional.of("skipped");
            case PASSED -> entry.body().isEmpty() ? Optional.empty() : Optional.of("system-out");
        };
    }

    private void write(String element, Entry entry) throws XMLStreamException {
        if (entry.kind() == Kind.SKIPPED) {
            xml.writeEmptyElement(element);
        } else {
            xml.writeStartElement(element);
        }
        if (entry.kind() != Kind.PASSED) {
            xml.writeAttribute("message", Cut.to(MESSAGE, entry.message()));
        }
        if (entry.kind() == Kind.FAILURE || entry.kind() == Kind.ERROR) {
            xml.writeAttribute("type", entry.type());
        }
        if (entry.kind() != Kind.SKIPPED) {
            xml.writeCharacters(entry.body());
            xml.writeEndElement();
        }
    }

    private void totals(List<Suite> suites) throws XMLStreamException {
        total("tests", suites.stream().mapToInt(suite -> suite.entries().size()).sum());
        total(
                "failures",
                suites.stream().mapToInt(suite -> suite.count(Kind.FAILURE)).sum());
        total(
                "errors",
                suites.stream().mapToInt(suite -> suite.count(Kind.ERROR)).sum());
        total(
                "skipped",
                suites.stream().mapToInt(suite -> suite.count(Kind.SKIPPED)).sum());
        xml.writeAttribute(
                "time", seconds(suites.stream().mapToLong(Suite::millis).sum()));
    }

    private void total(String name, int number) throws XMLStreamException {
        xml.writeAttribute(name, Integer.toString(number));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
