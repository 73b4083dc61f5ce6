package dev.plimsoll.wire;

import dev.plimsoll.model.http.HttpUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose target goes on the wire as it was written. Jetty reads targets with {@link URI}, which refuses what
 * signed URLs hold ({@code |}, a lone {@code %}) and would take the query for a part of the path.
 */
public final class VerbatimRequest extends HttpRequest {
    private static final URI REPLACED = URI.create("http://127.0.0.1/");

    private final String path;
    private final @Nullable String query;

    private VerbatimRequest(HttpClient client, HttpUrl url, String path, @Nullable String query) {
        super(client, new HttpConversation(), REPLACED);
        this.path = path;
        this.query = query;
        scheme(url.origin().scheme());
        host(url.origin().host());
        port(url.origin().port());
    }

    /** A request for {@code url}, in absolute form if it goes to a proxy that is no tunnel. */
    public static VerbatimRequest of(HttpClient client, HttpUrl url, boolean viaProxy) {
        var absolute = viaProxy && !url.origin().isTls();
        Optional<String> query = url.query().map(VerbatimRequest::onOneLine);
        return new VerbatimRequest(
                client, url, (absolute ? url.origin() : "") + onOneLine(url.path()), query.orElse(null));
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public @Nullable String getQuery() {
        return query;
    }

    /** None, so that nobody derives a target from it. */
    @Override
    public @Nullable URI getURI() {
        return null;
    }

    /** As written: only what would end or break the request line is escaped. */
    private static String onOneLine(String text) {
        var target = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet <= ' ' || octet == 0x7f) {
                target.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            } else {
                target.append((char) octet);
            }
        }
        return target.toString();
    }
}
