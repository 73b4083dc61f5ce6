package dev.plimsoll.model.http;

import java.util.OptionalInt;

/**
 * Which connections carried an exchange, by their {@link Connection#id}; each only if somebody noted it.
 *
 * @param client the client's connection, to the recorder if there was one
 * @param server the recorder's connection to the server; nothing if the request never got as far
 */
public record Carriers(OptionalInt client, OptionalInt server) {
    public static final Carriers UNKNOWN = new Carriers(OptionalInt.empty(), OptionalInt.empty());
}
