package dev.plimsoll.peers;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import java.nio.file.Path;

/** The configuration of Distribution, 2.8 or 3: block style only, since Debian's 2.8 reads no other. */
final class DistributionFile {
    private final StringBuilder text = new StringBuilder("version: 0.1\n");
    private final StringBuilder storage;

    private DistributionFile(Path data) {
        storage = new StringBuilder("""
                storage:
                  filesystem:
                    rootdirectory: "%s"
                """.formatted(data));
    }

    static DistributionFile of(Path data, int port) {
        var file = new DistributionFile(data);
        file.text.append("""
                http:
                  addr: "127.0.0.1:%d"
                """.formatted(port));
        return file;
    }

    DistributionFile deleting() {
        storage.append("""
                  delete:
                    enabled: true
                """);
        return this;
    }

    DistributionFile withSchema1() {
        return add("""
                compatibility:
                  schema1:
                    enabled: true
                """);
    }

    /** @param file lines of a name, a colon and a bcrypt hash */
    DistributionFile askingForPasswords(String realm, Path file) {
        return add("""
                auth:
                  htpasswd:
                    realm: "%s"
                    path: "%s"
                """.formatted(realm, file));
    }

    DistributionFile askingForTokens(HttpUrl realm, String service, String issuer, Path certificates) {
        return add("""
                auth:
                  token:
                    realm: "%s"
                    service: "%s"
                    issuer: "%s"
                    rootcertbundle: "%s"
                """.formatted(realm, service, issuer, certificates));
    }

    /** To the same path at another origin, for {@code GET} and {@code HEAD} of blobs. */
    DistributionFile redirectingTo(Origin cdn) {
        return add("""
                middleware:
                  storage:
                    - name: redirect
                      options:
                        baseurl: "%s/"
                """.formatted(cdn));
    }

    DistributionFile mirroring(Origin upstream) {
        return add("""
                proxy:
                  remoteurl: "%s"
                """.formatted(upstream));
    }

    private DistributionFile add(String section) {
        text.append(section);
        return this;
    }

    @Override
    public String toString() {
        return text.toString() + storage;
    }
}
