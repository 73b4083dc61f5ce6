package dev.plimsoll.cli;

import dev.plimsoll.engine.Anomaly;
import dev.plimsoll.engine.PullListener;
import dev.plimsoll.engine.PullResult;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Tells a person how a pull goes on, a line a fact; a long layer every ten per cent. */
final class ConsolePullListener implements PullListener {
    private static final long TENTHS_FROM_BYTES = 32L * 1024 * 1024;

    private final PrintWriter out;

    ConsolePullListener(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void resolving(Reference reference, Origin registry) {
        say("pulling " + reference + " from " + registry);
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
    public void layerProgressed(Descriptor layer, long received) {
        long tenth = layer.size() / 10;
        if (layer.size() >= TENTHS_FROM_BYTES && received / tenth != (received - 1024 * 1024) / tenth) {
            say("layer " + layer.digest().abbreviated() + " " + 100 * received / layer.size() + " %");
        }
    }

    @Override
    public void layerFinished(Descriptor layer) {
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

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
