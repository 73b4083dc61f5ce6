package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.oci.MalformedException;
import java.util.OptionalLong;

/** Reads members of an archive's JSON; errors name the member. */
final class HarMember {
    private HarMember() {}

    static JsonNode object(JsonNode parent, String member) {
        var node = parent.path(member);
        if (!node.isObject()) {
            throw new MalformedException(
                    "member \"" + member + "\" is " + (node.isMissingNode() ? "missing" : "no object"));
        }
        return node;
    }

    static String text(JsonNode parent, String member) {
        var node = parent.path(member);
        if (!node.isTextual()) {
            throw new MalformedException(
                    "member \"" + member + "\" is " + (node.isMissingNode() ? "missing" : "no string"));
        }
        return node.textValue();
    }

    /** The text, or an empty one: writers leave out what the format requires. */
    static String optionalText(JsonNode parent, String member) {
        return parent.hasNonNull(member) ? text(parent, member) : "";
    }

    /** A number of bytes; nothing if it is missing or negative, which stands for unknown. */
    static OptionalLong size(JsonNode parent, String member) {
        var node = parent.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        } else if (!node.isNumber()) {
            throw new MalformedException("member \"" + member + "\" is no number");
        }
        return node.longValue() < 0 ? OptionalLong.empty() : OptionalLong.of(node.longValue());
    }
}
