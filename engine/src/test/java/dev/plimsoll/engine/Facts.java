package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Platform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told, as short lines. */
final class Facts implements PullListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Anomaly> anomalies = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return lines;
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }

    List<Anomaly.Kind> anomalyKinds() {
        return anomalies.stream().map(Anomaly::kind).toList();
    }

    @Override
    public void platformChosen(Platform platform, Descriptor manifest) {
        lines.add("chosen " + platform);
    }

    @Override
    public void layerStarted(Descriptor layer) {
        lines.add("started");
    }

    @Override
    public void layerFinished(Descriptor layer) {
        lines.add("finished");
    }

    @Override
    public void layerPresent(Descriptor layer) {
        lines.add("present");
    }

    @Override
    public void redirected(HttpUrl from, HttpUrl to) {
        lines.add("redirected " + from.path() + " to " + to);
    }

    @Override
    public void tokenFetched(Origin realm, List<String> scopes) {
        lines.add("token " + scopes);
    }

    @Override
    public void retried(HttpRequest request, int attempt, Duration delay, String reason) {
        lines.add("retry " + attempt + " after " + delay.toMillis() + " ms: " + reason);
    }

    @Override
    public void resumed(Descriptor blob, long offset) {
        lines.add("resumed at " + offset);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        anomalies.add(anomaly);
    }
}
