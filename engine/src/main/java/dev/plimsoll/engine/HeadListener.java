package dev.plimsoll.engine;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.wire.TappedHttp;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.io.Content;

/**
 * Takes the head down while its connection still serves it, and gives the body out as a stream that reads from the
 * connection itself. Jetty's own {@code InputStreamResponseListener} (12.1.14) keeps a queue of buffers in between: with
 * it, after a body was cut while it was read, about one in 150 of the next answers lost 16 KiB or began in the middle.
 */
final class HeadListener implements Response.Listener {
    /** A response whose body is still to be read. */
    record Begun(HttpResponse head, InputStream body) {}

    private final TappedHttp http;
    private final CompletableFuture<Begun> begun = new CompletableFuture<>();
    private volatile List<HeaderField> fields = List.of();

    HeadListener(TappedHttp http) {
        this.http = http;
    }

    @Override
    public void onHeaders(Response response) {
        fields = http.fieldsOf(response);
    }

    @Override
    public void onContentSource(Response response, Content.Source content) {
        begun.complete(new Begun(headOf(response), Content.Source.asInputStream(content)));
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            begun.completeExceptionally(result.getFailure());
        } else {
            begun.complete(new Begun(headOf(result.getResponse()), InputStream.nullInputStream()));
        }
    }

    Begun get(long timeoutMillis) throws InterruptedException, ExecutionException, TimeoutException {
        return begun.get(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private HttpResponse headOf(Response response) {
        return new HttpResponse(
                response.getVersion().asString(),
                response.getStatus(),
                response.getReason() == null ? "" : response.getReason(),
                new HeaderFields(fields),
                Body.omitted(),
                BodyEnd.UNKNOWN);
    }
}
