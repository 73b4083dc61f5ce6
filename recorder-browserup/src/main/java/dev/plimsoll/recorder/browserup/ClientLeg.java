package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.Origin;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One client's connection. */
final class ClientLeg {
    private static final AttributeKey<ClientLeg> KEY = AttributeKey.valueOf(ClientLeg.class.getName());

    private final Channel channel;
    private final Settings settings;
    /** Requests that the proxy is about to send, not necessarily to one server. */
    private final Queue<PassingExchange> announced = new ConcurrentLinkedQueue<>();

    private volatile Optional<PassingExchange> connecting = Optional.empty();
    private volatile Optional<Origin> tunnel = Optional.empty();
    private volatile Optional<Line> line = Optional.empty();
    private volatile boolean used;

    private ClientLeg(Channel channel, Settings settings) {
        this.channel = channel;
        this.settings = settings;
    }

    /** The leg of a connection on which a request has come. */
    static ClientLeg of(ChannelHandlerContext context, Settings settings) {
        var channel = context.channel();
        var known = channel.attr(KEY).get();
        if (known != null) {
            return known;
        }
        var made = new ClientLeg(channel, settings);
        channel.attr(KEY).set(made);
        var unused = channel.closeFuture().addListener(closed -> made.closed());
        return made;
    }

    /**
     * Has what follows a CONNECT be read with longer limits than LittleProxy's own; before it, and for http URLs, a
     * decoder may be in the middle of a body.
     */
    void raiseLimits() {
        channel.pipeline().replace("decoder", "decoder", new HttpRequestDecoder(Heads.limits()));
    }

    /** Where its tunnel leads, once it is open. */
    Optional<Origin> tunnel() {
        return tunnel;
    }

    /** A tunnel is asked for. */
    void connecting(PassingExchange connect) {
        connecting = Optional.of(connect);
    }

    void tunnelled(Origin origin) {
        tunnel = Optional.of(origin);
        line(origin).secured();
    }

    /** Whether it comes from this machine, or may go everywhere for another reason. */
    boolean mayReachPrivate() {
        return settings.options().allowPrivate()
                || (channel.remoteAddress() instanceof InetSocketAddress address
                        && address.getAddress().isLoopbackAddress());
    }

    /** The connection as the tap is told of it, now that it is known what it is for. */
    Line line(Origin asked) {
        if (line.isEmpty()) {
            line = Optional.of(Line.ofClient(settings, channel, asked));
        }
        return line.get();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Whether the proxy is being stopped, by its owner or by its own hook for the end of the machine. */
    boolean isBeingStopped() {
        return settings.underWay().isCutting() || channel.eventLoop().isShuttingDown();
    }

    void announce(PassingExchange exchange) {
        used = true;
        announced.add(exchange);
    }

    /** The exchange whose request this is. */
    Optional<PassingExchange> take(HttpRequest message) {
        var found = announced.stream()
                .filter(exchange -> exchange.message() == message)
                .findFirst();
        found.ifPresent(announced::remove);
        return found;
    }

    /** Writes an interim answer or a part of it. */
    void write(Object message) {
        var unused = channel.writeAndFlush(message);
    }

    /** Ends the connection as the server ended its own, once what was written has left. */
    void end(boolean reset, boolean withoutCloseNotify) {
        whenWritten(() -> {
            if (!channel.isActive()) {
                return;
            } else if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            if (reset || withoutCloseNotify) {
                // From the first handler on, so that TLS does not take its leave.
                line.ifPresent(Line::isClosedByUs);
                var unusedClose = channel.pipeline().firstContext().close();
            } else {
                var unusedClose = channel.close();
            }
        });
    }

    /** Does something when what was written before has left, or cannot leave any more. */
    void whenWritten(Runnable next) {
        var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> next.run());
    }

    /** Tells once of a tunnel in which TLS was begun and nothing was asked: as clients do that do not trust us. */
    void closed() {
        boolean shown = connecting
                .filter(connect ->
                        settings.interception().takeShown(connect.message()).isPresent())
                .isPresent();
        if (!used && (shown || tunnel.isPresent())) {
            connecting.ifPresent(connect ->
                    settings.listener().tunnelUnused(connect.url().origin().host()));
        }
        used = true;
    }
}
