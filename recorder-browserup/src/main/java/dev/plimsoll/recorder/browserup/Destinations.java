package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.proxy.HostRules;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where requests lead, and whether they may. */
record Destinations(RecorderOptions options) {
    /** A request that does not go on. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient OwnAnswer answer;

        RefusedException(HttpResponseStatus status, String kind, String reason) {
            super(reason);
            answer = new OwnAnswer(status, kind, reason);
        }

        OwnAnswer answer() {
            return answer;
        }
    }

    /** What a request asks for. */
    HttpUrl url(HttpRequest request, Optional<Origin> tunnel) throws RefusedException {
        var target = request.uri();
        try {
            if (request.method().equals(HttpMethod.CONNECT) && tunnel.isEmpty()) {
                return HttpUrl.parse("https://" + target);
            } else if (tunnel.isPresent() && target.startsWith("/")) {
                return HttpUrl.parse(tunnel.get() + target);
            } else if (tunnel.isEmpty() && target.toLowerCase(Locale.ROOT).startsWith("http://")) {
                return HttpUrl.parse(target);
            }
        } catch (MalformedException e) {
            throw new RefusedException(
                    HttpResponseStatus.BAD_REQUEST, "not a request to pass on", String.valueOf(e.getMessage()));
        }
        throw new RefusedException(
                HttpResponseStatus.BAD_REQUEST,
                "not a request to pass on",
                "this is a proxy: set HTTPS_PROXY and HTTP_PROXY to its address, and do not ask it for pages");
    }

    /** The address of a server, for a client that may reach it. The system is asked once, and its answer checked here. */
    InetSocketAddress address(Origin origin, boolean mayReachPrivate, SetupTimes times) throws RefusedException {
        if (!options.hosts().allows(origin.host())) {
            throw new RefusedException(
                    HttpResponseStatus.FORBIDDEN,
                    "host not allowed",
                    origin.host() + " is not among the hosts that this recorder lets through; --allow-host adds it");
        }
        var named = options.addresses().get(origin.host() + ":" + origin.port());
        if (named != null) {
            return named;
        }
        try {
            var host = origin.host().replaceAll("[\\[\\]]", "");
            long began = System.nanoTime();
            var addresses = InetAddress.getAllByName(host);
            times.resolved(Duration.ofNanos(System.nanoTime() - began));
            return Stream.of(addresses)
                    .filter(address -> mayReachPrivate || !HostRules.isPrivate(address))
                    .findFirst()
                    .map(address -> new InetSocketAddress(address, origin.port()))
                    .orElseThrow(() -> new RefusedException(
                            HttpResponseStatus.BAD_GATEWAY,
                            "private address",
                            origin.host() + " has only private or link-local addresses, which clients on other machines"
                                    + " may not reach through this recorder; --allow-private lets them"));
        } catch (UnknownHostException e) {
            throw new RefusedException(
                    HttpResponseStatus.BAD_GATEWAY, "unknown host", "no address is known for " + origin.host());
        }
    }
}
