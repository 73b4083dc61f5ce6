package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exchanges of a pull, as a run leaves them behind. */
final class Exchanges {
    static final String DIGEST = "sha256:9c3ad1f8f5d4b5fa3a0d2b0bd1cbd6eaa6a7c3f5a7c2e9a0f1a5e6b2c4d8e0f1";
    static final String CONFIG = "sha256:b6f50765242581c887ff1acc2511fa2d885c52d8fb3ac8c4bba131fd86567f2e";

    private static final Instant START = Instant.parse("2026-11-21T10:00:01Z");
    private static final String MANIFESTS = "application/vnd.oci.image.manifest.v1+json, "
            + "application/vnd.docker.distribution.manifest.v2+json, "
            + "application/vnd.docker.distribution.manifest.list.v2+json";

    private Exchanges() {}

    /** A challenge, a token, a manifest, a redirect to a signed URL, a blob and a hostile answer: ids 1 to 6. */
    static List<ExchangeRecord> pull() {
        return List.of(challenge(), token(), manifest(), redirect(), blob(), hostile());
    }

    static ExchangeRecord challenge() {
        return get(1, "https://registry-1.docker.io/v2/")
                .sent("Accept", "*/*")
                .answered(401, "Unauthorized")
                .received("Content-Type", "application/json")
                .received("Docker-Distribution-Api-Version", "registry/2.0")
                .received(
                        "WWW-Authenticate",
                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"")
                .received("Date", "Sat, 21 Nov 2026 10:00:00 GMT")
                .body(
                        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\",\"detail\":null}]}\n")
                .build();
    }

    static ExchangeRecord token() {
        return get(2, "https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/ubuntu:pull")
                .sent("Accept", "application/json")
                .answered(200, "OK")
                .received("Content-Type", "application/json; charset=utf-8")
                .received("Set-Cookie", "session=REDACTED.51ab; Path=/; HttpOnly")
                .body("{\"token\":\"REDACTED.a1b2c3d4\",\"access_token\":\"REDACTED.a1b2c3d4\",\"expires_in\":300}")
                .note("response: the token was replaced by a stand-in, the same for the same token")
                .build();
    }

    static ExchangeRecord manifest() {
        return get(3, "https://registry-1.docker.io/v2/library/ubuntu/manifests/16.04")
                .sent("Accept", MANIFESTS)
                .sent("Authorization", "Bearer REDACTED.a1b2c3d4")
                .answered(200, "OK")
                .received("Content-Type", "application/vnd.docker.distribution.manifest.v2+json")
                .received("Docker-Content-Digest", DIGEST)
                .received("ETag", "\"" + DIGEST + "\"")
                .body(
                        "{\n   \"schemaVersion\": 2,\n   \"mediaType\": \"application/vnd.docker.distribution.manifest.v2+json\","
                                + "\n   \"config\": {\n      \"mediaType\": \"application/vnd.docker.container.image.v1+json\","
                                + "\n      \"size\": 3611,\n      \"digest\": \"" + CONFIG
                                + "\"\n   },\n   \"layers\": [ ]\n}")
                .build();
    }

    static ExchangeRecord redirect() {
        return get(4, "https://registry-1.docker.io/v2/library/ubuntu/blobs/" + CONFIG)
                .sent("Authorization", "Bearer REDACTED.a1b2c3d4")
                .answered(307, "Temporary Redirect")
                .received(
                        "Location",
                        "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/b6/b6f50765/data"
                                + "?verify=REDACTED.77f0")
                .received("Content-Length", "0")
                .note("response: the signature in Location was replaced")
                .build();
    }

    static ExchangeRecord blob() {
        return get(
                        5,
                        "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/b6/b6f50765/data"
                                + "?verify=REDACTED.77f0")
                .sent("Range", "bytes=0-")
                .answered(206, "Partial Content")
                .received("Content-Type", "application/octet-stream")
                .received("Content-Range", "bytes 0-48533759/48533760")
                .received("CF-Cache-Status", "HIT")
                .size(48_533_760L, CONFIG)
                .build();
    }

