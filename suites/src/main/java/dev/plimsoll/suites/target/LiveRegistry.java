package dev.plimsoll.suites.target;

import dev.plimsoll.model.oci.Reference;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How a registry that somebody else runs is asked.
 *
 * @param image what is pulled from it
 * @param driven whether checks may ask it for more than that one pull; not of a registry that others pay for
 * @param trusted whose certificates are trusted besides those that the system trusts
 * @param userVariable the environment variable with the user's name
 * @param passwordVariable the environment variable with the password; without both nobody signs in
 */
public record LiveRegistry(
        Reference image, boolean driven, List<X509Certificate> trusted, String userVariable, String passwordVariable) {
    /** Where the name is looked for if a target does not say. */
    public static final String USER = "PLIMSOLL_LIVE_USER";

    /** Where the password is looked for if a target does not say. */
    public static final String PASSWORD = "PLIMSOLL_LIVE_PASSWORD";

    public LiveRegistry {
        trusted = List.copyOf(trusted);
    }
}
