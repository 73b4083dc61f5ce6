package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that write, against Debian's registry where it is installed, and against what may not be written to. */
class WritingTests {
    private static final Targets TARGETS = Targets.in(Path.of("../targets"));
    private static final List<Check> WRITING =
            Catalog.all().stream().filter(Check::writes).toList();
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsPushedStaysInRepositoriesOfTheRunAndIsDeleted() throws IOException {
        requireRegistry();
        var told = new AtomicReference<String>("");
        var lacking = new ArrayList<String>();
        var run = run(TARGETS, "registry2", Mode.PROCESS, new RunListener() {
            @Override
            public void triedOut(String ability, boolean present, String answer) {
                if (!present) {
                    lacking.add(ability + ": " + answer);
                }
            }

            @Override
            public void cleaned(long written, int removed, int left) {
                told.set((written > 0) + " " + (removed > 0) + " " + left);
            }
        });

        assertThat(run.verdict().exitCode()).as(run.verdict().summary()).isZero();
        assertThat(told).hasValue("true true 0");
        assertThat(lacking)
                .containsExactly("lists of referrers: GET answered 404", "deletion of tags: DELETE answered 400");
        assertThat(changed(run))
                .isNotEmpty()
                .allMatch(url -> url.matches(
                        "http://127\\.0\\.0\\.1:[0-9]+/v2/plimsoll-[0-9a-f]{8}/[a-z0-9-]+/(blobs|manifests)/.*"));
        assertThat(run.results()).filteredOn(WritingTests::isJudged).hasSizeGreaterThan(75);
    }

    @Test
    void aTargetThatDoesNotSayThatItIsWritableIsNotWrittenTo() throws IOException {
        requireRegistry();
        var yaml = Files.readString(Path.of("../targets/registry2.yaml"));
        Files.writeString(
                folder.resolve("registry2.yaml"),
                yaml.replace("writable: true", "writable: false")
                        .replaceFirst("(?s)expectations:.*?\nprocess:", "process:"));

        var run = run(Targets.in(folder), "registry2", Mode.PROCESS, RunListener.SILENT);

        assertThat(changed(run)).isEmpty();
        assertThat(run.results()).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo("not applicable");
            assertThat(result.summary())
                    .startsWith("the check writes, and the target does not say writable: true; no ");
        });
    }

    @Test
    void aReplayIsNotWrittenTo() throws IOException {
        var run = run(TARGETS, "registry2", Mode.REPLAY, RunListener.SILENT);

        assertThat(run.results())
                .filteredOn(result -> result.outcome().equals("not applicable"))
                .hasSizeGreaterThan(100)
                .allMatch(result -> result.summary().startsWith("the check writes, and a replay is never written to"));
    }

    @Test
    void moreThanTheTargetAllowsIsNotPushed() throws IOException {
        requireRegistry();
        var yaml = Files.readString(Path.of("../targets/registry2.yaml"));
        Files.writeString(
                folder.resolve("registry2.yaml"),
                yaml.replace("writable: true", "writable: true\nmaxWrittenBytes: 1000000"));

        var run = run(Targets.in(folder), "registry2", Mode.PROCESS, RunListener.SILENT);

        assertThat(run.results())
                .filteredOn(result -> result.check().equals("pushes/large-manifest-is-taken"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.outcome()).isEqualTo("inconclusive");
                    assertThat(result.summary()).contains("over the limit of 1000000", "maxWrittenBytes");
                });
    }

    private RunRecord run(Targets targets, String target, Mode mode, RunListener listener) throws IOException {
        return new Runner(listener, Clock.systemUTC())
                .run(RunRequest.of(
                        targets.load(target),
                        Optional.of(mode),
                        WRITING,
                        false,
                        Files.createDirectory(folder.resolve("scratch")),
                        Optional.empty()));
    }

    private static void requireRegistry() {
        var program = TARGETS.load("registry2").process().orElseThrow();
        assumeTrue(RegistryProcess.find(program).isPresent(), program.remedy());
    }

    private static Set<String> changed(RunRecord run) {
        return run.transcripts().values().stream()
                .flatMap(List::stream)
                .filter(exchange -> CHANGES.contains(exchange.method()))
                .map(ExchangeRecord::url)
                .collect(Collectors.toSet());
    }

    private static boolean isJudged(ResultRecord result) {
        return Set.of("conforms", "violates").contains(result.outcome());
    }
}
