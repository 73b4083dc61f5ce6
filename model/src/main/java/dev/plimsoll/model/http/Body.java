package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of a message's body: bytes of gigabytes are described, not held. */
public sealed interface Body {
    /** The bytes themselves, as on the wire after transfer coding was removed, never decompressed. */
    record Kept(Bytes content) implements Body {
        @Override
        public OptionalLong size() {
            return OptionalLong.of(content.size());
        }

        @Override
        public Optional<Bytes> bytes() {
            return Optional.of(content);
        }

        @Override
        public Optional<Digest> sha256() {
            return Optional.of(Digest.sha256(content));
        }
    }

    /** All of the body passed by and was measured; {@code length} in bytes. */
    record Described(long length, Digest digest) implements Body {
        @Override
        public OptionalLong size() {
            return OptionalLong.of(length);
        }

        @Override
        public Optional<Bytes> bytes() {
            return Optional.empty();
        }

        @Override
        public Optional<Digest> sha256() {
            return Optional.of(digest).filter(known -> known.algorithm().equals("sha256"));
        }
    }

    /** There was a body, or may have been, but it was not captured: nothing can be said of its content. */
    record Omitted() implements Body {
        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Bytes> bytes() {
            return Optional.empty();
        }

        @Override
        public Optional<Digest> sha256() {
            return Optional.empty();
        }
    }

    /** The number of bytes, if known. */
    OptionalLong size();

    /** The content, if held. */
    Optional<Bytes> bytes();

    /** The sha256 digest of the content, if known. */
    Optional<Digest> sha256();

    static Body empty() {
        return new Kept(Bytes.empty());
    }

    static Body of(Bytes content) {
        return new Kept(content);
    }

    static Body omitted() {
        return new Omitted();
    }

    default boolean isOmitted() {
        return this instanceof Omitted;
    }
}
