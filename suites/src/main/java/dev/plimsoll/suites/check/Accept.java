package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.MediaType;
import java.util.List;

/** What requests say that they take. */
public final class Accept {
    /** The four manifest types of today, one line each as Docker sends them. */
    public static final HeaderFields MODERN_LINES = lines(
            MediaType.DOCKER_MANIFEST_LIST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.OCI_MANIFEST);

    /** Single images only: no list and no index. */
    public static final HeaderFields SINGLE_LINES = lines(MediaType.DOCKER_MANIFEST, MediaType.OCI_MANIFEST);

    /** Schema 1 only, as clients before 2016 sent it. */
    public static final HeaderFields SCHEMA1_LINES = lines(MediaType.DOCKER_SCHEMA1_SIGNED, MediaType.DOCKER_SCHEMA1);

    private Accept() {}

    /** The media types of all {@code Accept} lines of a request, without weights and other parameters. */
    public static List<MediaType> types(Exchange exchange) {
        return exchange.request().fields().listMembers("Accept").stream()
                .map(member -> new MediaType(member).essence())
                .toList();
    }

    /** Whether a request takes {@code type}: by name, or by a wildcard. */
    public static boolean takes(Exchange exchange, MediaType type) {
        var slash = type.essence().raw().split("/", 2)[0] + "/*";
        return types(exchange).stream()
                .anyMatch(accepted -> accepted.sameAs(type)
                        || accepted.raw().equals("*/*")
                        || accepted.raw().equals(slash));
    }

    /** Whether a request names at least one manifest type. */
    public static boolean namesManifestTypes(Exchange exchange) {
        return types(exchange).stream().anyMatch(MediaType::isManifest);
    }

    private static HeaderFields lines(MediaType... types) {
        var fields = HeaderFields.none();
        for (var type : types) {
            fields = fields.and("Accept", type.raw());
        }
        return fields;
    }
}
