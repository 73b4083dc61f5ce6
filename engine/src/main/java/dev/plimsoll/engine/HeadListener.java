package dev.plimsoll.engine;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.wire.TappedHttp;
import java.util.List;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;

/** Takes the head down while its connection still serves it, and gives the body out as a stream. */
final class HeadListener extends InputStreamResponseListener {
    private final TappedHttp http;
    private volatile List<HeaderField> fields = List.of();

    HeadListener(TappedHttp http) {
        this.http = http;
    }

    @Override
    public void onHeaders(Response response) {
        fields = http.fieldsOf(response);
        super.onHeaders(response);
    }

    HttpResponse headOf(Response response) {
        return new HttpResponse(
                response.getVersion().asString(),
                response.getStatus(),
                response.getReason() == null ? "" : response.getReason(),
                new HeaderFields(fields),
                Body.omitted(),
                BodyEnd.UNKNOWN);
    }
}
