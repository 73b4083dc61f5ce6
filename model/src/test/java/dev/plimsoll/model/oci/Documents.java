package dev.plimsoll.model.oci;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Real documents from the wire, byte for byte. */
final class Documents {
    static final String SIGNED_UBUNTU = "ubuntu-schema1-prettyjws.json";

    private Documents() {}

    static Bytes bytes(String name) {
        try (var stream = Documents.class.getResourceAsStream("/bytes/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such document: " + name);
            }
            return Bytes.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
