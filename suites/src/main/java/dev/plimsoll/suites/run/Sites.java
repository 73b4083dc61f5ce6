package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.peers.process.Program;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.RegistryProgram;
import dev.plimsoll.suites.target.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a target ready in the mode that was asked for, or in the first of its modes that can be had. */
final class Sites {
    private Sites() {}

    /** @throws ConfigurationException if the target does not have the mode, or it cannot be had here */
    static Site open(RunRequest request) {
        var site = choose(request);
        if (site.mode() != Mode.REPLAY && !request.faults().isEmpty()) {
            site.close();
            throw new ConfigurationException("faults can be put into a replay alone, and the target "
                    + request.target().id() + " was to run in mode "
                    + site.mode().yamlName() + "; try --mode replay");
        }
        return site;
    }

    private static Site choose(RunRequest request) {
        var target = request.target();
        var asked = request.mode();
        if (asked.isPresent()) {
            if (!target.modes().contains(asked.get())) {
                throw new ConfigurationException("the target " + target.id() + " has no mode "
                        + asked.get().yamlName() + "; it has "
                        + target.modes().stream().map(Mode::yamlName).collect(Collectors.joining(", ")));
            }
            return open(request, asked.get(), "asked for");
        }
        var skipped = new StringBuilder();
        for (var mode : target.modes()) {
            var absence = absence(target, mode);
            if (absence.isEmpty()) {
                return open(request, mode, skipped.toString());
            }
            skipped.append(absence.get()).append(", so ");
        }
        throw new ConfigurationException("no mode of the target " + target.id() + " can be had here: " + skipped);
    }

    /** Why a mode cannot be had here, as far as that can be told without trying. */
    private static Optional<String> absence(Target target, Mode mode) {
        return switch (mode) {
            case REPLAY, LIVE -> Optional.empty();
            case CONTAINER -> RegistryContainer.absence(target.container().orElseThrow());
            case PROCESS -> {
                var missing = target.variant().isPresent()
                        ? target.variant().get().missing().stream().findFirst()
                        : Optional.of(new Program(
                                        program(target).program(),
                                        program(target).remedy()))
                                .filter(program -> program.find().isEmpty());
                yield missing.map(program -> program.name() + " is not on the PATH (" + program.remedy() + ")");
            }
        };
    }

    private static Site open(RunRequest request, Mode mode, String because) {
        var target = request.target();
        var scratch = request.scratch();
        return switch (mode) {
            case PROCESS -> process(target, because, scratch);
            case REPLAY -> {
                var capture = target.capture().orElseThrow();
                yield ReplaySite.open(
                        target,
                        prefix(because) + "the recorded capture " + capture + " was judged and replayed"
                                + told(request.faults()),
                        scratch,
                        request.faults());
            }
            case CONTAINER -> {
                var image = target.container().orElseThrow();
                yield RealSites.container(image, prefix(because) + "a container of " + image.image() + " was started");
            }
            case LIVE -> new LiveSite(target, System.getenv());
        };
    }

    private static Site process(Target target, String because, Path scratch) {
        if (target.variant().isPresent()) {
            var variant = target.variant().get();
            return RealSites.variant(
                    variant, prefix(because) + variant.title() + " was started on a free port", scratch);
        }
        var program = program(target);
        var binary = RegistryProcess.find(program).map(Path::toString).orElse(program.program());
        return RealSites.program(program, prefix(because) + binary + " was started on a free port", scratch);
    }

    private static String told(FaultPlan faults) {
        return faults.isEmpty()
                ? ""
                : ", with faults on purpose: "
                        + faults.rules().stream().map(FaultRule::toString).collect(Collectors.joining(", "));
    }

    private static String prefix(String because) {
        return because.isEmpty() ? "" : because.endsWith("so ") ? because : because + "; ";
    }

    private static RegistryProgram program(Target target) {
        return target.process().orElseThrow();
    }
}
