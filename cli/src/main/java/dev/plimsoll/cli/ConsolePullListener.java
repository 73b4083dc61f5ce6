package dev.plimsoll.cli;

import dev.plimsoll.engine.Anomaly;
import dev.plimsoll.engine.PullListener;
import dev.plimsoll.engine.PullResult;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells a person how a pull goes on, a line a fact; a long layer every ten per cent. */
final class ConsolePullListener implements PullListener {
    private static final long TENTHS_FROM_BYTES = 32L * 1024 * 1024;

    private final PrintWriter out;
    private final Progress progress;
    private final Map<Digest, Long> received = new ConcurrentHashMap<>();
    private final AtomicInteger verified = new AtomicInteger();

    ConsolePullListener(PrintWriter out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public void resolving(Reference reference, Origin registry) {
        say("pulling " + reference + " from " + registry);
        progress.show(() -> "asking " + registry);
    }

    @Override
    public void tokenFetched(Origin realm, List<String> scopes) {
        say("token from " + realm + " for " + String.join(" ", scopes));
    }

    @Override
    public void manifestFetched(Descriptor manifest, HttpUrl from) {
        say(manifest.mediaType() + " " + manifest.digest());
    }

    @Override
    public void platformChosen(Platform platform, Descriptor manifest) {
        say("platform " + platform + ": " + manifest.digest().abbreviated());
    }

    @Override
    public void redirected(HttpUrl from, HttpUrl to) {
        say("redirected to " + to.origin());
    }

    @Override
    public void layerProgressed(Descriptor layer, long bytes) {
        received.put(layer.digest(), bytes);
        progress.show(this::soFar);
        long tenth = layer.size() / 10;
        if (layer.size() >= TENTHS_FROM_BYTES && bytes / tenth != (bytes - 1024 * 1024) / tenth) {
            say("layer " + layer.digest().abbreviated() + " " + 100 * bytes / layer.size() + " %");
        }
    }

    @Override
    public void layerFinished(Descriptor layer) {
        received.put(layer.digest(), layer.size());
        verified.incrementAndGet();
        progress.show(this::soFar);
        say("layer " + layer.digest().abbreviated() + " verified, " + layer.size() + " bytes");
    }

    @Override
    public void layerPresent(Descriptor layer) {
        say("layer " + layer.digest().abbreviated() + " was there already");
    }

    @Override
    public void retried(HttpRequest request, int attempt, Duration delay, String reason) {
        say("attempt " + attempt + " of " + request + " failed (" + reason + "), again in " + delay.toMillis() + " ms");
    }

    @Override
    public void resumed(Descriptor blob, long offset) {
        say("blob " + blob.digest().abbreviated() + " was cut, going on at byte " + offset);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        say("anomaly: " + anomaly);
    }

    @Override
    public void finished(PullResult result) {
        say("manifest " + result.manifest().digest());
    }

    private String soFar() {
        return verified + " layers verified, "
                + received.values().stream().mapToLong(Long::longValue).sum() + " bytes of layers received";
    }

    private synchronized void say(String line) {
        progress.hide();
        out.println(line);
        out.flush();
    }
}
