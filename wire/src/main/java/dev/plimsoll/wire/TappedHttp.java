package dev.plimsoll.wire;

import dev.plimsoll.model.http.HeaderField;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 whose response heads are tapped, for the sake of the fields' names: see {@link HeadTap}. */
public class TappedHttp extends HttpClientTransportOverHTTP {
    /** Both ends of a connection: they tell it from every other one that is open. */
    private record Ends(
            @Nullable SocketAddress local, @Nullable SocketAddress remote) {}

    private final Map<Ends, HeadTap> taps = new ConcurrentHashMap<>();
    private final GivenHeads given = new GivenHeads(new SecureRandom());
    private final int maxHeaderBytes;

    /**
     * Over a connector.
     *
     * @param maxHeaderBytes the longest head that is kept
     */
    public TappedHttp(ClientConnector connector, int maxHeaderBytes) {
        super(connector);
        this.maxHeaderBytes = maxHeaderBytes;
        // A cached field's value would come back in the case in which it was first seen.
        setHeaderCacheSize(0);
        setHeaderCacheCaseSensitive(true);
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws IOException {
        var ends = new Ends(endPoint.getLocalSocketAddress(), endPoint.getRemoteSocketAddress());
        var tap = new HeadTap(endPoint, maxHeaderBytes, given);
        taps.put(ends, tap);
        var connection = super.newConnection(tap.tapped(), context);
        connection.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                taps.remove(ends, tap);
            }
        });
        return connection;
    }

    /**
     * Lets a request go on the wire with a head to the byte; Jetty's own fields then only say how its body is framed.
     *
     * @return what undoes it, to be run when the exchange is over
     */
    public Runnable sendWithHead(VerbatimRequest request, MessageHead head) {
        var marker = given.keep(head.bytes());
        request.addHeader(marker);
        return () -> given.forget(marker);
    }

    /** The tap on the connection of a request whose response has just begun to arrive. */
    public Optional<HeadTap> tapOf(Request request) {
        return Optional.ofNullable(request.getConnection())
                .map(connection ->
                        taps.get(new Ends(connection.getLocalSocketAddress(), connection.getRemoteSocketAddress())));
    }

    /** The fields in order, names and values as received; to be asked when the head has just arrived. */
    public List<HeaderField> fieldsOf(Response response) {
        var parsed = response.getHeaders().stream()
                .map(field -> new HeaderField(field.getName(), field.getValue() == null ? "" : field.getValue()))
                .toList();
        return tapOf(response.getRequest())
                .map(tap -> tap.inReceivedCase(parsed))
                .orElse(parsed);
    }
}
