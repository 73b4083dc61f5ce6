package dev.plimsoll.model.http;

/** One header line as sent: the name in the sender's case, the value without the white space around it. */
public record HeaderField(String name, String value) {
    /** Whether this is the field {@code other}; field names have no case (RFC 9110 §5.1). */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
