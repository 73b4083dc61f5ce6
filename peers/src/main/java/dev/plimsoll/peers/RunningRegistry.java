package dev.plimsoll.peers;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.peers.seed.Seeded;
import dev.plimsoll.peers.token.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A registry that was started here, with what a client has to know of it; all of it ends with {@link #close}. */
public final class RunningRegistry implements AutoCloseable {
    private final RegistryVariant variant;
    private final Parts parts;
    private final Origin origin;
    private final Origin publicOrigin;
    private final Optional<HttpUrl> realm;
    private final Optional<Path> authorityPem;
    private final Optional<Account> credentials;
    private final Optional<Seeded> seeded;
    private final List<String> resolutions;

    RunningRegistry(
            RegistryVariant variant,
            Parts parts,
            Front front,
            Optional<Path> authorityPem,
            Optional<Account> credentials,
            Optional<Seeded> seeded) {
        this.variant = variant;
        this.parts = parts;
        this.origin = front.origin();
        this.publicOrigin = front.publicOrigin();
        this.realm = front.realm();
        this.authorityPem = authorityPem;
        this.credentials = credentials;
        this.seeded = seeded;
        this.resolutions = front.resolutions();
    }

    public RegistryVariant variant() {
        return variant;
    }

    /** Where it is, on 127.0.0.1. */
    public Origin origin() {
        return origin;
    }

    /** Where it says it is: the same, or under the name that it was given. */
    public Origin publicOrigin() {
        return publicOrigin;
    }

    /** Where clients get tokens, if it has a token service. */
    public Optional<HttpUrl> realm() {
        return realm;
    }

    /** The name by which its token service knows it: the parameter {@code service} of a token request. */
    public String service() {
        return RegistryStart.SERVICE;
    }

    /** The certificate that clients have to trust, if it has TLS; valid for 127.0.0.1 and for its names. */
    public Optional<Path> authorityPem() {
        return authorityPem;
    }

    /** Who may sign in, if anybody. */
    public Optional<Account> credentials() {
        return credentials;
    }

    /** What there is to pull, if it was seeded. */
    public Optional<Seeded> seeded() {
        return seeded;
    }

    /** What its programs print. */
    public List<Path> logs() {
        return parts.logs();
    }

    /**
     * Where its names lead, for who goes by them: {@code name:port:127.0.0.1:port} each, as curl's {@code --resolve} and
     * {@code --connect-to} begin; none if it has no names.
     */
    public List<String> resolutions() {
        return resolutions;
    }

    @Override
    public void close() {
        parts.close();
    }

    @Override
    public String toString() {
        return variant.id() + " at " + publicOrigin;
    }
}
