package dev.plimsoll.recorder.tap;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.MalformedException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which bodies are stored. The others are measured, and described by digest and length. */
public sealed interface BodyPolicy {
    /** As much as the distribution specification lets a manifest have. */
    long MANIFEST_BYTES = 4L << 20;

    /** All bodies. */
    record All() implements BodyPolicy {}

    /** Manifests and texts (errors, token answers, lists) of up to 4 MiB: what a reader needs, and no layer. */
    record Manifests() implements BodyPolicy {}

    /** No body. */
    record None() implements BodyPolicy {}

    /** Bodies of fewer than {@code bytes} bytes. */
    record Below(long bytes) implements BodyPolicy {}

    /**
     * Reads {@code all}, {@code manifests}, {@code none} or {@code <10M}; units are k, M and G of 1024.
     *
     * @throws MalformedException if the text is none of these
     */
    static BodyPolicy parse(String text) {
        var below = Pattern.compile("<([0-9]{1,9})([kMG]?)").matcher(text);
        if (below.matches()) {
            int shift = below.group(2).isEmpty() ? 0 : 10 * ("kMG".indexOf(below.group(2)) + 1);
            return new Below(Long.parseLong(below.group(1)) << shift);
        }
        return switch (text) {
            case "all" -> new All();
            case "manifests" -> new Manifests();
            case "none" -> new None();
            default ->
                throw new MalformedException(
                        "not a policy for bodies: \"" + text + "\"; use all, manifests, none, or <10M for a size");
        };
    }

    /** The longest request body that is stored, in bytes. */
    default long wanted(HttpRequest request) {
        return wanted(request, request.fields());
    }

    /** The longest body of this response that is stored, in bytes. */
    default long wanted(HttpRequest request, HttpResponse response) {
        return wanted(request, response.fields());
    }

    private long wanted(HttpRequest request, HeaderFields fields) {
        if (this instanceof All) {
            return Long.MAX_VALUE;
        } else if (this instanceof Below below) {
            return below.bytes() - 1;
        } else if (this instanceof Manifests) {
            return request.endpoint() instanceof Endpoint.Manifest || isText(fields) ? MANIFEST_BYTES : 0;
        }
        return 0;
    }

    /** Whether a body may hold secrets in readable form, by its declared type; one without a type may. */
    static boolean isText(HeaderFields fields) {
        var type = fields.first("Content-Type").orElse("text/plain").toLowerCase(Locale.ROOT);
        return type.contains("json") || type.startsWith("text/") || type.contains("urlencoded");
    }
}
