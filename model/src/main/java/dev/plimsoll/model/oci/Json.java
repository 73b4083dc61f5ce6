package dev.plimsoll.model.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads JSON documents from the network: bounded depth, one document only, errors that name the field. */
final class Json {
    /** No document of the specifications nests deeper than about ten levels. */
    private static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws MalformedException if the bytes are not one JSON object
     */
    static JsonNode object(Bytes content, String what) {
        try {
            var node = MAPPER.readTree(content.toArray());
            if (node == null || !node.isObject()) {
                throw new MalformedException(what + ": not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedException(what + ": not JSON: " + e.getOriginalMessage() + at(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    static Optional<String> text(JsonNode parent, String field) {
        var node = parent.get(field);
        return node != null && node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /**
     * A string that must be there.
     *
     * @throws MalformedException if the field is missing or not a string
     */
    static String requiredText(JsonNode parent, String field, String what) {
        return text(parent, field)
                .orElseThrow(() -> new MalformedException(what + ": field \"" + field + "\" is missing or no string"));
    }

    /**
     * A number that must be there.
     *
     * @throws MalformedException if the field is missing or not a whole number that fits 64 bits
     */
    static long requiredLong(JsonNode parent, String field, String what) {
        var node = parent.get(field);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedException(what + ": field \"" + field + "\" is missing or no whole number");
        }
        return node.longValue();
    }

    /** The elements of an array field, each mapped; a missing or null field is an empty list. */
    static <T> List<T> list(JsonNode parent, String field, String what, Function<JsonNode, T> element) {
        var node = parent.get(field);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new MalformedException(what + ": field \"" + field + "\" is no array");
        }
        var elements = new ArrayList<T>();
        node.forEach(child -> elements.add(element.apply(child)));
        return elements;
    }

    /** An array of strings; other elements are an error. */
    static List<String> strings(JsonNode parent, String field, String what) {
        return list(parent, field, what, node -> {
            if (!node.isTextual()) {
                throw new MalformedException(what + ": field \"" + field + "\" holds something that is no string");
            }
            return node.textValue();
        });
    }

    /** The string members of an object field; a missing field is an empty map. */
    static Map<String, String> map(JsonNode parent, String field) {
        var node = parent.get(field);
        var members = new LinkedHashMap<String, String>();
        if (node != null && node.isObject()) {
            node.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    members.put(member.getKey(), member.getValue().textValue());
                }
            });
        }
        return members;
    }

    private static String at(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
