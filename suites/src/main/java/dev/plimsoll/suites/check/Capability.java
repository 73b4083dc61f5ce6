package dev.plimsoll.suites.check;

import java.util.Locale;

/** Something optional that a target says it does; a check that needs more is not applicable to it. */
public enum Capability {
    /** Answers with schema 1 manifests when a client takes nothing newer. */
    SCHEMA1,
    /** Demands bearer tokens. */
    TOKENS,
    /** Sends blobs from another origin by redirect. */
    REDIRECTS;

    /** The name in a target's YAML file. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
