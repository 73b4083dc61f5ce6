package dev.plimsoll.engine;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.ContentRange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Descriptor;
import java.io.IOException;
import java.util.Optional;

/** Brings blobs from a registry into an ingest, going on where a body was cut. */
final class BlobSource {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int PROGRESS_BYTES = 1024 * 1024;

    /** Skipping what is there costs the whole transfer again, so a server that ignores ranges gets few chances. */
    private static final int MAX_SKIPS = 2;

    private final Registry registry;
    private final PullLimits limits;
    private final PullListener listener;

    BlobSource(Registry registry, PullLimits limits, PullListener listener) {
        this.registry = registry;
        this.limits = limits;
        this.listener = listener;
    }

    /** All of the blob's bytes, verified but not yet in place. */
    void fetch(Descriptor blob, Ingest into) throws PullException, IOException, InterruptedException {
        var transfer = new Transfer(blob, into);
        transfer.run();
        try {
            into.verify(transfer.url.toString());
        } catch (PullException e) {
            if (transfer.resumes == 0 || e.reason() != PullException.Reason.DIGEST_MISMATCH) {
                throw e;
            }
            // The pieces may not have been pieces of one thing: once more, in one piece.
            into.restart();
            var again = new Transfer(blob, into);
            again.run();
            into.verify(again.url.toString());
        }
    }

    HttpUrl urlOf(Descriptor blob) {
        return registry.blobUrl(blob.digest());
    }

    private final class Transfer {
        private final Descriptor blob;
        private final Ingest into;
        private final HttpUrl url;
        private Optional<String> validator = Optional.empty();
        private int resumes;
        private int skips;

        Transfer(Descriptor blob, Ingest into) {
            this.blob = blob;
            this.into = into;
            this.url = urlOf(blob);
        }

        void run() throws PullException, IOException, InterruptedException {
            while (true) {
                try (var reply = registry.get(url, fields())) {
                    if (accepts(reply)) {
                        copy(reply);
                        if (into.written() == blob.size()) {
                            return;
                        }
                        resume(blob.size() + " bytes announced, the body ended after " + into.written());
                    }
                } catch (BodyCutException e) {
                    Registry.stopIfInterrupted();
                    resume(String.valueOf(e.getMessage()));
                }
            }
        }

        /** A closed range: the size is known, and some registries refuse an open one (stereoscope issue 695). */
        private HeaderFields fields() {
            var fields = registry.fields("*/*");
            if (into.written() == 0) {
                return fields;
            }
            var ranged = fields.and(
                    "Range", ByteRange.closed(into.written(), blob.size() - 1).toString());
            return validator.map(etag -> ranged.and("If-Range", etag)).orElse(ranged);
        }

        /** Whether the body is to be copied; if not, the transfer starts over. */
        private boolean accepts(Reply reply) throws PullException, IOException {
            var etag = reply.head().fields().first("ETag").filter(value -> value.startsWith("\""));
            switch (reply.status()) {
                case 200 -> {
                    checkLength(reply);
                    skip(reply);
                    validator = etag;
                    return true;
                }
                case 206 -> {
                    if (isTheRest(reply)) {
                        validator = etag.or(() -> validator);
                        return true;
                    }
                    startOver("206 with Content-Range: "
                            + reply.head().fields().first("Content-Range").orElse("none"));
                    return false;
                }
                case 416 -> {
                    if (into.written() == 0) {
                        throw registry.failure(url, reply);
                    }
                    startOver("416");
                    return false;
                }
                default -> throw registry.failure(url, reply);
            }
        }

        private void checkLength(Reply reply) throws PullException {
            var fields = reply.head().fields();
            var coding = fields.first("Content-Encoding").filter(value -> !value.equalsIgnoreCase("identity"));
            coding.ifPresent(value -> anomaly(Anomaly.Kind.CONTENT_ENCODING, "identity", Registry.quoted(value)));
            var length = fields.contentLength();
            if (coding.isEmpty() && length.isPresent() && length.getAsLong() != blob.size()) {
                throw new PullException(
                        PullException.Reason.SIZE_MISMATCH,
                        "blob " + url + ": its descriptor says " + blob.size() + " bytes, Content-Length says "
                                + length.getAsLong() + "; the registry's copy or the manifest is wrong");
            }
        }

        /** A 200 in the middle of a transfer brings everything again. */
        private void skip(Reply reply) throws PullException, IOException {
            long there = into.written();
            if (there == 0) {
                return;
            }
            anomaly(Anomaly.Kind.RANGE, "206", "200");
            if (++skips > MAX_SKIPS) {
                throw new PullException(
                        PullException.Reason.NETWORK,
                        "blob " + url + ": cut again and again, and the server ignores ranges; try another network");
            }
            var buffer = new byte[BUFFER_BYTES];
            while (there > 0) {
                int read = reply.body().read(buffer, 0, (int) Math.min(buffer.length, there));
                if (read < 0) {
                    return;
                }
                there -= read;
            }
        }

        private boolean isTheRest(Reply reply) {
            return into.written() > 0
                    && reply.head()
                            .fields()
                            .first("Content-Range")
                            .flatMap(ContentRange::parseLeniently)
                            .filter(range -> range.completeLength().orElse(blob.size()) == blob.size())
                            .flatMap(ContentRange::range)
                            .filter(range -> range.first() == into.written() && range.last() == blob.size() - 1)
                            .isPresent();
        }

        private void copy(Reply reply) throws PullException, IOException, InterruptedException {
            var buffer = new byte[BUFFER_BYTES];
            long told = into.written();
            for (int read = reply.body().read(buffer);
                    read >= 0;
                    read = reply.body().read(buffer)) {
                if (into.written() + read > blob.size()) {
                    throw new PullException(
                            PullException.Reason.SIZE_MISMATCH,
                            "blob " + url + ": its descriptor says " + blob.size()
                                    + " bytes, the body has more; the registry's copy or the manifest is wrong");
                }
                into.write(buffer, read);
                if (into.written() - told >= PROGRESS_BYTES) {
                    told = into.written();
                    listener.layerProgressed(blob, told);
                }
                Registry.stopIfInterrupted();
            }
        }

        private void resume(String why) throws PullException {
            if (++resumes > limits.resumes()) {
                throw new PullException(
                        PullException.Reason.NETWORK,
                        "blob " + url + ": given up after " + limits.resumes() + " resumes; the last failure: " + why);
            }
            listener.resumed(blob, into.written());
        }

        private void startOver(String answer) throws PullException, IOException {
            anomaly(
                    Anomaly.Kind.RANGE,
                    "206 with the range " + into.written() + "-" + (blob.size() - 1),
                    Registry.quoted(answer));
            into.restart();
            validator = Optional.empty();
            resume(answer);
        }

        private void anomaly(Anomaly.Kind kind, String expected, String actual) {
            listener.anomaly(new Anomaly(kind, url, expected, actual));
        }
    }
}
