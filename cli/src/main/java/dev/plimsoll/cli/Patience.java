package dev.plimsoll.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Says what is being done after two seconds and then now and again, so that nobody takes work for a standstill. */
final class Patience implements AutoCloseable {
    private static final long FIRST = 2;
    private static final long EVERY = 5;

    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> lines;
    private volatile String what;

    private Patience(String what, PrintWriter out) {
        this.what = what;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "patience");
            thread.setDaemon(true);
            return thread;
        });
        var started = System.nanoTime();
        this.lines = timer.scheduleAtFixedRate(
                () -> {
                    out.println("... " + this.what + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)
                            + " s");
                    out.flush();
                },
                FIRST,
                EVERY,
                TimeUnit.SECONDS);
    }

    static Patience begin(String what, PrintWriter out) {
        return new Patience(what, out);
    }

    /** What has been reached. */
    void at(String reached) {
        what = reached;
    }

    @Override
    public void close() {
        lines.cancel(true);
        timer.shutdownNow();
    }
}
