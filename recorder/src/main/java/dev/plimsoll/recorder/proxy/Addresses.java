package dev.plimsoll.recorder.proxy;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Where names lead: to the given addresses first, else to what the system says. That is asked once and checked there: a
 * second answer could be another one.
 *
 * @param client gives the threads
 * @param given addresses by {@code host:port}, which somebody named on purpose and which are not checked
 * @param patience for the system's answer
 */
record Addresses(HttpClient client, Map<String, InetSocketAddress> given, Duration patience)
        implements SocketAddressResolver {
    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        var named = given.get(host + ":" + port);
        if (named != null) {
            promise.succeeded(List.of(named));
            return;
        }
        var system = new SocketAddressResolver.Async(client.getExecutor(), client.getScheduler(), patience.toMillis());
        long began = System.nanoTime();
        system.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> addresses) {
                tag(context)
                        .ifPresent(tag -> tag.resolved(host + ":" + port, Duration.ofNanos(System.nanoTime() - began)));
                var reachable = isPublicOnly(context) ? publicOnes(addresses) : addresses;
                if (reachable.isEmpty()) {
                    promise.failed(new PrivateAddressException(host));
                } else {
                    promise.succeeded(reachable);
                }
            }

            @Override
            public void failed(Throwable failure) {
                promise.failed(failure);
            }
        });
    }

    private static List<InetSocketAddress> publicOnes(List<InetSocketAddress> addresses) {
        return addresses.stream()
                .filter(address -> !HostRules.isPrivate(address.getAddress()))
                .toList();
    }

    private static boolean isPublicOnly(Map<String, Object> context) {
        return tag(context).filter(ClientLeg.Tag::isPublicOnly).isPresent();
    }

    private static Optional<ClientLeg.Tag> tag(Map<String, Object> context) {
        return context.get(Destination.CONTEXT_KEY) instanceof Destination destination
                        && destination.getOrigin().getTag() instanceof ClientLeg.Tag tag
                ? Optional.of(tag)
                : Optional.empty();
    }

    /** A client elsewhere asked for an address that only this machine or its network can reach. */
    static final class PrivateAddressException extends ConnectException {
        private static final long serialVersionUID = 1L;

        PrivateAddressException(String host) {
            super(host + " has only private or link-local addresses, which clients on other machines may not reach"
                    + " through this recorder; --allow-private lets them");
        }
    }
}
