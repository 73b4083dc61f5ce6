package dev.plimsoll.model.oci;

/** Something that came from outside does not follow its grammar; the message names the thing, the value and the rule. */
public final class MalformedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
