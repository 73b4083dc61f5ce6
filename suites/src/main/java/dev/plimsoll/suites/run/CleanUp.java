package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Uploads;
import dev.plimsoll.suites.check.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes away what a check pushed, as far as the registry allows it: tags, manifests, blobs and unfinished uploads, the
 * newest first. A kind of thing whose deletion is refused once is not asked for again.
 *
 * @param removed how many things are gone
 * @param left how many the registry did not take away
 */
record CleanUp(int removed, int left) {
    static final CleanUp NOTHING = new CleanUp(0, 0);

    /** Deletes what {@code driven} shows to have been pushed and not deleted. */
    static CleanUp after(Transcript driven, Probe probe) {
        // A tag that cannot be deleted by itself goes with its manifest.
        var total = new CleanUp(delete(tags(driven), probe).removed(), 0);
        for (var kind : List.of(manifests(driven), blobs(driven), sessions(driven))) {
            total = total.and(delete(kind, probe));
        }
        return total;
    }

    CleanUp and(CleanUp other) {
        return new CleanUp(removed + other.removed, left + other.left);
    }

    private static CleanUp delete(List<String> urls, Probe probe) {
        for (int i = 0; i < urls.size(); i++) {
            var url = urls.get(urls.size() - 1 - i);
            int status = probe.send("DELETE", url, HeaderFields.none(), Bytes.empty())
                    .status();
            boolean isGone = (status >= 200 && status < 300) || status == 404;
            if (!isGone) {
                return new CleanUp(i, urls.size() - i);
            }
        }
        return new CleanUp(urls.size(), 0);
    }

    private static List<String> tags(Transcript driven) {
        var urls = new LinkedHashSet<String>();
        for (var exchange : driven.exchanges()) {
            if (exchange.request().endpoint() instanceof Endpoint.Manifest manifest && !manifest.byDigest()) {
                note(exchange, exchange.request().url().withoutQuery().raw(), urls);
            }
        }
        return List.copyOf(urls);
    }

    private static List<String> manifests(Transcript driven) {
        var urls = new LinkedHashSet<String>();
        for (var exchange : driven.exchanges()) {
            if (exchange.request().endpoint() instanceof Endpoint.Manifest manifest) {
                var digest = manifest.byDigest()
                        ? Optional.of(manifest.reference())
                        : exchange.request().body().sha256().map(d -> d.raw());
                var path = exchange.request().url().withoutQuery().raw();
                digest.ifPresent(d -> note(exchange, path.substring(0, path.lastIndexOf('/') + 1) + d, urls));
            }
        }
        return List.copyOf(urls);
    }

    private static List<String> blobs(Transcript driven) {
        var urls = new LinkedHashSet<String>();
        for (var exchange : driven.exchanges()) {
            if (exchange.request().endpoint() instanceof Endpoint.Upload upload) {
                Uploads.stored(exchange).ifPresent(digest -> urls.add("/v2/" + upload.name() + "/blobs/" + digest));
            } else if (isDeleted(exchange)) {
                urls.remove(exchange.request().url().path());
            }
        }
        return List.copyOf(urls);
    }

    private static List<String> sessions(Transcript driven) {
        Map<Integer, String> open = new LinkedHashMap<>();
        for (var step : Uploads.steps(driven)) {
            int id = step.earlier().isEmpty()
                    ? step.exchange().id()
                    : step.earlier().get(0).id();
            if (step.status() == 201 || isDeleted(step.exchange())) {
                open.remove(id);
            } else if (open.containsKey(id) || step.earlier().isEmpty()) {
                Workspace.location(step.exchange()).ifPresent(url -> open.put(id, url));
            }
        }
        return new ArrayList<>(open.values());
    }

    private static void note(Exchange exchange, String url, LinkedHashSet<String> urls) {
        if (exchange.request().method().equals("PUT") && exchange.status() == 201) {
            urls.add(url);
        } else if (isDeleted(exchange)) {
            urls.remove(url);
        }
    }

    private static boolean isDeleted(Exchange exchange) {
        return exchange.request().method().equals("DELETE") && exchange.status() >= 200 && exchange.status() < 300;
    }
}
