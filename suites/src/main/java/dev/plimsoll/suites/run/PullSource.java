package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Reference;
import java.util.Optional;

/**
 * Where the reference engine pulls from.
 *
 * @param description for people: the registry itself, or the synthetic twin of a capture
 * @param login for that registry alone
 */
record PullSource(
        String description, Reference reference, Origin registry, TransportOptions options, Optional<Login> login) {}
