package dev.plimsoll.model.oci;

import java.util.regex.Pattern;

/**
 * Something that came from outside does not follow its grammar; the message names the thing, the value and the rule. As
 * the value may be hostile, control characters become question marks and what is longer than 1000 characters is cut.
 */
public final class MalformedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 1000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public MalformedException(String message) {
        super(printable(message));
    }

    public MalformedException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    private static String printable(String message) {
        var cut = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message;
        return CONTROL.matcher(cut).replaceAll("?");
    }
}
