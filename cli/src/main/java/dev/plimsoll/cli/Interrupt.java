package dev.plimsoll.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait for SIGINT or SIGTERM; the virtual machine stays up until {@link #close}, so that what is open is closed. */
final class Interrupt implements AutoCloseable {
    /** Longer than anything here takes to close; after it the machine goes down all the same. */
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Interrupt() {}

    static Interrupt awaited() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::hold, "plimsoll-interrupt"));
        return interrupt;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hold() {
        asked.countDown();
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.OUR_FAULT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
