package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.BodyEnd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** What servers answer in HTTP/2, right and wrong. */
enum Http2Answer {
    PLAIN("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-type", "a/b", "content-length", "40000", "x-latin", "\u00e9", "x-empty", "");
            head(response, callback, () -> response.write(true, block(40_000), callback));
        }
    },
    REPEATED_FIELDS("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "set-cookie", "a=1", "x-a", "1", "set-cookie", "b=2", "set-cookie", "a=1", "date", "now");
            head(response, callback, () -> response.write(true, text("ok"), callback));
        }
    },
    NOT_FOUND("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            response.setStatus(404);
            fields(response, "content-length", "2");
            head(response, callback, () -> response.write(true, text("no"), callback));
        }
    },
    WITHOUT_LENGTH("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            response.write(false, block(40_000), then(() -> response.write(true, text("end"), callback), callback));
        }
    },
    EMPTY("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "0", "location", "/elsewhere");
            response.setStatus(307);
            head(response, callback, () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
        }
    },
    NO_CONTENT("DELETE", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            response.setStatus(204);
            head(response, callback, () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
        }
    },
    NOT_MODIFIED("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            response.setStatus(304);
            fields(response, "content-length", "77", "etag", "\"a\"");
            head(response, callback, () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
        }
    },
    HEAD_WITH_LENGTH("HEAD", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "123456");
            head(response, callback, () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
        }
    },
    TRAILERS("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "trailer", "x-sum");
            response.setTrailersSupplier(() -> HttpFields.build().add("x-sum", "abc"));
            response.write(true, text("hello"), callback);
        }
    },
    EARLY_HINTS("GET", BodyEnd.COMPLETE) {
        @Override
        void answer(Request request, Response response, Callback callback) throws Exception {
            response.writeInterim(103, HttpFields.build().add("link", "</a>").asImmutable())
                    .get(10, TimeUnit.SECONDS);
            response.write(true, text("ok"), callback);
        }
    },
    SHORT_BODY("GET", BodyEnd.SHORT) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "100000");
            response.write(
                    false,
                    block(40_000),
                    then(() -> response.write(true, BufferUtil.EMPTY_BUFFER, callback), callback));
        }
    },
    RESET_IN_BODY("GET", BodyEnd.RESET) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "100000");
            response.write(false, block(40_000), afterRead(request, () -> reset(request), callback));
        }
    },
    RESET_BEFORE_HEAD("GET", BodyEnd.UNKNOWN) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            reset(request);
        }
    },
    CONNECTION_CLOSED_IN_BODY("GET", BodyEnd.SHORT) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "100000");
            var connection = request.getConnectionMetaData().getConnection().getEndPoint();
            response.write(false, block(40_000), afterRead(request, connection::close, callback));
        }
    },
    CONNECTION_RESET_IN_BODY("GET", BodyEnd.RESET) {
        @Override
        void answer(Request request, Response response, Callback callback) {
            fields(response, "content-length", "100000");
            EndPoint connection =
                    request.getConnectionMetaData().getConnection().getEndPoint();
            Runnable reset =
                    () -> dev.plimsoll.wire.ClientEnd.like(dev.plimsoll.model.http.ConnectionEnd.RESET, connection);
            response.write(false, block(40_000), afterRead(request, reset, callback));
        }
    };

    final String method;
    final BodyEnd end;

    Http2Answer(String method, BodyEnd end) {
        this.method = method;
        this.end = end;
    }

    abstract void answer(Request request, Response response, Callback callback) throws Exception;

    /** Reads the request's body, and drops it. */
    static void consume(Request request, Runnable then) {
        Content.Source.consumeAll(request, Callback.from(then));
    }

    /** Fields that Jetty does not know, and so does not check. */
    private static void fields(Response response, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            response.getHeaders().add(new HttpField(null, namesAndValues[i], namesAndValues[i + 1]));
        }
    }

    /** Writes the head by itself: Jetty would add a length to one that is the last thing it writes. */
    private static void head(Response response, Callback callback, Runnable then) {
        response.write(false, BufferUtil.EMPTY_BUFFER, then(then, callback));
    }

    private static Callback then(Runnable next, Callback callback) {
        return Callback.from(next, callback::failed);
    }

    /** A moment later, so that the peer has read what it was sent: a reset overtakes it. */
    private static Callback afterRead(Request request, Runnable next, Callback callback) {
        Scheduler scheduler = request.getConnectionMetaData().getConnector().getScheduler();
        return then(() -> scheduler.schedule(next, 300, TimeUnit.MILLISECONDS), callback);
    }

    private static void reset(Request request) {
        var connection = (HTTP2Connection) request.getConnectionMetaData().getConnection();
        int id = Integer.parseInt(request.getId());
        HTTP2Stream stream = connection.getSession().getStream(id);
        stream.reset(new ResetFrame(id, ErrorCode.ENHANCE_YOUR_CALM_ERROR.code), Callback.NOOP);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ByteBuffer block(int length) {
        var block = new byte[length];
        for (int i = 0; i < length; i++) {
            block[i] = (byte) (i * 31 + i / 251);
        }
        return ByteBuffer.wrap(block);
    }
}
