package dev.plimsoll.peers;

import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A kind of registry that clients meet, each started with one call on 127.0.0.1. */
public enum RegistryVariant {
    PLAIN("Distribution 2.8, plain HTTP"),
    TLS("Distribution 2.8 behind nginx, HTTP/1.1 and HTTP/2 over TLS"),
    HTPASSWD("the same, for whoever signs in with Basic credentials"),
    TOKEN("the same, with a token service at an origin of its own"),
    REDIRECT("the same, sending clients to another origin for blobs (307)"),
    MIRROR("Distribution 2.8 as a pull-through cache of another one"),
    SCHEMA1("Distribution 2.8 that takes and makes schema 1"),
    DELETES("Distribution 2.8 that deletes"),
    DISTRIBUTION3("Distribution 3, plain HTTP"),
    CRANE("go-containerregistry's registry, plain HTTP");

    private final String title;

    RegistryVariant(String title) {
        this.title = title;
    }

    /** The name for command lines, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** The programs that it needs and that are not here, each with what to do about it; none if it can start. */
    public List<Program> missing() {
        return programs().stream().filter(program -> program.find().isEmpty()).toList();
    }

    /** Whether clients reach it over TLS. */
    public boolean isTls() {
        return switch (this) {
            case TLS, HTPASSWD, TOKEN, REDIRECT -> true;
            case PLAIN, MIRROR, SCHEMA1, DELETES, DISTRIBUTION3, CRANE -> false;
        };
    }

    /** Whether somebody can sign in. */
    public boolean hasAccounts() {
        return this == HTPASSWD || this == TOKEN;
    }

    /**
     * Starts it.
     *
     * @param folder for its content, configuration, certificate and logs; what an earlier start left there is used
     * @throws PeerException if a program is missing or does not start, or the registry does not take the seed image
     */
    public RunningRegistry start(Path folder, RegistryOptions options) {
        return RegistryStart.start(this, folder, options);
    }

    private List<Program> programs() {
        return switch (this) {
            case PLAIN, MIRROR, SCHEMA1, DELETES -> List.of(Programs.DISTRIBUTION_2);
            case TLS, HTPASSWD, TOKEN, REDIRECT -> List.of(Programs.DISTRIBUTION_2, Programs.NGINX);
            case DISTRIBUTION3 -> List.of(Programs.DISTRIBUTION_3);
            case CRANE -> List.of(Programs.CRANE);
        };
    }
}
