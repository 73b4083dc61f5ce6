package dev.plimsoll.model.oci;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
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
                    // RFC 8259 §8.1: UTF-8 and nothing else. Registry clients do not guess either.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    // A token service that answers with the bare token must not find it quoted in a message.
                    .errorReportConfiguration(ErrorReportConfiguration.builder()
                            .maxErrorTokenLength(0)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader LENIENT = MAPPER.reader();
    private static final ObjectReader UNIQUE =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws MalformedException if the bytes are not one JSON object
     */
    static JsonNode object(Bytes content, String what) {
        return read(LENIENT, content, what);
    }

    /**
     * Reads one document whose objects, at any depth, name no member twice: readers differ on which of the two counts.
     *
     * @throws MalformedException if the bytes are not one JSON object, or a member stands twice
     */
    static JsonNode objectOfUniqueMembers(Bytes content, String what) {
        return read(UNIQUE, content, what);
    }

    private static JsonNode read(ObjectReader reader, Bytes content, String what) {
        try {
            var node = reader.readTree(content.toArray());
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

    /** A string that may be missing; anything else counts as missing. */
    static Optional<String> text(JsonNode parent, String field) {
        var node = parent.get(field);
        return node != null && node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /**
     * A string that may be missing or null.
     *
     * @throws MalformedException if the field is anything else
     */
    static Optional<String> optionalText(JsonNode parent, String field, String what) {
        return parent.hasNonNull(field) ? Optional.of(requiredText(parent, field, what)) : Optional.empty();
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

    /**
     * The members of an object field of strings; a missing or null field is an empty map, a null member is left out.
     *
     * @throws MalformedException if the field is no object, or a member no string
     */
    static Map<String, String> map(JsonNode parent, String field, String what) {
        var members = new LinkedHashMap<String, String>();
        optionalObject(parent, field, what)
                .ifPresent(node -> node.fieldNames()
                        .forEachRemaining(name -> optionalText(node, name, what + ": " + field)
                                .ifPresent(value -> members.put(name, value))));
        return members;
    }

    /**
     * An object that may be missing or null.
     *
     * @throws MalformedException if the field is anything else
     */
    static Optional<JsonNode> optionalObject(JsonNode parent, String field, String what) {
        var node = parent.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            throw new MalformedException(what + ": field \"" + field + "\" is no object");
        }
        return Optional.of(node);
    }

    /**
     * A digest, with its place in the message if it is none.
     *
     * @throws MalformedException see {@link Digest#Digest(String)}
     */
    static Digest digest(String text, String what) {
        try {
            return Digest.parse(text);
        } catch (MalformedException e) {
            throw new MalformedException(what + ": " + e.getMessage(), e);
        }
    }

    private static String at(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
