package dev.plimsoll.suites.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Bodies of JSON as they stand, for what the model does not keep apart: a missing member, one of another kind. */
public final class JsonBody {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonBody() {}

    /** The JSON object in a response body that is at hand; nothing if it is something else. */
    public static Optional<JsonNode> object(Exchange exchange) {
        return Traffic.body(exchange).flatMap(JsonBody::read).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> read(Bytes body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body.toArray()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
