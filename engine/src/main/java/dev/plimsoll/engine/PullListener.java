package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.time.Duration;
import java.util.List;

/**
 * Hears how a pull goes, one method a fact. Layers come in parallel, so calls come from several threads. No URL that
 * is told here has a query, and no value is a secret.
 */
public interface PullListener {
    /** A listener that does nothing. */
    PullListener NONE = new PullListener() {};

    /** The pull begins. */
    default void resolving(Reference reference, Origin registry) {}

    /** A manifest or an index arrived and has the digest that it was asked by, if it was asked by one. */
    default void manifestFetched(Descriptor manifest, HttpUrl from) {}

    /** An index had a manifest for the platform. */
    default void platformChosen(Platform platform, Descriptor manifest) {}

    /** A layer's transfer begins. */
    default void layerStarted(Descriptor layer) {}

    /**
     * About every mebibyte of a layer.
     *
     * @param received bytes so far, of {@code layer.size()}
     */
    default void layerProgressed(Descriptor layer, long received) {}

    /** A layer is in the store, its size, digest and diffID verified. */
    default void layerFinished(Descriptor layer) {}

    /** A layer was in the store already; its bytes were hashed again. */
    default void layerPresent(Descriptor layer) {}

    /** A redirect is followed. */
    default void redirected(HttpUrl from, HttpUrl to) {}

    /**
     * A token service gave a token.
     *
     * @param scopes as asked for
     */
    default void tokenFetched(Origin realm, List<String> scopes) {}

    /**
     * A request will be sent again.
     *
     * @param attempt of the attempt that failed, from 1
     * @param delay until the next one
     * @param reason the status or the failure
     */
    default void retried(HttpRequest request, int attempt, Duration delay, String reason) {}

    /**
     * A blob's transfer was cut and goes on.
     *
     * @param offset bytes that are there already
     */
    default void resumed(Descriptor blob, long offset) {}

    /** Something was not as the specifications say, but the pull can go on. */
    default void anomaly(Anomaly anomaly) {}

    /** Everything is in the store and verified. */
    default void finished(PullResult result) {}
}
