package dev.plimsoll.reports.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0 with one run a record: a result for what is violated, stale or could not be judged. Results stand at the
 * target's file, as that is what a repository has of a registry; the URL that was asked is their logical location.
 */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
    private static final String PULL_RULE = "reference-engine/pulls-the-sample-image";

    private final RunRecord run;
    private final String file;
    private final ArrayNode rules;
    private final ArrayNode results;
    private final Map<String, Integer> ruleIndexes = new HashMap<>();

    private Sarif(RunRecord run, ArrayNode rules, ArrayNode results) {
        this.run = run;
        this.file = "targets/" + RunKeys.of(List.of(run)).get(0) + ".yaml";
        this.rules = rules;
        this.results = results;
    }

    static String of(List<RunRecord> runs) {
        var log = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
        var array = log.putArray("runs");
        var keys = RunKeys.of(runs);
        for (var number = 0; number < runs.size(); number++) {
            write(runs.get(number), keys.get(number), array.addObject());
        }
        return Json.text(log);
    }

    private static void write(RunRecord run, String key, ObjectNode node) {
        var driver = node.putObject("tool").putObject("driver").put("name", "Plimsoll");
        var tool = SafeText.line(run.tool());
        driver.put("fullName", tool.isBlank() ? "Plimsoll" : tool);
        driver.put("version", version(tool));
        var rules = driver.putArray("rules");
        node.putObject("automationDetails").put("id", "plimsoll/" + key + "/");
        var invocation = node.putArray("invocations").addObject();
        int code = run.verdict().exitCode();
        invocation.put("executionSuccessful", code <= 2);
        invocation.put("exitCode", code);
        invocation.put("exitCodeDescription", SafeText.line(run.verdict().summary()));
        invocation.put("startTimeUtc", time(run.started()));
        invocation.put("endTimeUtc", time(run.started().plusMillis(Math.max(0, run.durationMillis()))));
        node.put("columnKind", "utf16CodeUnits");
        var writer = new Sarif(run, rules, node.putArray("results"));
        for (var one : Case.of(run, key)) {
            writer.write(one);
        }
        run.pull().ifPresent(writer::pull);
        node.putObject("properties")
                .put("target", SafeText.line(run.target().id()))
                .put("registry", SafeText.line(run.target().registry()))
                .put("mode", SafeText.line(run.mode()))
                .put("modeReason", SafeText.line(run.modeReason()))
                .put("strict", run.strict());
    }

    private void write(Case one) {
        var result = one.result();
        switch (result.grade()) {
            case "FAIL" -> add(one, "fail", "error");
            case "STALE" -> add(one, "fail", "error");
            case "WARN" -> add(one, "fail", "warning");
            case "INCONCLUSIVE" -> add(one, "open", "none");
            case "KNOWN" -> {
                var level = result.level().equals("MUST") ? "error" : "warning";
                var open = result.outcome().equals("inconclusive");
                add(one, open ? "open" : "fail", open ? "none" : level)
                        .putArray("suppressions")
                        .addObject()
                        .put("kind", "external")
                        .put("status", "accepted")
                        .put(
                                "justification",
                                result.expectation().map(SafeText::line).orElse("a known deviation"));
            }
            case "NOTE" -> {
                if (result.outcome().equals("violates")) {
                    add(one, "fail", "note");
                }
            }
            default -> {
                // PASS and SKIP: nothing that a code-scanning view would show.
            }
        }
    }

    private ObjectNode add(Case one, String kind, String level) {
        var text = new StringBuilder(one.title()).append('\n');
        if (one.result().grade().equals("STALE")) {
            text.append("The deviation that ")
                    .append(file)
                    .append(" expects is gone or has expired: ")
                    .append(one.result().expectation().map(SafeText::line).orElse(""))
                    .append('\n');
        }
        text.append(one.findings().isEmpty() ? one.summary() : one.findings());
        var id = SafeText.line(one.result().check());
        var node = result(id, rule(one), kind, level, text.toString());
        var exchange = one.exchanges().stream().findFirst();
        location(node, exchange.map(asked -> SafeText.line(asked.url())).orElse(one.topic()));
        fingerprint(node, one.result().check(), one.result().subject());
        exchange.ifPresent(asked -> SarifWeb.write(asked, node));
        node.putObject("properties")
                .put("subject", SafeText.line(one.result().subject()))
                .put("requirementLevel", SafeText.line(one.result().level()))
                .put("grade", SafeText.line(one.result().grade()));
        return node;
    }

    private void pull(PullRecord pull) {
        if (pull.failure().isEmpty()) {
            return;
        }
        boolean open = run.verdict().exitCode() == 3;
        int index = ruleIndexes.computeIfAbsent(PULL_RULE, id -> {
            var rule = rules.addObject().put("id", id);
            text(rule, "shortDescription", "The reference engine pulls the sample image");
            text(rule, "fullDescription", "A pull engine that keeps to the specifications gets the whole image.");
            return rules.size() - 1;
        });
        var node = result(
                PULL_RULE,
                index,
                open ? "open" : "fail",
                open ? "none" : "error",
                "The reference engine could not pull "
                        + SafeText.line(pull.reference()) + ": "
                        + SafeText.line(pull.failure().get()));
        location(node, SafeText.line(pull.reference()));
        fingerprint(node, PULL_RULE, "plimsoll-engine");
    }

    private ObjectNode result(String rule, int index, String kind, String level, String message) {
        var node = results.addObject()
                .put("ruleId", rule)
                .put("ruleIndex", index)
                .put("kind", kind)
                .put("level", level);
        node.putObject("message").put("text", plain(message.strip()));
        return node;
    }

    private void location(ObjectNode node, String asked) {
        var location = node.putArray("locations").addObject();
        var physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", file).put("uriBaseId", "%SRCROOT%");
        physical.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", asked)
                .put("kind", "resource");
    }

    private void fingerprint(ObjectNode node, String check, String subject) {
        var fingerprint = Fingerprint.of(run.target().id(), check, subject);
        node.putObject("partialFingerprints")
                .put("plimsollResult/v1", fingerprint)
                // GitHub would make this of the line, which is the same for all of them.
                .put("primaryLocationLineHash", fingerprint.substring(0, 16) + ":1");
    }

    private int rule(Case one) {
        var result = one.result();
        var id = SafeText.line(result.check());
        return ruleIndexes.computeIfAbsent(id, name -> {
            var rule = rules.addObject().put("id", name);
            text(rule, "shortDescription", one.title());
            text(
                    rule,
                    "fullDescription",
                    SafeText.line(result.clause().requirement()) + " ("
                            + SafeText.line(result.clause().id()) + ", " + SafeText.line(result.level()) + ")");
            var help = rule.putObject("help");
            help.put(
                    "text",
                    plain(SafeText.line(result.impact())
                            + one.link().map(link -> " " + link).orElse("")));
            help.put(
                    "markdown",
                    Prose.text(result.clause().requirement()) + "\n\n" + Prose.text(result.impact()) + "\n\n"
                            + Prose.link(result.clause().id(), one.link()));
            one.link().ifPresent(link -> rule.put("helpUri", link));
            rule.putObject("defaultConfiguration")
                    .put(
                            "level",
                            switch (result.level()) {
                                case "MUST" -> "error";
                                case "SHOULD" -> "warning";
                                default -> "note";
                            });
            var tags = new ArrayList<>(List.of(
                    one.topic(),
                    SafeText.line(result.level()),
                    SafeText.line(result.party()),
                    SafeText.line(result.clause().id())));
            var array = rule.putObject("properties").putArray("tags");
            tags.stream().distinct().forEach(array::add);
            return rules.size() - 1;
        });
    }

    private static void text(ObjectNode node, String name, String text) {
        node.putObject(name).put("text", plain(text));
    }

    /**
     * A plain text message, in which braces are placeholders unless they are doubled (section 3.11.5), and brackets before
     * parentheses a link (section 3.11.6), which nothing from the wire shall be.
     */
    private static String plain(String text) {
        return text.replace("{", "{{").replace("}", "}}").replace("](", "] (");
    }

    private static String version(String tool) {
        var number = tool.replaceAll("^[^0-9]*", "");
        return number.isEmpty() ? "0" : number;
    }

    private static String time(Instant time) {
        return time.toString();
    }
}
