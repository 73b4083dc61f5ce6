package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.faults.FaultKind;
import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is to go wrong in a replay, on purpose. */
final class FaultOptions {
    private static final int COLUMN = 34;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=VALUE][@MATCH]",
            description = {
                "Do this wrong; may be repeated, and --list-faults tells the names. MATCH is fields between commas:",
                "a role (ping, token, manifest, config, blob, redirect, upload), method:, path: and host: with * and ?,",
                "range:true|false, credentials:true|false, nth:N, times:N."
            })
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Faults in YAML. For replay by default faults.yaml in the capture's folder, if it is there.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--list-faults", description = "Tell the faults and what they do, and end.")
    private boolean list;

    boolean areListed() {
        return list;
    }

    void printTo(PrintWriter out) {
        for (var kind : FaultKind.values()) {
            var usual = kind.usual().isEmpty() ? "" : "; by default " + kind.usual();
            out.println(String.format("%-" + COLUMN + "s %s%s", kind.usage(), kind.summary(), usual));
        }
        out.flush();
    }

    /**
     * The file's faults and then those of the flags.
     *
     * @param capture a folder, or the name of a capture that comes with Plimsoll
     * @throws CaptureException if the file is not as it should be
     */
    FaultPlan plan(String capture) throws CaptureException {
        var overlay = Path.of(capture).resolve(FaultPlan.FILE);
        return file.isEmpty() && Files.exists(overlay) ? withFlags(FaultPlan.read(overlay)) : plan();
    }

    /**
     * The faults of --faults and then those of the flags.
     *
     * @throws CaptureException if the file is not as it should be
     */
    FaultPlan plan() throws CaptureException {
        return withFlags(file.isPresent() ? FaultPlan.read(file.get()) : FaultPlan.NONE);
    }

    private FaultPlan withFlags(FaultPlan plan) {
        return plan.and(faults.stream().map(FaultOptions::rule).toList());
    }

    private static FaultRule rule(String text) {
        try {
            return FaultRule.parse(text, Path.of(""));
        } catch (MalformedException e) {
            throw new ConfigurationException("--fault \"" + text + "\": " + e.getMessage(), e);
        }
    }
}
