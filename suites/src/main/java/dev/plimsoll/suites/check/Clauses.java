package dev.plimsoll.suites.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The catalogue of clauses, from the resource {@code clauses.yaml}. */
public final class Clauses {
    private static final Map<String, Clause> BY_ID = load();

    private Clauses() {}

    /** The clause of that id. @throws IllegalArgumentException if the catalogue has none */
    public static Clause get(String id) {
        return Optional.ofNullable(BY_ID.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no clause " + id + " in clauses.yaml"));
    }

    /** All clauses by id, in the catalogue's order. */
    public static Map<String, Clause> all() {
        return Collections.unmodifiableMap(BY_ID);
    }

    private static Map<String, Clause> load() {
        try (var stream = Clauses.class.getResourceAsStream("/dev/plimsoll/suites/clauses.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("clauses.yaml is missing from the jar");
            }
            var root = new YAMLMapper().readTree(stream);
            var clauses = new LinkedHashMap<String, Clause>();
            for (var document : root.properties()) {
                var base = document.getValue().path("text").asText();
                document.getValue().path("clauses").properties().forEach(entry -> {
                    JsonNode clause = entry.getValue();
                    clauses.put(
                            entry.getKey(),
                            new Clause(
                                    entry.getKey(),
                                    URI.create(base + clause.path("at").asText()),
                                    clause.path("requires").asText()));
                });
            }
            return clauses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
