package dev.plimsoll.cli;

import dev.plimsoll.suites.run.Catalog;
import java.util.Iterator;

/** Patterns that select all checks of a topic, for the shell to complete. */
final class TopicPatterns implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Catalog.all().stream()
                .map(check -> check.id().topic() + "/*")
                .distinct()
                .iterator();
    }
}