    /** From a registry that means the reader of its headers no good. */
    static ExchangeRecord hostile() {
        return get(6, "https://registry-1.docker.io/v2/library/ubuntu/manifests/<script>alert(1)</script>")
                .sent("Accept", MANIFESTS)
                .sent("X-Client", "it's \u001b[31mred\u001b[0m")
                .answered(500, "<b>Oops</b>")
                .received("Server", "\u202egpj.exe\" onmouseover=alert(1) x=\"")
                .received("X-Token", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl")
                .body("<script>alert(1)</script>\r\n<img src=x onerror=alert(1)>\u0000")
                .failed("the connection ended 512 bytes short of Content-Length")
                .build();
    }

    static Builder get(int id, String url) {
        return new Builder("GET", id, url);
    }

    static Builder request(String method, String url) {
        return request(method, 1, url);
    }

    static Builder request(String method, int id, String url) {
        return new Builder(method, id, url);
    }

    static final class Builder {
        private final String method;
        private final int id;
        private final String url;
        private final List<List<String>> requestFields = new ArrayList<>();
        private final List<List<String>> responseFields = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private int status;
        private String reason = "";
        private Optional<String> body = Optional.empty();
        private Optional<Long> size = Optional.empty();
        private Optional<String> digest = Optional.empty();
        private Optional<String> failure = Optional.empty();

        private Optional<Instant> started = Optional.empty();
        private Optional<Long> firstByte = Optional.empty();
        private Optional<Long> lastByte = Optional.empty();
        private Optional<Integer> connection = Optional.of(1);
        private Optional<String> end = Optional.empty();

        private Builder(String method, int id, String url) {
            this.method = method;
            this.id = id;
            this.url = url;
            requestFields.add(List.of("Host", url.replaceAll("^https?://([^/@]*@)?|/.*$", "")));
            requestFields.add(List.of("User-Agent", "plimsoll/0.1.0"));
        }

        Builder sent(String name, String value) {
            requestFields.add(List.of(name, value));
            return this;
        }

        Builder answered(int status, String reason) {
            this.status = status;
            this.reason = reason;
            return this;
        }

        Builder received(String name, String value) {
            responseFields.add(List.of(name, value));
            return this;
        }

        Builder body(String text) {
            body = Optional.of(text);
            return size(text.length(), DIGEST);
        }

        Builder size(long bytes, String digest) {
            size = Optional.of(bytes);
            this.digest = Optional.of(digest);
            return this;
        }

        Builder failed(String why) {
            failure = Optional.of(why);
            return this;
        }

        Builder note(String note) {
            notes.add(note);
            return this;
        }

        /** In milliseconds: since the beginning of all, and since that of this request. */
        Builder timed(long start, long first, long last) {
            started = Optional.of(START.plusMillis(start));
            firstByte = Optional.of(first);
            lastByte = Optional.of(last);
            return this;
        }

        Builder on(int number) {
            connection = Optional.of(number);
            return this;
        }

        Builder ended(String how) {
            end = Optional.of(how);
            return this;
        }

        /** As an old capture has it: no times, no connection. */
        ExchangeRecord unmeasured() {
            started = Optional.empty();
            firstByte = Optional.empty();
            lastByte = Optional.empty();
            connection = Optional.empty();
            return made();
        }

        ExchangeRecord build() {
            if (started.isEmpty()) {
                timed(100L * id, 40L + id, 60L + id);
                firstByte = failure.isPresent() ? Optional.empty() : firstByte;
            }
            return made();
        }

        private ExchangeRecord made() {
            return new ExchangeRecord(
                    id,
                    method,
                    url,
                    "HTTP/1.1",
                    List.copyOf(requestFields),
                    status,
                    reason,
                    List.copyOf(responseFields),
                    body,
                    size,
                    digest,
                    end.orElse(failure.isPresent() ? "SHORT" : "COMPLETE"),
                    failure,
                    started,
                    firstByte,
                    lastByte,
                    connection,
                    List.copyOf(notes));
        }
    }
}
