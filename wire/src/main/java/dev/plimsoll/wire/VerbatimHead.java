package dev.plimsoll.wire;

import org.eclipse.jetty.http.HttpField;

/** Carries the bytes of a response head through Jetty to {@link VerbatimGenerator}; never sent itself. */
public final class VerbatimHead extends HttpField {
    private final byte[] head;

    /** A head with its empty line; the server's header buffer has to have room for it. */
    public VerbatimHead(byte[] head) {
        super("Plimsoll-Verbatim-Head", "");
        this.head = head.clone();
    }

    byte[] head() {
        return head.clone();
    }
}
