package dev.plimsoll.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every two seconds what is being done, so that nobody takes work for a standstill; shorter work says nothing. */
final class Patience implements AutoCloseable {
    private static final long SECONDS = 2;

    private final ScheduledExecutorService timer;
    private volatile String what;

    private Patience(String what, PrintWriter out) {
        this.what = what;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "patience");
            thread.setDaemon(true);
            return thread;
        });
        var started = System.nanoTime();
        timer.scheduleAtFixedRate(
                () -> {
                    out.println("... " + this.what + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)
                            + " s");
                    out.flush();
                },
                SECONDS,
                SECONDS,
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
        timer.shutdownNow();
    }
}
