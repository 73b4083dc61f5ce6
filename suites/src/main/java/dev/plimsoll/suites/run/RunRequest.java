package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to run.
 *
 * @param mode nothing for the first of the target's modes that can be had
 * @param strict whether a violated SHOULD fails
 * @param scratch a folder for this run's temporary files; the caller removes it
 * @param captureTo where to write the run's own traffic as a capture, if anywhere
 */
public record RunRequest(
        Target target,
        Optional<Mode> mode,
        List<Check> checks,
        boolean strict,
        Path scratch,
        Optional<Path> captureTo) {
    public RunRequest {
        checks = List.copyOf(checks);
    }
}
