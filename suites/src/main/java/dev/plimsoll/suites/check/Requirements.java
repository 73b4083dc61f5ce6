package dev.plimsoll.suites.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.suites.check.Requirement.Official;
import dev.plimsoll.suites.check.Requirement.Unchecked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The catalogue of requirements, from the resource {@code requirements.yaml}. */
public final class Requirements {
    private static final Map<String, Requirement> BY_ID = load();

    private Requirements() {}

    /** The requirement of that id; nothing for a clause beyond the catalogue, such as one of HTTP's own. */
    public static Optional<Requirement> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** All requirements by id, in the catalogue's order. */
    public static Map<String, Requirement> all() {
        return BY_ID;
    }

    private static Map<String, Requirement> load() {
        try (var stream = Requirements.class.getResourceAsStream("/dev/plimsoll/suites/requirements.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("requirements.yaml is missing from the jar");
            }
            var requirements = new LinkedHashMap<String, Requirement>();
            new YAMLMapper()
                    .readTree(stream)
                    .properties()
                    .forEach(section -> section.getValue()
                            .properties()
                            .forEach(row -> requirements.put(
                                    row.getKey(), requirement(row.getKey(), section.getKey(), row.getValue()))));
            return Collections.unmodifiableMap(requirements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Requirement requirement(String id, String section, JsonNode row) {
        var level = level(row.path("level"));
        var since = row.path("since").asText();
        return new Requirement(
                id,
                section,
                StreamSupport.stream(row.path("parties").spliterator(), false)
                        .map(party -> Party.valueOf(constant(party)))
                        .collect(Collectors.toSet()),
                level,
                row.has("draft-level") ? level(row.path("draft-level")) : level,
                Profile.find(since)
                        .orElseThrow(() -> new IllegalArgumentException("requirements.yaml: " + id + " is since \""
                                + since + "\"; known are " + Profile.versions())),
                Official.valueOf(constant(row.path("official"))),
                row.has("why")
                        ? Optional.of(new Unchecked(
                                row.path("requires").asText(), row.path("why").asText()))
                        : Optional.empty());
    }

    private static Level level(JsonNode name) {
        return Level.valueOf(constant(name));
    }

    private static String constant(JsonNode name) {
        return name.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
