package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Optional;

/** The error envelope of a registry's 4xx answers (distribution specification, "Error Codes"). */
public record ErrorResponse(List<Entry> errors) {
    /**
     * One error.
     *
     * @param code as written, in the specification {@code [A-Z_]+}
     * @param message for people; may be empty
     * @param detail the JSON of the detail, if any; {@code null} is none
     */
    public record Entry(String code, Optional<String> message, Optional<String> detail) {
        /** The registered code, if it is one of the specification's. */
        public Optional<ErrorCode> known() {
            return ErrorCode.of(code);
        }
    }

    public ErrorResponse {
        errors = List.copyOf(errors);
    }

    /**
     * Reads an error envelope.
     *
     * @throws MalformedException if the body is not {@code {"errors":[{"code":…}]}}
     */
    public static ErrorResponse parse(Bytes raw) {
        var what = "error response";
        var document = Json.object(raw, what);
        if (!document.has("errors")) {
            throw new MalformedException(what + ": field \"errors\" is missing");
        }
        return new ErrorResponse(Json.list(
                document,
                "errors",
                what,
                node -> new Entry(
                        Json.requiredText(node, "code", what),
                        Json.text(node, "message"),
                        Optional.ofNullable(node.get("detail"))
                                .filter(detail -> !detail.isNull())
                                .map(Object::toString))));
    }
}
