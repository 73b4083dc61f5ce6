package dev.plimsoll.suites.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;

/** Writes what a run found as the list {@code expectations} of a target's file. */
public final class ExpectationsFile {
    private static final Set<Grade> WRITTEN = Set.of(Grade.FAIL, Grade.WARN, Grade.KNOWN);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private ExpectationsFile() {}

    /**
     * Writes the list, replacing a file that is there. Reasons are what was seen: a person should put down why.
     *
     * @return how many deviations it has
     */
    public static int write(RunRecord run, Path file) throws IOException {
        var root = YAML.createObjectNode();
        ArrayNode expectations = root.putArray("expectations");
        run.results().stream()
                .filter(result -> WRITTEN.contains(Grade.valueOf(result.grade())))
                .filter(result -> !result.findings().isEmpty())
                .forEach(result -> add(expectations, result, run));
        Files.writeString(file, YAML.writeValueAsString(root));
        return expectations.size();
    }

    private static void add(ArrayNode expectations, ResultRecord result, RunRecord run) {
        var entry = expectations
                .addObject()
                .put("check", result.check())
                .put("subject", result.subject())
                .put("reason", result.summary());
        entry.put(
                "source",
                "plimsoll check --target " + run.target().id() + ", "
                        + run.started().atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
