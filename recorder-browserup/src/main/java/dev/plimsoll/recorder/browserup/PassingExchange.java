package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request and its answer. All but {@link #cut} is called by the server connection's thread once it is sent. */
final class PassingExchange {
    private final Settings settings;
    private final HttpRequest message;
    private final HttpHeaders received;
    private final HttpUrl url;
    private final ClientLeg client;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable ExchangeRecording recording;
    private volatile Optional<OwnAnswer> substitute = Optional.empty();
    private boolean answered;
    private boolean closeDelimited;

    /**
     * An exchange of which nothing was sent yet.
     *
     * @param message the proxy's object, which it changes on the way
     * @param received its fields as the client sent them
     */
    PassingExchange(Settings settings, HttpRequest message, HttpHeaders received, HttpUrl url, ClientLeg client) {
        this.settings = settings;
        this.message = message;
        this.received = received;
        this.url = url;
        this.client = client;
    }

    HttpRequest message() {
        return message;
    }

    HttpUrl url() {
        return url;
    }

    boolean isHead() {
        return message.method().equals(HttpMethod.HEAD);
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether only the end of the connection ends the answer's body. */
    boolean isCloseDelimited() {
        return closeDelimited;
    }

    /** What the client is given in place of an answer that cannot be read. */
    Optional<OwnAnswer> substitute() {
        return substitute;
    }

    /** The request goes out, with the fields that the client sent; what LittleProxy made of them is undone. */
    void begin() {
        var line = client.line(url.origin());
        line.carries();
        Heads.replace(message.headers(), Heads.forTheServer(received));
        var begun = settings.tap()
                .begin(
                        new dev.plimsoll.model.http.HttpRequest(
                                message.method().name(),
                                url,
                                message.protocolVersion().text(),
                                Heads.fields(message.headers()),
                                Body.omitted()),
                        line.id());
        Heads.hopByHop(received).forEach(name -> begun.note("not passed on: request " + name));
        recording = begun;
        settings.underWay().began(this);
    }

    /** The head has gone out. LittleProxy closes the client's connection by what it finds in it from now on. */
    void sent() {
        if (Heads.closes(message.protocolVersion(), received)) {
            closeClientAfterwards();
        }
    }

    /** Has the client's connection be closed when the answer is with it. */
    void closeClientAfterwards() {
        message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    /** It goes over this connection to its server. */
    void carriedBy(Line server) {
        server.carries();
        if (recording != null) {
            recording.serverConnection(server.id());
        }
    }

    void requestBytes(ByteBuf bytes) {
        if (recording != null) {
            recording.requestBytes(bytes.nioBuffer());
        }
    }

    void note(String note) {
        if (recording != null) {
            recording.note(note);
        }
    }

    void answer(HttpResponse response) {
        answered = true;
        int status = response.status().code();
        var headers = response.headers();
        boolean bodiless = isHead()
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code();
        closeDelimited = !bodiless
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        if (recording != null) {
            recording.responseHead(new dev.plimsoll.model.http.HttpResponse(
                    response.protocolVersion().text(),
                    status,
                    response.status().reasonPhrase(),
                    Heads.fields(headers),
                    Body.omitted(),
                    BodyEnd.UNKNOWN));
        }
    }

    void responseBytes(ByteBuf bytes) {
        if (recording != null) {
            recording.responseBytes(bytes.nioBuffer());
        }
    }

    void trailers(HttpHeaders trailers) {
        if (recording != null && !trailers.isEmpty()) {
            recording.responseTrailers(Heads.fields(trailers));
        }
    }

    /** Records what came to nothing, and keeps what the client is told instead. */
    void fail(OwnAnswer answer, BodyEnd end) {
        substitute = Optional.of(answer);
        if (recording == null) {
            begin();
        }
        cut(end, answer.failure());
    }

    /** The answer has come whole, and is not with the client yet. */
    void complete() {
        end(BodyEnd.COMPLETE, Optional.empty());
    }

    /** Nothing more is done for this exchange. */
    void leave() {
        settings.underWay().ended(this);
    }

    /** Ends what is not complete. */
    void cut(BodyEnd end, String why) {
        end(end, Optional.of(why));
        leave();
    }

    private void end(BodyEnd end, Optional<String> failure) {
        if (recording != null && ended.compareAndSet(false, true)) {
            var unused = recording.end(end, failure);
        }
    }
}
