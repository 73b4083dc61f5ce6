package dev.plimsoll.suites.run;

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
    static Site open(Target target, Optional<Mode> asked, Path scratch) {
        if (asked.isPresent()) {
            if (!target.modes().contains(asked.get())) {
                throw new ConfigurationException("the target " + target.id() + " has no mode "
                        + asked.get().yamlName() + "; it has "
                        + target.modes().stream().map(Mode::yamlName).collect(Collectors.joining(", ")));
            }
            return open(target, asked.get(), "asked for", scratch);
        }
        var skipped = new StringBuilder();
        for (var mode : target.modes()) {
            if (mode == Mode.PROCESS && RegistryProcess.find(program(target)).isEmpty()) {
                skipped.append(program(target).program())
                        .append(" is not on the PATH (")
                        .append(program(target).remedy())
                        .append("), so ");
                continue;
            }
            return open(target, mode, skipped.toString(), scratch);
        }
        throw new ConfigurationException("no mode of the target " + target.id() + " can be had here: " + skipped);
    }

    private static Site open(Target target, Mode mode, String because, Path scratch) {
        return switch (mode) {
            case PROCESS -> {
                var program = program(target);
                var binary = RegistryProcess.find(program).map(Path::toString).orElse(program.program());
                yield ProcessSite.open(program, prefix(because) + binary + " was started on a free port", scratch);
            }
            case REPLAY -> {
                var capture = target.capture().orElseThrow();
                yield ReplaySite.open(
                        target,
                        prefix(because) + "the recorded capture " + capture + " was judged and replayed",
                        scratch);
            }
        };
    }

    private static String prefix(String because) {
        return because.isEmpty() ? "" : because.endsWith("so ") ? because : because + "; ";
    }

    private static RegistryProgram program(Target target) {
        return target.process().orElseThrow();
    }
}
