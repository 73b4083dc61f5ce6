package dev.plimsoll.reports.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the manifests of some traffic say of digests. A run's record keeps the beginning of a long manifest alone, so
 * each is read as far as it goes.
 */
final class Described {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Role> MEMBERS =
            Map.of("config", Role.CONFIG, "layers", Role.LAYER, "fsLayers", Role.LAYER, "manifests", Role.MANIFEST);

    private final Map<String, Role> roles = new HashMap<>();
    private boolean cut;

    void read(String json) {
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var role = Optional.ofNullable(MEMBERS.get(parser.currentName()));
                var value = parser.nextToken();
                if (role.isPresent() && value == JsonToken.START_OBJECT) {
                    descriptor(parser, role.get());
                } else if (role.isPresent() && value == JsonToken.START_ARRAY) {
                    descriptors(parser, role.get());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // It was kept up to here, or is no JSON: what stood before is as good as ever.
            cut = true;
        }
    }

    Optional<Role> of(String digest) {
        return Optional.ofNullable(roles.get(digest));
    }

    /** Whether there may be layers that are not known here: configs stand before them. */
    boolean isCut() {
        return cut && roles.containsValue(Role.CONFIG);
    }

    private void descriptors(JsonParser parser, Role role) throws IOException {
        for (var token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                descriptor(parser, role);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void descriptor(JsonParser parser, Role role) throws IOException {
        var digest = "";
        var type = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                if (name.equals("digest") || name.equals("blobSum")) {
                    digest = parser.getText();
                } else if (name.equals("mediaType")) {
                    type = parser.getText().toLowerCase(Locale.ROOT);
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!digest.isEmpty()) {
            roles.putIfAbsent(digest, role == Role.MANIFEST && isIndex(type) ? Role.INDEX : role);
        }
    }

    static boolean isIndex(String mediaType) {
        return mediaType.contains("image.index") || mediaType.contains("manifest.list");
    }
}
