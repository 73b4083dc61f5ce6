package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Origin;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server: the last that touches what goes out, and the first that sees what comes in. The proxy's
 * filters would not be told of the ends that this is here for. What it calls may block for as long as the capture is
 * slower than the network; then nobody reads this connection, nor those that share its thread, and they would wait for
 * the same capture.
 */
final class ServerLeg extends ChannelDuplexHandler {
    private final ClientLeg client;
    private final Line line;
    private final Origin origin;
    private final Deque<PassingExchange> passing = new ArrayDeque<>();
    private @Nullable PassingExchange sending;
    private boolean interim;
    private boolean reset;
    private boolean closeNotified;
    private boolean silent;

    ServerLeg(ClientLeg client, Line line, Origin origin) {
        this.client = client;
        this.line = line;
        this.origin = origin;
    }

    /** Whether the next answer is one to a HEAD. */
    boolean awaitsAnswerToHead() {
        var next = passing.peek();
        return next != null && next.isHead();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            sending = client.take(request).orElse(null);
            if (sending != null) {
                sending.begin();
                sending.carriedBy(line);
                passing.add(sending);
            }
        }
        if (message instanceof HttpContent content
                && sending != null
                && content.content().isReadable()) {
            sending.requestBytes(content.content());
        }
        var unused = context.write(message, promise);
        if (message instanceof HttpRequest && sending != null) {
            sending.sent();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var exchange = passing.peek();
        if (exchange == null) {
            context.fireChannelRead(message);
        } else if (message instanceof HttpResponse response) {
            head(context, exchange, response);
        } else if (message instanceof HttpContent content) {
            content(context, exchange, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void head(ChannelHandlerContext context, PassingExchange exchange, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            passing.remove();
            exchange.fail(
                    new OwnAnswer(
                            HttpResponseStatus.BAD_GATEWAY,
                            "not HTTP",
                            "what " + origin + " answered is not HTTP/1.1, or its head is longer than " + Heads.BYTES
                                    + " bytes"),
                    BodyEnd.UNKNOWN);
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(exchange, response);
            return;
        } else {
            exchange.answer(response);
        }
        context.fireChannelRead(response);
    }

    /** Past LittleProxy, which takes every answer for the last one to its request. */
    private void interim(PassingExchange exchange, HttpResponse response) {
        interim = true;
        exchange.note(
                "interim: " + response.status().code() + " " + response.status().reasonPhrase());
        if (!exchange.message().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            client.write(new DefaultHttpResponse(
                    response.protocolVersion(), response.status(), Heads.copy(response.headers())));
            client.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void content(ChannelHandlerContext context, PassingExchange exchange, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            interim = !last;
            ReferenceCountUtil.release(content);
            return;
        } else if (content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(content);
            cut(context, BodyEnd.SHORT, "what " + origin + " sent is not in chunks, as it should be");
            return;
        }
        if (content.content().isReadable()) {
            exchange.responseBytes(content.content());
        }
        if (!last) {
            context.fireChannelRead(content);
        } else if (exchange.isCloseDelimited() && (reset || isWithoutCloseNotify(context))) {
            // Not the end that the decoder takes it for.
            ReferenceCountUtil.release(content);
            cutAsConnection(context);
        } else {
            passing.remove();
            exchange.trailers(((LastHttpContent) content).trailingHeaders());
            exchange.complete();
            context.fireChannelRead(content);
            client.whenWritten(exchange::leave);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!passing.isEmpty()) {
            cutAsConnection(context);
        }
        context.fireChannelInactive();
    }

    /** A server that takes its leave of TLS is not waited for any longer; nothing can follow. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            closeNotified = true;
            var unused = context.close();
        } else if (event instanceof IdleStateEvent && !passing.isEmpty()) {
            timedOut(context, passing.element());
        }
        context.fireUserEventTriggered(event);
    }

    private void timedOut(ChannelHandlerContext context, PassingExchange exchange) {
        if (exchange.isAnswered()) {
            silent = true;
            cutAsConnection(context);
            return;
        }
        passing.remove();
        exchange.fail(
                new OwnAnswer(
                        HttpResponseStatus.GATEWAY_TIMEOUT, "timeout", "nothing came from " + origin + " for too long"),
                BodyEnd.TIMEOUT);
    }

    /** Not passed on: LittleProxy would write an answer of its own into the middle of a body. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reset = cause instanceof IOException && !(cause instanceof SSLException);
        var unused = context.close();
    }

    private void cutAsConnection(ChannelHandlerContext context) {
        if (client.isBeingStopped()) {
            cut(context, BodyEnd.UNKNOWN, "the recorder was stopped before the end");
        } else if (!client.isOpen()) {
            cut(context, BodyEnd.CLIENT_ABORT, "the client closed the connection");
        } else if (silent) {
            cut(context, BodyEnd.TIMEOUT, "nothing came from " + origin + " for too long");
        } else if (reset) {
            cut(context, BodyEnd.RESET, origin + " reset the connection");
        } else if (isWithoutCloseNotify(context)) {
            cut(context, BodyEnd.SHORT, origin + " closed TLS without close_notify");
        } else {
            cut(context, BodyEnd.SHORT, origin + " closed the connection early");
        }
    }

    /** Ends what passes, and the client's connection: LittleProxy leaves it open if it is not inside a tunnel. */
    private void cut(ChannelHandlerContext context, BodyEnd end, String why) {
        for (var exchange = passing.poll(); exchange != null; exchange = passing.poll()) {
            exchange.cut(end, why);
        }
        client.end(reset, isWithoutCloseNotify(context));
        var unused = context.close();
    }

    private boolean isWithoutCloseNotify(ChannelHandlerContext context) {
        return origin.isTls() && !closeNotified && !context.channel().isActive();
    }
}
