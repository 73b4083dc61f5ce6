package dev.plimsoll.recorder.browserup;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The exchanges that have begun and not ended. */
final class UnderWay {
    private final Set<PassingExchange> exchanges = new LinkedHashSet<>();
    private boolean stopping;
    private boolean cutting;

    synchronized void began(PassingExchange exchange) {
        exchanges.add(exchange);
    }

    synchronized void ended(PassingExchange exchange) {
        exchanges.remove(exchange);
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
        long latest = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); !exchanges.isEmpty() && left > 0; ) {
                wait(left);
                left = (latest - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cutting = true;
    }

    /** Those that have not ended. */
    synchronized List<PassingExchange> left() {
        return List.copyOf(exchanges);
    }
}
