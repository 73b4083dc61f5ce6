package dev.plimsoll.browser;

import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.reports.DiffReport;
import dev.plimsoll.reports.Extras;
import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.reports.LargeRuns;
import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.diff.RunDiffs;
import dev.plimsoll.suites.run.RunListener;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRequest;
import dev.plimsoll.suites.run.Runner;
import dev.plimsoll.suites.run.Selection;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reports that are looked at, of real runs but for one; each is made when it is first asked for. */
final class SampleReports {
    /** The page of {@link #single} on what changed. */
    static final String DIFF = "diff.html";

    /** What {@link #registry2} fails. */
    static final String FAILING = "schema1/digest-is-the-payloads";

    private static final Path FOLDER = Path.of("target/reports");

    private final Map<String, RunRecord> runs = new HashMap<>();
    private final Map<String, Path> written = new HashMap<>();
    private Duration writing = Duration.ZERO;

    /** Three registries, one of which fails {@link #FAILING}: {@code dockerhub}, {@code quay} and {@code registry2}. */
    Path judged() throws IOException {
        return written("judged", List.of(dockerhub(), replayed("quay", FaultPlan.NONE), registry2()));
    }

    /** The overview of one registry looks different; and what changed, as it was without fault before. */
    Path single() throws IOException {
        if (written.containsKey("single")) {
            return FOLDER.resolve("single");
        }
        var before = run(Targets.bundled().load("registry2"), Optional.of(Mode.REPLAY), FaultPlan.NONE);
        var now = registry2();
        var folder =
                written("single", List.of(now), Extras.NONE.after(EarlierRuns.of(now, Optional.of(before), List.of())));
        var diff = RunDiffs.between(List.of(before), List.of(now));
        Files.writeString(folder.resolve(DIFF), DiffReport.of(diff, DiffReport.Format.HTML));
        return folder;
    }

    /** A registry that answers with script, and the same again. */
    Path hostile() throws IOException {
        if (!runs.containsKey("hostile")) {
            try (var registry = HostileRegistry.start()) {
                runs.put("hostile", run(registry.target(), Optional.of(Mode.LIVE), FaultPlan.NONE));
            }
        }
        return written("hostile", List.of(run("hostile")));
    }

    /** Ten runs of the whole rulebook. */
    Path large() throws IOException {
        return written("large", written.containsKey("large") ? List.of() : LargeRuns.ten());
    }

    /** How long it took to write {@link #large}. */
    Duration writing() throws IOException {
        large();
        return writing;
    }

    /** What the README shows: registries that are started here have to be. */
    Path shown() throws IOException {
        if (written.containsKey("shown")) {
            return FOLDER.resolve("shown");
        }
        var shown = new ArrayList<RunRecord>();
        for (var target : List.of("registry2-token", "quay", "crane")) {
            shown.add(run(Targets.bundled().load(target), Optional.empty(), FaultPlan.NONE));
        }
        return written("shown", shown);
    }

    RunRecord dockerhub() throws IOException {
        return replayed("dockerhub", FaultPlan.NONE);
    }

    private RunRecord registry2() throws IOException {
        try {
            return replayed("registry2", new FaultPlan(List.of(FaultRule.parse("wrong-digest@manifest", Path.of("")))));
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunRecord replayed(String target, FaultPlan faults) throws IOException {
        if (!runs.containsKey(target)) {
            runs.put(target, run(Targets.bundled().load(target), Optional.of(Mode.REPLAY), faults));
        }
        return run(target);
    }

    private RunRecord run(String name) {
        return Optional.ofNullable(runs.get(name)).orElseThrow();
    }

    private static RunRecord run(Target target, Optional<Mode> mode, FaultPlan faults) throws IOException {
        var scratch = Files.createTempDirectory(Files.createDirectories(Path.of("target/scratch")), target.id());
        var request = RunRequest.of(target, mode, Selection.of("*").checks(), false, scratch, Optional.empty());
        return new Runner(RunListener.SILENT, Clock.systemUTC()).run(request.with(faults));
    }

    private Path written(String name, List<RunRecord> of) throws IOException {
        return written(name, of, Extras.NONE);
    }

    private Path written(String name, List<RunRecord> of, Extras extras) throws IOException {
        var folder = FOLDER.resolve(name);
        if (!written.containsKey(name)) {
            var started = System.nanoTime();
            HtmlReport.write(of, extras, folder);
            writing = Duration.ofNanos(System.nanoTime() - started);
            written.put(name, folder);
        }
        return folder;
    }
}
