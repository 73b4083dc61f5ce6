package dev.plimsoll.model.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * One of a manifest's signatures before it is verified: a JSON web signature whose payload is implied by the format
 * members of its protected header, and whose public key stands in its own header.
 */
record Schema1Signature(
        String algorithm, JsonNode jwk, String protectedHeader, Bytes signature, long formatLength, Bytes formatTail) {
    private static final String WHAT = "schema 1 manifest: signatures";

    static Schema1Signature read(JsonNode node) {
        var header = node.get("header");
        if (header == null || !header.isObject()) {
            throw new MalformedException(WHAT + ": field \"header\" is missing");
        }
        var jwk = header.get("jwk");
        if (jwk == null || !jwk.isObject()) {
            throw new MalformedException(WHAT + ": field \"header.jwk\" is missing");
        }
        var encoded = Json.requiredText(node, "protected", WHAT);
        var format = Json.object(Base64Text.decodeUrl(encoded, WHAT + ": protected"), WHAT + ": protected");
        return new Schema1Signature(
                Json.requiredText(header, "alg", WHAT),
                jwk,
                encoded,
                Base64Text.decodeUrl(Json.requiredText(node, "signature", WHAT), WHAT + ": signature"),
                Json.requiredLong(format, "formatLength", WHAT + ": protected"),
                Base64Text.decodeUrl(
                        Json.requiredText(format, "formatTail", WHAT + ": protected"), WHAT + ": formatTail"));
    }

    /** Verifies over {@code protected "." base64url(payload)} (RFC 7515 §5.2) with the embedded key. */
    ManifestSignature verify(Bytes payload) {
        var stated = Json.text(jwk, "kid").orElse("");
        try {
            var key = publicKey();
            var verifier = Signature.getInstance(
                    key instanceof ECPublicKey ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            verifier.initVerify(key);
            var input = protectedHeader
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.toArray());
            verifier.update(input.getBytes(StandardCharsets.US_ASCII));
            var valid = holds(verifier);
            return new ManifestSignature(
                    algorithm,
                    stated,
                    keyId(key),
                    valid ? ManifestSignature.Verdict.VALID : ManifestSignature.Verdict.INVALID);
        } catch (GeneralSecurityException | MalformedException e) {
            // An algorithm or key of another kind, or a key that cannot be: nothing is shown either way.
            return new ManifestSignature(algorithm, stated, "", ManifestSignature.Verdict.UNSUPPORTED);
        }
    }

    /** A signature of impossible length is an exception to Java; to us it is one that does not hold. */
    private boolean holds(Signature verifier) {
        try {
            return verifier.verify(signature.toArray());
        } catch (SignatureException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        if (algorithm.equals("ES256") && Json.text(jwk, "crv").orElse("").equals("P-256")) {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var point = new ECPoint(number("x"), number("y"));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
        } else if (algorithm.equals("RS256") && Json.text(jwk, "kty").orElse("").equals("RSA")) {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
        }
        throw new GeneralSecurityException("neither ES256 on P-256 nor RS256: " + algorithm);
    }

    private BigInteger number(String field) {
        var what = WHAT + ": jwk." + field;
        return new BigInteger(
                1,
                Base64Text.decodeUrl(Json.requiredText(jwk, field, WHAT), what).toArray());
    }

    /** libtrust's key id: twelve groups of four base32 digits, 240 bits of the SHA-256 over the key's DER form. */
    private static String keyId(PublicKey key) {
        var hash = DigestAlgorithm.SHA256.newMessageDigest().digest(key.getEncoded());
        var groups = new StringBuilder();
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = new BigInteger(1, Arrays.copyOf(hash, 30));
        for (int digit = 0; digit < 48; digit++) {
            if (digit > 0 && digit % 4 == 0) {
                groups.append(':');
            }
            groups.append(alphabet.charAt(
                    bits.shiftRight(235 - 5 * digit).and(BigInteger.valueOf(31)).intValue()));
        }
        return groups.toString();
    }
}
