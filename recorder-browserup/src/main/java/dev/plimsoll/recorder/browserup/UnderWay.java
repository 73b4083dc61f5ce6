package dev.plimsoll.recorder.browserup;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The exchanges that have begun and not ended, and the connections that are open. */
final class UnderWay {
    private final Set<PassingExchange> exchanges = new LinkedHashSet<>();
    private final Set<Line> lines = new LinkedHashSet<>();
    private boolean stopping;
    private boolean cutting;

    synchronized void began(PassingExchange exchange) {
        exchanges.add(exchange);
    }

    synchronized void ended(PassingExchange exchange) {
        exchanges.remove(exchange);
        notifyAll();
    }

    synchronized void opened(Line line) {
        lines.add(line);
    }

    synchronized void closed(Line line) {
        lines.remove(line);
        notifyAll();
    }

    /** Whether the recorder accepts no more. */
    synchronized boolean isStopping() {
        return stopping;
    }

    /** Whether what has not ended yet is being cut because the recorder stops. */
    synchronized boolean isCutting() {
        return cutting;
    }

    /** From now on nothing is accepted; waits until all have ended, or for as long, and then has the others cut. */
    synchronized void stop(Duration patience) {
        stopping = true;
        await(exchanges, patience);
        cutting = true;
    }

    /** Waits until all connections are closed, or for as long; those that are not. */
    synchronized List<Line> open(Duration patience) {
        await(lines, patience);
        return List.copyOf(lines);
    }

    private synchronized void await(Set<?> left, Duration patience) {
        long latest = System.nanoTime() + patience.toNanos();
        try {
            for (long millis = patience.toMillis(); !left.isEmpty() && millis > 0; ) {
                wait(millis);
                millis = (latest - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that have not ended. */
    synchronized List<PassingExchange> left() {
        return List.copyOf(exchanges);
    }
}
