package dev.plimsoll.model.oci;

import java.util.Base64;

/** Decodes base64 from the network, so that an error names the field. */
final class Base64Text {
    private Base64Text() {}

    /** Plain base64 (RFC 4648 §4). @throws MalformedException if {@code text} is not */
    static Bytes decode(String text, String what) {
        return decode(Base64.getDecoder(), text, what);
    }

    /** The URL-safe alphabet, padded or not (RFC 4648 §5). @throws MalformedException if {@code text} is not */
    static Bytes decodeUrl(String text, String what) {
        return decode(Base64.getUrlDecoder(), text, what);
    }

    private static Bytes decode(Base64.Decoder decoder, String text, String what) {
        try {
            return Bytes.of(decoder.decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(what + ": not base64", e);
        }
    }
}
