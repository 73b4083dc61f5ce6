package dev.plimsoll.peers.token;

/**
 * Why a token is not given. Not a failure of ours, so it has no stack trace; nothing of the credentials is in it.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is the matter: HTTP's status for it, OAuth's error (RFC 6749 §5.2), and a registry's code. */
    enum Reason {
        BAD_REQUEST(400, "invalid_request", "UNSUPPORTED"),
        BAD_SCOPE(400, "invalid_scope", "UNSUPPORTED"),
        GRANT_TYPE(400, "unsupported_grant_type", "UNSUPPORTED"),
        BAD_GRANT(400, "invalid_grant", "UNAUTHORIZED"),
        CREDENTIALS(401, "invalid_client", "UNAUTHORIZED"),
        METHOD(405, "invalid_request", "UNSUPPORTED"),
        TOO_LARGE(413, "invalid_request", "UNSUPPORTED");

        private final int status;
        private final String oauthError;
        private final String registryCode;

        Reason(int status, String oauthError, String registryCode) {
            this.status = status;
            this.oauthError = oauthError;
            this.registryCode = registryCode;
        }

        int status() {
            return status;
        }

        String oauthError() {
            return oauthError;
        }

        String registryCode() {
            return registryCode;
        }
    }

    private final Reason reason;

    Refusal(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String explanation() {
        return String.valueOf(getMessage());
    }
}
