package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.proxy.Tls;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection as the tap is told of it. The proxy lets us see it late: the bytes that crossed before are not counted,
 * TLS's handshake among them. Sharable only in that it is moved before TLS when that begins.
 */
@Sharable
final class Line extends ChannelDuplexHandler {
    private final Settings settings;
    private final Channel channel;
    private final Connection.Party party;
    private final Origin origin;
    private final OptionalInt forClient;
    private final Connection.Setup setup;
    private final int id;
    private final Instant opened;
    private final long openedNanos = System.nanoTime();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<Connection.Tls> tls = Optional.empty();
    private volatile boolean closing;
    private volatile boolean reset;

    private Line(
            Settings settings,
            Channel channel,
            Connection.Party party,
            Origin origin,
            OptionalInt forClient,
            Connection.Setup setup) {
        this.settings = settings;
        this.channel = channel;
        this.party = party;
        this.origin = origin;
        this.forClient = forClient;
        this.setup = setup;
        id = settings.tap().newConnection();
        opened = settings.clock().instant();
    }

    /** The connection of a client that has asked for something. */
    static Line ofClient(Settings settings, Channel channel, Origin asked) {
        return new Line(
                        settings,
                        channel,
                        Connection.Party.CLIENT,
                        asked,
                        OptionalInt.empty(),
                        Connection.Setup.UNKNOWN)
                .watched();
    }

    /** The connection to a server, that is there with TLS or without. */
    static Line ofServer(Settings settings, Channel channel, Origin asked, int client, Connection.Setup setup) {
        var line = new Line(settings, channel, Connection.Party.SERVER, asked, OptionalInt.of(client), setup).watched();
        line.secured();
        return line;
    }

    private Line watched() {
        channel.pipeline().addFirst(this);
        settings.underWay().opened(this);
        return this;
    }

    int id() {
        return id;
    }

    /** TLS is there, and this handler's place is before it. */
    void secured() {
        var handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return;
        }
        channel.pipeline().remove(this);
        channel.pipeline().addFirst(this);
        tls = Optional.of(
                party == Connection.Party.SERVER ? Tls.withServer(handler.engine()) : Tls.withClient(handler.engine()));
    }

    /** Another exchange goes over it. */
    void carries() {
        if (exchanges.incrementAndGet() == 1) {
            settings.tap().connection(state(Optional.empty()));
        }
    }

    /** It is going to be closed past this handler. */
    void isClosedByUs() {
        closing = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            received.addAndGet(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            sent.addAndGet(bytes.readableBytes());
        }
        var unused = context.write(message, promise);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        closing = true;
        var unused = context.close(promise);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reset = cause instanceof IOException;
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed(byPeer(Optional.ofNullable(context.pipeline().get(SslHandler.class))));
        context.fireChannelInactive();
    }

    private ConnectionEnd byPeer(Optional<SslHandler> handler) {
        if (reset) {
            return ConnectionEnd.RESET;
        } else if (handler.filter(secured -> secured.sslCloseFuture().isSuccess())
                .isPresent()) {
            return ConnectionEnd.CLOSE_NOTIFY;
        } else if (closing) {
            return ConnectionEnd.OPEN;
        }
        return handler.isPresent() ? ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY : ConnectionEnd.FIN;
    }

    /** It is closed, or will be by us and nobody waits for it. */
    void closed(ConnectionEnd byPeer) {
        if (closed.compareAndSet(false, true)) {
            if (exchanges.get() > 0) {
                var after = Duration.ofNanos(System.nanoTime() - openedNanos);
                settings.tap().connection(state(Optional.of(new Connection.Close(after, byPeer))));
            }
            settings.underWay().closed(this);
        }
    }

    private Connection state(Optional<Connection.Close> close) {
        var address = String.valueOf(channel.remoteAddress());
        return new Connection(
                id,
                party,
                forClient,
                origin,
                address.startsWith("/") ? address.substring(1) : address,
                tls,
                opened,
                setup,
                exchanges.get(),
                new Connection.Traffic(received.get(), sent.get()),
                close);
    }
}
