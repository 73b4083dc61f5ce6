package dev.plimsoll.cli;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells on standard error how far something has come that takes long: nothing in the first two seconds; then on a terminal
 * one line that is written over and over, and elsewhere a line every ten seconds.
 */
final class Progress implements AutoCloseable {
    static final long PATIENCE_MILLIS = 2000;
    static final long BETWEEN_LINES_MILLIS = 10_000;
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private static final String OVER = "\r";
    private static final String TO_THE_END = "\u001b[K";

    private final LongSupplier nanos;
    private final PrintWriter err;
    private final boolean terminal;
    private final int columns;
    private final long began;
    private volatile Supplier<String> state = () -> "";
    private volatile Runnable stop = () -> {};
    private volatile boolean onlyNews;
    private long told;
    private String last = "";
    private boolean drawn;
    private boolean closed;

    /**
     * One that tells when {@link #tick} is called.
     *
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     * @param columns of the terminal
     */
    Progress(LongSupplier nanos, PrintWriter err, boolean terminal, int columns) {
        this.nanos = nanos;
        this.err = err;
        this.terminal = terminal;
        this.columns = columns;
        this.began = nanos.getAsLong();
    }

    /** One that nobody sees. */
    static Progress none() {
        return new Progress(() -> 0, new PrintWriter(PrintWriter.nullWriter()), false, 0);
    }

    /** One that tells by itself until it is closed. */
    static Progress started(PrintWriter err, Screen screen) {
        var progress = new Progress(System::nanoTime, err, screen.err(), screen.columns());
        var timer = new Timer("plimsoll-progress", true);
        progress.stop = timer::cancel;
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        progress.tick();
                    }
                },
                BETWEEN_LOOKS_MILLIS,
                BETWEEN_LOOKS_MILLIS);
        return progress;
    }

    /** From now on this is what is told; the supplier is asked in another thread, and should not wait. */
    void show(Supplier<String> text) {
        onlyNews = false;
        state = text;
    }

    /** As {@link #show}, for what may go on for days: outside of a terminal no line is the same as the one before. */
    void showNews(Supplier<String> text) {
        onlyNews = true;
        state = text;
    }

    /** Tells, if it is time. */
    void tick() {
        // Outside of the lock: the supplier may take one that its owner holds while it hides this line.
        var text = state.get();
        draw(text);
    }

    /** Takes the line away, so that another one can be printed where it stands; the next tick brings it back. */
    synchronized void hide() {
        if (drawn) {
            err.print(OVER + TO_THE_END);
            err.flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        finish();
    }

    /** Nothing is told any more: what comes now is the result. */
    synchronized void finish() {
        stop.run();
        hide();
        closed = true;
    }

    private synchronized void draw(String text) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began);
        if (closed || text.isEmpty() || millis < PATIENCE_MILLIS) {
            return;
        }
        var line = text + ", " + millis / 1000 + " s";
        if (terminal) {
            err.print(OVER + (line.length() < columns ? line : line.substring(0, columns - 1)) + TO_THE_END);
            err.flush();
            drawn = true;
        } else if (millis - told >= BETWEEN_LINES_MILLIS && !(onlyNews && text.equals(last))) {
            err.println(line);
            err.flush();
            told = millis;
            last = text;
        }
    }
}
