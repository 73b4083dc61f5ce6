package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Transcript;

/**
 * Traffic that somebody else caused, word for word.
 *
 * @param client who did: its name and version
 * @param isHarness whether that is Plimsoll itself, whose probes are no client to be judged
 */
record Recording(String client, boolean isHarness, Transcript transcript) {}
