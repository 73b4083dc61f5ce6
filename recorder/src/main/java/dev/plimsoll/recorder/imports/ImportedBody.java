package dev.plimsoll.recorder.imports;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.oci.Bytes;
import java.util.Optional;

/**
 * A body as an importer found it.
 *
 * @param note what is to be known of it, beginning with {@code omitted:} or {@code body:}
 */
public record ImportedBody(Body body, BodyEnd end, Optional<String> note) {
    /** A message without a body. */
    public static ImportedBody none() {
        return whole(Bytes.empty());
    }

    /** All of a body. */
    public static ImportedBody whole(Bytes content) {
        return new ImportedBody(Body.of(content), BodyEnd.COMPLETE, Optional.empty());
    }

    /** A body that was not captured, or not as it was sent; {@code why} completes "the body is left out: …". */
    public static ImportedBody omitted(String why) {
        return new ImportedBody(Body.omitted(), BodyEnd.UNKNOWN, Optional.of("omitted: body, " + why));
    }

    /** The same body with a remark. */
    public ImportedBody noting(String remark) {
        return new ImportedBody(body, end, Optional.of("body: " + remark));
    }
}
