package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.MalformedException;
import java.util.HashSet;

/**
 * Follows the redirects of GET and HEAD by hand. What belongs to an origin stays there: {@code Authorization} and
 * {@code Cookie} are dropped when scheme, host or port change, and no {@code Referer} is ever sent (it would hand a
 * signed URL on).
 */
public final class RedirectTransport implements Transport {
    /** As many as Go's HTTP client follows, and with it most registry clients. */
    public static final int DEFAULT_MAX_REDIRECTS = 10;

    private final Transport next;
    private final int maxRedirects;
    private final PullListener listener;

    public RedirectTransport(Transport next, int maxRedirects, PullListener listener) {
        this.next = next;
        this.maxRedirects = maxRedirects;
        this.listener = listener;
    }

    @Override
    public Reply send(HttpRequest request) throws TransportException {
        var current = request;
        var seen = new HashSet<String>();
        seen.add(request.url().raw());
        for (int followed = 0; ; followed++) {
            var reply = next.send(current);
            if (!reply.head().isRedirect() || !(request.isGet() || request.isHead())) {
                return reply;
            }
            try (reply) {
                var target = targetOf(current, reply.head());
                if (followed == maxRedirects) {
                    throw refusal(request, "more than " + maxRedirects + " redirects");
                }
                if (!seen.add(target.raw())) {
                    throw refusal(request, "a redirect loop through " + target.withoutQuery());
                }
                listener.redirected(current.url().withoutQuery(), target.withoutQuery());
                current = towards(current, target);
            }
        }
    }

    @Override
    public void close() {
        next.close();
    }

    private static HttpUrl targetOf(HttpRequest request, HttpResponse redirect) throws TransportException {
        HttpUrl target;
        try {
            target = request.url().resolve(redirect.fields().first("Location").orElseThrow());
        } catch (MalformedException e) {
            throw refusal(request, "a redirect that leads nowhere: " + e.getMessage());
        }
        if (request.url().origin().isTls() && !target.origin().isTls()) {
            throw refusal(request, "a redirect from https to plain http (" + target.origin() + ")");
        }
        return target;
    }

    private static HttpRequest towards(HttpRequest request, HttpUrl target) {
        var fields = request.fields().without("Referer");
        if (!target.origin().equals(request.url().origin())) {
            fields = fields.without("Authorization").without("Cookie").without("Host");
        }
        return request.withUrl(target).withFields(fields);
    }

    private static RefusalException refusal(HttpRequest request, String why) {
        return new RefusalException(
                RefusalException.Subject.REDIRECT,
                request.url().withoutQuery() + " is not followed any further: " + why);
    }
}
