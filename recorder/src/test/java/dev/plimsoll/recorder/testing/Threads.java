package dev.plimsoll.recorder.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs things side by side. */
public final class Threads implements AutoCloseable {
    /** What a thread does. */
    public interface Work<T> {
        /** Does the work of the thread of that number. */
        T of(int thread) throws Exception;
    }

    private final ExecutorService pool;

    public Threads(int count) {
        pool = Executors.newFixedThreadPool(count);
    }

    /** The results, once all are there. */
    public <T> List<T> all(int count, Work<T> work) throws Exception {
        var calls = new ArrayList<Callable<T>>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            calls.add(() -> work.of(thread));
        }
        var results = new ArrayList<T>();
        for (var future : pool.invokeAll(calls)) {
            results.add(future.get());
        }
        return results;
    }

    /** Does something beside what the caller does. */
    public void start(Callable<Boolean> work) {
        var unused = pool.submit(work);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
