package dev.plimsoll.suites.pushing;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;

/** How clients send blobs in chunks. */
public final class ChunkChecks {
    private static final String CHUNKS = "chunks with a Content-Range";

    public static final List<Check> ALL = List.of(
            check("pushing/client-begins-chunks-with-an-empty-post", MUST, CLIENT, "DS-036")
                    .title("The POST that begins an upload in chunks has Content-Length: 0")
                    .impact("Proxies and registries wait for a body, or answer 411.")
                    .judge(each(
                            "POST requests over HTTP/1.1 whose upload went on in chunks",
                            (e, t) -> Sessions.isMethod(e, "POST")
                                    && Sessions.isUpload(e)
                                    && e.request().version().equals("HTTP/1.1")
                                    && Sessions.of(e, t).stream().anyMatch(ChunkChecks::isChunk),
                            (post, t, findings) -> findings.require(
                                    post.request().fields().contentLength().orElse(-1) == 0,
                                    post,
                                    "Content-Length",
                                    "0",
                                    post.request()
                                            .fields()
                                            .first("Content-Length")
                                            .orElse("absent")))),
            check("pushing/client-states-chunks-by-first-and-last-byte", MUST, CLIENT, "DS-039")
                    .title("The Content-Range of a chunk is its first and its last byte, and nothing besides")
                    .impact("Registries answer 416, or put the chunk in the wrong place.")
                    .judge(each(CHUNKS, (e, t) -> isChunk(e), (chunk, t, findings) -> {
                        var stated =
                                chunk.request().fields().first("Content-Range").orElse("");
                        var range = Sessions.range(chunk);
                        var size = Sessions.size(chunk);
                        findings.require(
                                range.isPresent()
                                        && (size.isEmpty() || range.get()[1] - range.get()[0] + 1 == size.getAsLong()),
                                chunk,
                                "Content-Range",
                                "first-last, both inclusive"
                                        + (size.isPresent() ? ", of " + size.getAsLong() + " bytes" : ""),
                                stated);
                    })),
            check("pushing/client-sends-chunks-in-order", MUST, CLIENT, "DS-039")
                    .title("Chunks come in order, the first of them from byte 0")
                    .impact("The registry answers 416 and the upload begins anew, or the blob is wrong.")
                    .judge(each(
                            CHUNKS + " of an upload whose beginning was seen",
                            (e, t) -> isChunk(e)
                                    && Sessions.range(e).isPresent()
                                    && expectedStart(e, t).isPresent(),
                            (chunk, t, findings) -> {
                                long expected = expectedStart(chunk, t).orElseThrow();
                                long first = Sessions.range(chunk).orElseThrow()[0];
                                findings.require(
                                        first == expected,
                                        chunk,
                                        "first byte of the chunk",
                                        Long.toString(expected),
                                        Long.toString(first));
                            })),
            check("pushing/client-sends-chunks-large-enough", SHOULD, CLIENT, "DS-038")
                    .title("Chunks are no smaller than the registry asks, but for the last")
                    .impact("The registry refuses the chunk, as its storage cannot keep small parts.")
                    .judge(each(
                            "chunks that others came after, in an upload with OCI-Chunk-Min-Length",
                            (e, t) -> isChunk(e) && least(e, t).isPresent() && !isLast(e, t),
                            (chunk, t, findings) -> {
                                long least = least(chunk, t).orElseThrow();
                                long size = Sessions.size(chunk).orElse(least);
                                findings.require(
                                        size >= least,
                                        chunk,
                                        "size of the chunk",
                                        least + " bytes or more",
                                        Long.toString(size));
                            })),
            check("pushing/client-announces-the-algorithm", SHOULD, CLIENT, "DS-037")
                    .title("The client says at the beginning of an upload that its digest is not sha256")
                    .impact("The registry hashes all of the blob once more at the end, or refuses it.")
                    .judge(each(
                            "uploads in chunks that were closed with another digest than sha256",
                            (e, t) -> Sessions.isMethod(e, "PUT")
                                    && otherAlgorithm(e).isPresent()
                                    && Sessions.beginning(e, t)
                                            .filter(post -> Sessions.of(post, t).stream()
                                                    .anyMatch(request -> Sessions.isMethod(request, "PATCH")))
                                            .isPresent(),
                            (put, t, findings) -> {
                                var post = Sessions.beginning(put, t).orElseThrow();
                                var algorithm = otherAlgorithm(put).orElseThrow();
                                findings.require(
                                        post.request()
                                                .url()
                                                .parameter("digest-algorithm")
                                                .equals(Optional.of(algorithm)),
                                        post,
                                        "digest-algorithm",
                                        algorithm,
                                        post.request()
                                                .url()
                                                .parameter("digest-algorithm")
                                                .orElse("absent"));
                            })));

    private ChunkChecks() {}

    /** The least size of a chunk that the registry named when the upload began. */
    private static Optional<Long> least(Exchange chunk, Transcript transcript) {
        return Sessions.beginning(chunk, transcript)
                .flatMap(post -> Traffic.field(post, "OCI-Chunk-Min-Length"))
                .filter(length -> length.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static boolean isLast(Exchange chunk, Transcript transcript) {
        return Sessions.of(Sessions.beginning(chunk, transcript).orElseThrow(), transcript).stream()
                .dropWhile(request -> request.id() != chunk.id())
                .skip(1)
                .noneMatch(request -> Sessions.isMethod(request, "PATCH")
                        || request.request().body().size().orElse(1) > 0);
    }

    private static boolean isChunk(Exchange exchange) {
        return Sessions.isUpload(exchange)
                && Sessions.isMethod(exchange, "PATCH")
                && exchange.request().fields().contains("Content-Range");
    }

    /** Where a chunk has to begin: after the one before it, if that was taken. */
    private static Optional<Long> expectedStart(Exchange chunk, Transcript transcript) {
        return Sessions.previous(chunk, transcript)
                .flatMap(earlier -> Sessions.isMethod(earlier, "POST")
                        ? Optional.of(0L)
                        : Sessions.isMethod(earlier, "PATCH")
                                ? Sessions.range(earlier).map(range -> range[1] + 1)
                                : Optional.empty());
    }

    private static Optional<String> otherAlgorithm(Exchange put) {
        return Sessions.digest(put)
                .flatMap(Digest::parseLeniently)
                .map(Digest::algorithm)
                .filter(algorithm -> !algorithm.equals("sha256"));
    }
}
