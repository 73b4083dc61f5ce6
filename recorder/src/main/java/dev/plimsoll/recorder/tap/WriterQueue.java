package dev.plimsoll.recorder.tap;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One thread that hashes and writes, behind a queue of a bounded number of bytes: who adds to a full queue waits. So no
 * network thread writes to the disk, and a slow disk slows the network instead of filling the memory.
 */
final class WriterQueue implements AutoCloseable {
    /** What a task without bytes counts for. */
    private static final int LEAST = 256;

    private static final long CLOSE_SECONDS = 60;

    private final int capacity;
    private final Semaphore room;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "plimsoll-capture");
        made.setDaemon(true);
        return made;
    });

    WriterQueue(int capacity) {
        this.capacity = capacity;
        room = new Semaphore(capacity);
    }

    /** Adds a task that holds so many bytes; nothing happens once this is closed. */
    void add(int bytes, Runnable task) {
        int permits = Math.min(Math.max(bytes, LEAST), capacity);
        room.acquireUninterruptibly(permits);
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } finally {
                    room.release(permits);
                }
            });
        } catch (RejectedExecutionException e) {
            room.release(permits);
        }
    }

    /** Lets what is queued finish. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
