package dev.plimsoll.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears SIGINT and SIGTERM; the virtual machine stays up until {@link #close}, so that what is open is closed. It has to be
 * the outermost of the resources: the machine may be gone as soon as it is closed.
 */
final class Interrupt implements AutoCloseable {
    /** Longer than anything here takes to close; after it the machine goes down all the same. */
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Thread> worker = Optional.empty();

    private Interrupt() {}

    static Interrupt heard() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::hold, "plimsoll-interrupt"));
        return interrupt;
    }

    /** For a command that runs until it is interrupted. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** For a command that works: from now on the signal interrupts the calling thread. */
    void stopsThisThread() {
        worker = Optional.of(Thread.currentThread());
        if (asked.getCount() == 0) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hold() {
        if (closed.getCount() == 0) {
            return;
        }
        asked.countDown();
        worker.ifPresent(Thread::interrupt);
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.OUR_FAULT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
