package dev.plimsoll.recorder.proxy;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts the exchanges that have begun and not ended. */
final class ExchangesUnderWay {
    /** The recorder itself is the first party. */
    private final Phaser parties = new Phaser(1);

    private volatile boolean stopping;

    void begin() {
        parties.register();
    }

    void end() {
        parties.arriveAndDeregister();
    }

    /** Whether what has not ended yet is being cut because the recorder stops. */
    boolean areBeingCut() {
        return stopping;
    }

    /** Waits until all have ended, or for as long; what has not ended by then is being cut. */
    void await(Duration patience) {
        try {
            parties.awaitAdvanceInterruptibly(parties.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stopping = true;
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
