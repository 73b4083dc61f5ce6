package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ErrorResponse;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.SignedManifest;
import dev.plimsoll.model.oci.TokenResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** What checks ask of an exchange and of the traffic around it; pure. */
public final class Traffic {
    /** Longer chains of redirects are not followed when looking for where one began. */
    private static final int MAX_REDIRECTS = 10;

    /** In characters: enough to recognise an error page by. */
    private static final int MAX_EXCERPT = 300;

    private static final Set<BodyEnd> CUT_OFF = EnumSet.of(BodyEnd.RESET, BodyEnd.TIMEOUT, BodyEnd.CLIENT_ABORT);

    private Traffic() {}

    /** Whether the exchange is with a registry's own API: not a token service's, nor a CDN's. */
    public static boolean isRegistryApi(Exchange exchange) {
        return !(exchange.request().endpoint() instanceof Endpoint.Other);
    }

    /**
     * Whether the exchange is with a token service. A realm that is the registry's own root, as Basic challenges have
     * it, does not make one of what is asked there.
     */
    public static boolean isTokenRequest(Exchange exchange, Transcript transcript) {
        return !isRegistryApi(exchange) && transcript.isTokenRequest(exchange);
    }

    /** A GET of {@code /v2/} that was answered. */
    public static boolean isPing(Exchange exchange) {
        return exchange.request().isGet()
                && exchange.request().endpoint() instanceof Endpoint.Ping
                && answered(exchange);
    }

    /** Whether the answer only says: elsewhere, not changed, not without (other) credentials, or not now. */
    public static boolean isPutOff(Exchange exchange) {
        return exchange.status() == 401 || exchange.status() == 429 || isRedirectStatus(exchange);
    }

    /** Whether any response came. */
    public static boolean answered(Exchange exchange) {
        return exchange.response().isPresent();
    }

    /** A GET of a manifest that was answered with one. */
    public static boolean isManifestAnswer(Exchange exchange) {
        return exchange.request().isGet()
                && exchange.status() == 200
                && exchange.request().endpoint() instanceof Endpoint.Manifest;
    }

    /** A {@link #isManifestAnswer manifest answer} whose body is at hand. */
    public static boolean isReadableManifest(Exchange exchange) {
        return isManifestAnswer(exchange) && body(exchange).isPresent();
    }

