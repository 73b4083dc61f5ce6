package dev.plimsoll.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Promise;

/** A forward proxy for TLS that takes every name below {@code plimsoll.test} for 127.0.0.1, and no other. */
final class NamesProxy implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private NamesProxy() {}

    static NamesProxy start() throws Exception {
        var proxy = new NamesProxy();
        proxy.connector.setHost("127.0.0.1");
        proxy.server.addConnector(proxy.connector);
        proxy.server.setHandler(new ConnectHandler() {
            @Override
            protected void connectToServer(Request request, String host, int port, Promise<SocketChannel> promise) {
                try {
                    if (!host.endsWith(".plimsoll.test")) {
                        throw new IllegalArgumentException("not for this proxy: " + host);
                    }
                    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                    var channel = SocketChannel.open(new InetSocketAddress(loopback, port));
                    channel.configureBlocking(false);
                    promise.succeeded(channel);
                } catch (Exception e) {
                    promise.failed(e);
                }
            }
        });
        proxy.server.start();
        return proxy;
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
