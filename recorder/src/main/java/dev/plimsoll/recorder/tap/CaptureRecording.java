package dev.plimsoll.recorder.tap;

import dev.plimsoll.fixtures.capture.BodySink;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Carriers;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Timing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One exchange on its way into a capture. All state but the times is the queue's thread's. */
final class CaptureRecording implements ExchangeRecording {
    /** Something that may fail for want of a disk. */
    private interface Step {
        void run() throws IOException;
    }

    private final CaptureTap tap;
    private final HttpRequest request;
    private final int clientConnection;
    private final Instant started;
    private final long startedNanos = System.nanoTime();
    private final BodySink requestBody;
    private final Batch requestBatch;
    private volatile Batch responseBatch = Batch.NONE;
    private final List<String> notes = new ArrayList<>();
    private Optional<HttpResponse> response = Optional.empty();
    private Optional<BodySink> responseBody = Optional.empty();
    private Optional<Duration> firstByte = Optional.empty();
    private OptionalInt serverConnection = OptionalInt.empty();
    private HeaderFields trailers = HeaderFields.none();
    private boolean ended;
    private boolean broken;

    CaptureRecording(CaptureTap tap, HttpRequest request, int clientConnection, Instant started) {
        this.tap = tap;
        this.request = request;
        this.clientConnection = clientConnection;
        this.started = started;
        requestBody =
                tap.writer().newBody(declared(request.fields()), tap.policy().wanted(request));
        requestBatch = Batch.of(declared(request.fields()));
    }

    @Override
    public void requestBytes(ByteBuffer bytes) {
        requestBatch.add(bytes, this::requestBatch);
    }

    private void requestBatch(byte[] batch) {
        step(batch.length, () -> requestBody.write(batch, 0, batch.length));
    }

    @Override
    public void note(String note) {
        step(note.length(), () -> notes.add(note));
    }

    @Override
    public void serverConnection(int id) {
        step(0, () -> serverConnection = OptionalInt.of(id));
    }

    @Override
    public void responseTrailers(HeaderFields fields) {
        step(0, () -> trailers = fields);
    }

    @Override
    public void responseHead(HttpResponse head) {
        var after = Duration.ofNanos(System.nanoTime() - startedNanos);
        responseBatch = Batch.of(request.isHead() ? 0 : declared(head.fields()));
        step(0, () -> {
            firstByte = Optional.of(after);
            response = Optional.of(head);
            long expected = request.isHead() ? 0 : declared(head.fields());
            responseBody =
                    Optional.of(tap.writer().newBody(expected, tap.policy().wanted(request, head)));
        });
    }

    @Override
    public void responseBytes(ByteBuffer bytes) {
        responseBatch.add(bytes, this::responseBatch);
    }

    private void responseBatch(byte[] batch) {
        step(batch.length, () -> {
            if (responseBody.isPresent()) {
                responseBody.get().write(batch, 0, batch.length);
            }
        });
    }

    @Override
    public CompletionStage<Void> end(BodyEnd end, Optional<String> failure) {
        var after = Duration.ofNanos(System.nanoTime() - startedNanos);
        var done = new CompletableFuture<Void>();
        requestBatch.flush(this::requestBatch);
        responseBatch.flush(this::responseBatch);
        tap.queue().add(0, () -> {
            guarded(() -> {
                ended = true;
                tap.write(exchange(end, failure, after));
            });
            done.complete(null);
        });
        return done;
    }

    private Exchange exchange(BodyEnd end, Optional<String> failure, Duration lastByte) throws IOException {
        var sent = new HttpRequest(
                request.method(),
                request.url(),
                request.version(),
                request.fields(),
                described(requestBody, request.fields()));
        Optional<HttpResponse> received = Optional.empty();
        if (response.isPresent() && responseBody.isPresent()) {
            var head = response.get();
            var body = described(responseBody.get(), head.fields());
            received = Optional.of(
                    new HttpResponse(head.version(), head.status(), head.reason(), head.fields(), body, end, trailers));
        }
        var timing = new Timing(Optional.of(started), firstByte, Optional.of(lastByte));
        var carriers = new Carriers(OptionalInt.of(clientConnection), serverConnection);
        return new Exchange(1, sent, received, failure, timing, carriers, notes);
    }

    /** The digest of a text as short as a token answer would let its secrets be tried out, if it was not wanted. */
    private static Body described(BodySink sink, HeaderFields fields) throws IOException {
        var body = sink.finish();
        boolean guessable = body.size().orElse(0) <= BodyPolicy.MANIFEST_BYTES && BodyPolicy.isText(fields);
        return sink.isDropped() && guessable ? Body.omitted() : body;
    }

    private void step(int bytes, Step step) {
        tap.queue().add(bytes, () -> guarded(step));
    }

    private void guarded(Step step) {
        if (ended || broken) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            broken = true;
            tap.failed(e instanceof IOException cause ? cause : new IOException("an exchange was not recorded", e));
            drop(requestBody);
            responseBody.ifPresent(this::drop);
        }
    }

    private void drop(BodySink sink) {
        try {
            sink.close();
        } catch (IOException e) {
            tap.failed(e);
        }
    }

    private static long declared(HeaderFields fields) {
        return fields.contains("Transfer-Encoding") ? 0 : fields.contentLength().orElse(0);
    }
}
