package dev.plimsoll.cli.doctor;

import java.util.Locale;

/** How grave a diagnosis is. */
public enum State {
    /** It is there, and as it should be. */
    OK("+"),
    /** It is not there, and Plimsoll does without. */
    MISSING("-"),
    /** It is there, and something will not work as one expects. */
    WARNING("!"),
    /** Plimsoll cannot work. */
    PROBLEM("x");

    private final String symbol;

    State(String symbol) {
        this.symbol = symbol;
    }

    /** One ASCII character, for terminals of any locale. */
    public String symbol() {
        return symbol;
    }

    /** In lower case, as people and JSON are told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
