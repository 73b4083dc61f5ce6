package dev.plimsoll.suites.run;

import dev.plimsoll.engine.ExchangeListener;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.Bytes;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;

/**
 * Notes an exchange of RestAssured. Its filter does not see the header lines that Apache's client adds (Host,
 * Connection, Accept-Encoding), so an interceptor of that client leaves them behind for the filter, which runs on the
 * same thread.
 */
final class WireTap implements Filter {
    private static final ThreadLocal<List<HeaderField>> SENT = ThreadLocal.withInitial(List::of);

    /** Each request has a client of its own, whose connection nobody else would close. */
    private static final ThreadLocal<Optional<HttpClient>> OPEN = ThreadLocal.withInitial(Optional::empty);

    private final ExchangeListener listener;

    WireTap(ExchangeListener listener) {
        this.listener = listener;
    }

    /** The client that RestAssured is built on; it takes no other kind. */
    @SuppressWarnings("deprecation")
    static HttpClient client() {
        var client = new DefaultHttpClient();
        client.addRequestInterceptor((request, context) -> {
            if (!request.getRequestLine().getMethod().equals("CONNECT")) {
                SENT.set(fields(request.getAllHeaders()));
            }
        });
        OPEN.set(Optional.of(client));
        return client;
    }

    @SuppressWarnings("deprecation")
    private static void closeClient() {
        OPEN.get().ifPresent(client -> client.getConnectionManager().shutdown());
        OPEN.remove();
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        SENT.set(List.of());
        var started = Instant.now();
        long began = System.nanoTime();
        Response response;
        Bytes body;
        try {
            response = context.next(request, expected);
            body = Bytes.of(response.asByteArray());
        } catch (Exception e) {
            // Declared nowhere, as RestAssured is written in Groovy, and thrown all the same.
            if (!(e instanceof IOException)) {
                throw e;
            }
            listener.exchanged(exchange(
                    request,
                    Optional.empty(),
                    Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage()),
                    new Timing(Optional.of(started), Optional.empty(), Optional.of(since(began)))));
            throw new BrokenOffException(e);
        } finally {
            closeClient();
        }
        var elapsed = since(began);
        var statusLine = response.getStatusLine().split(" ", 3);
        var head = new HttpResponse(
                statusLine[0],
                response.getStatusCode(),
                statusLine.length > 2 ? statusLine[2] : "",
                new HeaderFields(response.getHeaders().asList().stream()
                        .map(header -> new HeaderField(header.getName(), header.getValue()))
                        .toList()),
                Body.of(body),
                BodyEnd.COMPLETE);
        listener.exchanged(exchange(
                request,
                Optional.of(head),
                Optional.empty(),
                new Timing(Optional.of(started), Optional.of(elapsed), Optional.of(elapsed))));
        return response;
    }

    private static Exchange exchange(
            FilterableRequestSpecification request,
            Optional<HttpResponse> response,
            Optional<String> failure,
            Timing timing) {
        var sent = new HttpRequest(
                request.getMethod(),
                HttpUrl.parse(request.getURI()),
                "HTTP/1.1",
                new HeaderFields(SENT.get()),
                Body.empty());
        return new Exchange(0, sent, response, failure, timing, List.of());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static List<HeaderField> fields(Header[] headers) {
        var fields = new ArrayList<HeaderField>();
        for (var header : headers) {
            fields.add(new HeaderField(
                    header.getName(), Optional.ofNullable(header.getValue()).orElse("")));
        }
        return List.copyOf(fields);
    }
}
