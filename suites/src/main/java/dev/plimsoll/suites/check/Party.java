package dev.plimsoll.suites.check;

/** Whose behaviour a check judges. */
public enum Party {
    REGISTRY,
    TOKEN_SERVER,
    MIRROR,
    CLIENT
}