    /** The manifest in a {@link #isReadableManifest readable} answer; nothing if it is malformed. */
    public static Optional<Manifest> manifest(Exchange exchange) {
        if (!isReadableManifest(exchange)) {
            return Optional.empty();
        }
        try {
            return body(exchange).map(bytes -> Manifest.parse(bytes, contentType(exchange)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** What stood in the request for the manifest: a tag or a digest. */
    public static Optional<Endpoint.Manifest> manifestRequest(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Manifest manifest
                ? Optional.of(manifest)
                : Optional.empty();
    }

    /** A GET of a blob at the registry itself, whatever the answer. */
    public static boolean isBlobRequest(Exchange exchange) {
        return exchange.request().isGet()
                && answered(exchange)
                && exchange.request().endpoint() instanceof Endpoint.Blob;
    }

    /** A GET of a blob that the registry answered with a redirect status. */
    public static boolean isBlobRedirect(Exchange exchange) {
        return isBlobRequest(exchange) && isRedirectStatus(exchange) && exchange.status() != 304;
    }

    /** A GET that redirects led to from a blob's URL. */
    public static boolean isRedirectedBlobRequest(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && transcript
                        .redirectTo(exchange)
                        .flatMap(redirect -> requestedBlob(redirect, transcript))
                        .isPresent();
    }

    /** A complete answer to a GET of a blob, from the registry or from where it redirected to. */
    public static boolean isBlobAnswer(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && exchange.status() == 200
                && requestedBlob(exchange, transcript).isPresent();
    }

    /** The digest of the blob that a request is for, as written: in its URL, or in the one that redirected to it. */
    public static Optional<String> requestedBlob(Exchange exchange, Transcript transcript) {
        var origin = Optional.of(exchange);
        for (int hop = 0; hop <= MAX_REDIRECTS && origin.isPresent(); hop++) {
            if (origin.get().request().endpoint() instanceof Endpoint.Blob blob) {
                return Optional.of(blob.digest());
            }
            origin = transcript.redirectTo(origin.get());
        }
        return Optional.empty();
    }

    /** The descriptor of {@code digest} in a manifest that came before {@code exchange}. */
    public static Optional<Descriptor> describedBefore(Exchange exchange, Transcript transcript, String digest) {
        return transcript
                .before(exchange)
                .flatMap(earlier -> manifest(earlier).stream())
                .flatMap(Traffic::descriptors)
                .filter(descriptor -> descriptor.digest().raw().equals(digest))
                .findFirst();
    }

    /** Everything that a manifest refers to. */
    public static Stream<Descriptor> descriptors(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return Stream.concat(Stream.of(image.config()), image.layers().stream());
        } else if (manifest instanceof ImageIndex index) {
            return index.manifests().stream();
        }
        return Stream.empty();
    }

    /** The digests of everything that a manifest refers to; schema 1 names its layers without describing them. */
    public static Stream<String> names(Manifest manifest) {
        return manifest instanceof SignedManifest signed
                ? signed.layers().stream().map(layer -> layer.blobSum().raw())
                : descriptors(manifest).map(descriptor -> descriptor.digest().raw());
    }

    /** A 200 of a token service with a JSON object, which is at hand; it need not grant anything. */
    public static boolean isTokenAnswer(Exchange exchange, Transcript transcript) {
        return exchange.status() == 200
                && isTokenRequest(exchange, transcript)
                && token(exchange).isPresent();
    }

    /** The token service's answer; nothing if it is no JSON object. */
    public static Optional<TokenResponse> token(Exchange exchange) {
        try {
            return body(exchange).map(TokenResponse::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** The error envelope of an answer; nothing if it has none. */
    public static Optional<ErrorResponse> errors(Exchange exchange) {
        try {
            return body(exchange).map(ErrorResponse::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    public static Optional<MediaType> contentType(Exchange exchange) {
        return exchange.response().flatMap(HttpResponse::contentType);
    }

    /** The value of the first response field of that name. */
    public static Optional<String> field(Exchange exchange, String name) {
        return exchange.response().flatMap(response -> response.fields().first(name));
    }

    /** The bytes of the response body, if they are at hand and are what the server meant to say: see {@link #told}. */
    public static Optional<Bytes> body(Exchange exchange) {
        return told(exchange).flatMap(Body::bytes);
    }

    /** The beginning of the response body, for a finding. */
    public static String excerpt(Exchange exchange) {
        var text = body(exchange).map(Bytes::asText).orElse("");
        return text.isBlank() ? "nothing" : text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) + "…" : text;
    }

    /** The sha256 digest of the response body, if it is known. */
    public static Optional<Digest> bodyDigest(Exchange exchange) {
        return told(exchange).flatMap(Body::sha256);
    }

    /** The size of the response body in bytes, if it is known. */
    public static OptionalLong bodySize(Exchange exchange) {
        return told(exchange).map(Body::size).orElse(OptionalLong.empty());
    }

    /** Whether the response has a content coding such as gzip: its length and digest are then not the content's. */
    public static boolean isCoded(Exchange exchange) {
        return exchange.response().stream()
                .flatMap(response -> response.fields().listMembers("Content-Encoding").stream())
                .anyMatch(coding -> !coding.equalsIgnoreCase("identity"));
    }

    public static boolean hasCredentials(Exchange exchange) {
        return exchange.request().credentials() != Credentials.NONE;
    }

    /**
     * The response body, unless the client or the network cut it off, or it has a content coding, which is not undone
     * here. One that the server ended too early is its own doing.
     */
    private static Optional<Body> told(Exchange exchange) {
        return exchange.response()
                .filter(response -> !CUT_OFF.contains(response.end()) && !isCoded(exchange))
                .map(HttpResponse::body);
    }

    private static boolean isRedirectStatus(Exchange exchange) {
        return exchange.status() >= 300 && exchange.status() < 400;
    }
}
