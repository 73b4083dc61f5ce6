package dev.plimsoll.cli;

import dev.plimsoll.suites.target.Targets;
import java.util.Iterator;

/** The targets that come with Plimsoll, for the shell to complete. */
final class TargetIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Targets.bundled().ids().iterator();
    }
}
