package dev.plimsoll.model.oci;

import java.util.Optional;

/** The error codes of the distribution specification, and the two that Docker's registry API had besides. */
public enum ErrorCode {
    BLOB_UNKNOWN,
    BLOB_UPLOAD_INVALID,
    BLOB_UPLOAD_UNKNOWN,
    DIGEST_INVALID,
    MANIFEST_BLOB_UNKNOWN,
    MANIFEST_INVALID,
    MANIFEST_UNKNOWN,
    NAME_INVALID,
    NAME_UNKNOWN,
    SIZE_INVALID,
    UNAUTHORIZED,
    DENIED,
    UNSUPPORTED,
    TOOMANYREQUESTS,
    /** Docker's registry API only; clients should not depend on it (DS-003). */
    TAG_INVALID,
    /** Docker's registry API only; clients should not depend on it (DS-003). */
    MANIFEST_UNVERIFIED;

    public static Optional<ErrorCode> of(String code) {
        for (var known : values()) {
            if (known.name().equals(code)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether the distribution specification lists the code. */
    public boolean isSpecified() {
        return this != TAG_INVALID && this != MANIFEST_UNVERIFIED;
    }
}
