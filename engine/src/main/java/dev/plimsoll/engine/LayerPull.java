package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Brings layers into a store, several at a time; the first failure stops the others. */
final class LayerPull {
    private final BlobSource blobs;
    private final BlobStore store;
    private final DiffIdCheck diffIds;
    private final int parallel;
    private final PullListener listener;

    LayerPull(BlobSource blobs, BlobStore store, DiffIdCheck diffIds, int parallel, PullListener listener) {
        this.blobs = blobs;
        this.store = store;
        this.diffIds = diffIds;
        this.parallel = parallel;
        this.listener = listener;
    }

    /** Each layer with its diffID, no digest twice. */
    void pull(Map<Descriptor, Digest> layers) throws PullException, InterruptedException {
        if (layers.isEmpty()) {
            return;
        }
        var threads = Executors.newFixedThreadPool(Math.min(parallel, layers.size()), task -> {
            var thread = new Thread(task, "plimsoll-layer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var running = new ExecutorCompletionService<Descriptor>(threads);
            for (var task : tasks(layers)) {
                running.submit(task);
            }
            for (int i = 0; i < layers.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw failureOf(e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private List<Callable<Descriptor>> tasks(Map<Descriptor, Digest> layers) {
        var tasks = new ArrayList<Callable<Descriptor>>();
        layers.forEach((layer, diffId) -> tasks.add(() -> {
            pull(layer, diffId);
            return layer;
        }));
        return tasks;
    }

    private void pull(Descriptor layer, Digest diffId) throws PullException, IOException, InterruptedException {
        if (store.holds(layer)) {
            diffIds.check(layer, diffId, store.path(layer.digest()), blobs.urlOf(layer));
            listener.layerPresent(layer);
            return;
        }
        listener.layerStarted(layer);
        try (var ingest = store.begin(layer)) {
            blobs.fetch(layer, ingest);
            diffIds.check(layer, diffId, ingest.file(), blobs.urlOf(layer));
            ingest.publish();
        }
        listener.layerFinished(layer);
    }

    /** Stopped layers delete their files, and they must have done so before the pull is over. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                if (threads.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static PullException failureOf(ExecutionException e) throws InterruptedException {
        var cause = e.getCause();
        if (cause instanceof PullException pull) {
            return pull;
        } else if (cause instanceof IOException io) {
            return PullEngine.storage(io);
        } else if (cause instanceof InterruptedException) {
            throw new InterruptedException("a layer's transfer was interrupted");
        } else if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        throw new IllegalStateException("a layer's transfer failed in an unforeseen way", cause);
    }
}
