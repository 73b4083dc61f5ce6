package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.model.oci.Scope;
import java.util.List;
import java.util.Optional;

/**
 * What a probe does about a registry's challenge.
 *
 * @param demanded whether the target demands tokens, so that one is fetched before the first request
 * @param login the user's name and password, if any: sent to the token service, or to a registry that asks for Basic
 * @param scopes what a token is asked for
 */
record Access(boolean demanded, Optional<Login> login, List<Scope> scopes) {
    Access {
        scopes = List.copyOf(scopes);
    }

    /** Whether it is worth looking at the challenge at all. */
    boolean isNeeded() {
        return demanded || login.isPresent();
    }
}
