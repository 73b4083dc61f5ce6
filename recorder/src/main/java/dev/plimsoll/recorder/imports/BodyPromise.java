package dev.plimsoll.recorder.imports;

import dev.plimsoll.fixtures.capture.ContentAddress;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a message's head, and the URL, say of its body. Files tell bodies as text, often decoded, shortened or made
 * pretty; only what keeps the promise is taken for the bytes that were on the wire.
 *
 * @param bodiless whether such a message never has a body (RFC 9112 §6.3)
 * @param length of the body on the wire in bytes, if the head or the file tells
 * @param coding the content coding, empty if there is none
 * @param digests sha256 digests that the content must have one of; empty if nobody vouches for it
 */
public record BodyPromise(boolean bodiless, OptionalLong length, String coding, List<Digest> digests) {
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;

    public BodyPromise {
        digests = List.copyOf(digests);
    }

    /** Of a request: a body is there if its framing says so (RFC 9112 §6). */
    public static BodyPromise ofRequest(HeaderFields fields) {
        boolean framed = fields.contains("Content-Length") || fields.contains("Transfer-Encoding");
        return new BodyPromise(!framed, fields.contentLength(), coding(fields), List.of());
    }

    /** Of the response to {@code method} on {@code url}. */
    public static BodyPromise ofResponse(String method, HttpUrl url, int status, HeaderFields fields) {
        boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        var digests = new ArrayList<Digest>();
        if (status == 200) {
            ContentAddress.of(url).ifPresent(digests::add);
            fields.first("Docker-Content-Digest").flatMap(BodyPromise::sha256).ifPresent(digests::add);
        }
        return new BodyPromise(bodiless, fields.contentLength(), coding(fields), digests);
    }

    /** The same with a length that the file measured, where the head declares none. */
    public BodyPromise measured(OptionalLong bytes) {
        return length.isPresent() ? this : new BodyPromise(bodiless, bytes, coding, digests);
    }

    public boolean isCoded() {
        return !coding.isEmpty();
    }

    /** Whether somebody vouches for exactly these bytes. */
    public boolean vouchesFor(Bytes content) {
        return !digests.isEmpty() && digests.contains(Digest.sha256(content));
    }

    /**
     * Judges bytes that a file gives for the body.
     *
     * @param exact whether these are certainly bytes from the wire, of which some may be missing; if not, another length
     *     than promised means that it is another text
     */
    public ImportedBody judge(Bytes content, boolean exact) {
        if (isCoded() && !isAsCoded(content)) {
            return ImportedBody.omitted("it is given decoded, and was " + coding + " on the wire");
        } else if (length.isEmpty() || length.getAsLong() == content.size()) {
            return ImportedBody.whole(content);
        }
        var lengths = content.size() + " bytes are given, and " + length.getAsLong() + " were sent";
        if (exact && content.size() < length.getAsLong()) {
            var all = ImportedBody.whole(content);
            return new ImportedBody(all.body(), BodyEnd.SHORT, Optional.of("body: cut, " + lengths));
        }
        return ImportedBody.omitted(lengths);
    }

    /** Decoded content of just the coded length would be a rare chance; without a length, form and digest must agree. */
    private boolean isAsCoded(Bytes content) {
        return length.isPresent() ? length.getAsLong() == content.size() : vouchesFor(content) && beginsCoded(content);
    }

    private static boolean beginsCoded(Bytes content) {
        if (content.size() < 2) {
            return false;
        }
        var start = content.prefix(2).toArray();
        int magic = (start[0] & 0xff) << 8 | (start[1] & 0xff);
        return magic == GZIP || magic == ZSTD;
    }

    private static String coding(HeaderFields fields) {
        return fields.listMembers("Content-Encoding").stream()
                .map(member -> member.toLowerCase(Locale.ROOT))
                .filter(member -> !member.equals("identity"))
                .reduce((first, second) -> first + ", " + second)
                .orElse("");
    }

    private static Optional<Digest> sha256(String text) {
        try {
            return Optional.of(Digest.parse(text))
                    .filter(digest -> digest.algorithm().equals("sha256"));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
