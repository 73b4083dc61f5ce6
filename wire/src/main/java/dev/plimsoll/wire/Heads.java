package dev.plimsoll.wire;

import java.util.Arrays;

/** Where heads end. */
final class Heads {
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private Heads() {}

    /** The index after the empty line, or the length if there is none. */
    static int endOf(byte[] message) {
        for (int at = 0; at + END.length <= message.length; at++) {
            if (Arrays.equals(message, at, at + END.length, END, 0, END.length)) {
                return at + END.length;
            }
        }
        return message.length;
    }
}
