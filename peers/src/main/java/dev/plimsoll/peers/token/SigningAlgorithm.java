package dev.plimsoll.peers.token;

/** How tokens are signed (RFC 7518 §3.1); docker-registry 2.8 takes both. */
public enum SigningAlgorithm {
    ES256("EC", "secp256r1", "SHA256withECDSAinP1363Format", "SHA256withECDSA"),
    RS256("RSA", "2048", "SHA256withRSA", "SHA256withRSA");

    private final String keyType;
    private final String keyParameter;
    private final String tokenSignature;
    private final String certificateSignature;

    SigningAlgorithm(String keyType, String keyParameter, String tokenSignature, String certificateSignature) {
        this.keyType = keyType;
        this.keyParameter = keyParameter;
        this.tokenSignature = tokenSignature;
        this.certificateSignature = certificateSignature;
    }

    String keyType() {
        return keyType;
    }

    /** A curve's name, or a modulus' bits. */
    String keyParameter() {
        return keyParameter;
    }

    /** The platform's name; a JWS has an elliptic signature as two numbers of 32 bytes (RFC 7518 §3.4). */
    String tokenSignature() {
        return tokenSignature;
    }

    String certificateSignature() {
        return certificateSignature;
    }
}
