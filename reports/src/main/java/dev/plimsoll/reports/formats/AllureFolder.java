package dev.plimsoll.reports.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The files of an Allure folder that are not about a single result. */
final class AllureFolder {
    private AllureFolder() {}

    static void write(List<RunRecord> runs, List<String> keys, Path folder) throws IOException {
        Files.writeString(folder.resolve("categories.json"), categories());
        Files.writeString(folder.resolve("executor.json"), executor(keys));
        Files.writeString(folder.resolve("environment.properties"), environment(runs, keys));
    }

    /** By the grade that each message begins with. */
    private static String categories() {
        var categories = JsonNodeFactory.instance.arrayNode();
        for (var category : List.of(
                List.of("Violations", "failed", "FAIL"),
                List.of("Stale expectations", "failed", "STALE"),
                List.of("Inconclusive", "broken", "INCONCLUSIVE"),
                List.of("Warnings", "passed", "WARN"),
                List.of("Known deviations", "passed", "KNOWN"),
                List.of("Observations", "passed", "NOTE"),
                List.of("Nothing to judge", "skipped", "SKIP"))) {
            var node = categories.addObject().put("name", category.get(0));
            node.putArray("matchedStatuses").add(category.get(1));
            node.put("messageRegex", "(?s)^" + category.get(2) + " .*");
        }
        return Json.text(categories);
    }

    private static String executor(List<String> keys) {
        return Json.text(Json.object()
                .put("name", "Plimsoll")
                .put("type", "plimsoll")
                .put("buildName", String.join(", ", keys))
                .put("reportName", "Plimsoll: " + String.join(", ", keys)));
    }

    private static String environment(List<RunRecord> runs, List<String> keys) throws IOException {
        var environment = new Properties();
        for (var number = 0; number < runs.size(); number++) {
            var run = runs.get(number);
            var prefix = runs.size() == 1 ? "" : keys.get(number) + ".";
            environment.setProperty(
                    prefix + "Target", SafeText.line(run.target().title()));
            environment.setProperty(
                    prefix + "Registry", SafeText.line(run.target().registry()));
            environment.setProperty(prefix + "Mode", SafeText.line(run.mode() + ": " + run.modeReason()));
            environment.setProperty(prefix + "Tool", SafeText.line(run.tool()));
            environment.setProperty(prefix + "Strict", Boolean.toString(run.strict()));
            environment.setProperty(
                    prefix + "Verdict", SafeText.line(run.verdict().summary()));
        }
        var stored = new StringWriter();
        environment.store(stored, null);
        // Without the line that tells when, and in an order: the same record gives the same bytes.
        return stored.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
