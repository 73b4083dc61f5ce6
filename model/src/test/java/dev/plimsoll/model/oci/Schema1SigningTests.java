package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.oci.ManifestSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signatures made here with a fresh key, for the cases that no real document shows. */
class Schema1SigningTests {
    private static final String PAYLOAD = """
            {
               "schemaVersion": 1,
               "name": "a/b",
               "tag": "1",
               "architecture": "amd64",
               "fsLayers": [{"blobSum": "sha256:%s"}],
               "history": [{"v1Compatibility": "{}"}]
            }""".formatted("a".repeat(64));
    private static final int FORMAT_LENGTH = PAYLOAD.length() - 2;

    @SuppressWarnings("NullAway.Init") // made once, before all tests
    private static KeyPair keys;

    @BeforeAll
    static void generateKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @Test
    void rs256SignatureHolds() {
        var manifest = parse(signed(signature("RS256", FORMAT_LENGTH)));
        var signature = manifest.signatures().get(0);

        assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
        assertThat(signature.algorithm()).isEqualTo("RS256");
        assertThat(signature.computedKeyId()).matches("[A-Z2-7]{4}(:[A-Z2-7]{4}){11}");
        assertThat(manifest.payload()).isEqualTo(Bytes.utf8(PAYLOAD));
        assertThat(manifest.digest()).isEqualTo(Digest.sha256(Bytes.utf8(PAYLOAD)));
    }

    @Test
    void rs256SignatureOfAnotherPayloadDoesNotHold() {
        var tampered = signed(signature("RS256", FORMAT_LENGTH)).replace("amd64", "arm64");

        assertThat(parse(tampered).signatures().get(0).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void signatureOfImpossibleLengthDoesNotHold() {
        var cut = signed(signature("RS256", FORMAT_LENGTH))
                .replaceFirst("\"signature\": \"[^\"]+\"", "\"signature\": \"AAAA\"");

        assertThat(parse(cut).signatures().get(0).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void unsupportedAlgorithmIsReportedAndTheManifestIsStillRead() {
        var manifest = parse(signed(signature("PS512", FORMAT_LENGTH)));

        assertThat(manifest.signatures().get(0).verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(manifest.signatures().get(0).keyIdMatches()).isFalse();
        assertThat(manifest.digest()).isEqualTo(Digest.sha256(Bytes.utf8(PAYLOAD)));
    }

    @Test
    void degenerateKeyIsReportedAndNotThrown() {
        var zero = signed(signature("RS256", FORMAT_LENGTH)).replaceFirst("\"n\": \"[^\"]+\"", "\"n\": \"AA\"");
        var offCurve = signed(signature("ES256", FORMAT_LENGTH))
                .replaceFirst("\"jwk\": \\{[^}]+}", "\"jwk\": {\"crv\": \"P-256\", \"x\": \"AQ\", \"y\": \"AQ\"}");

        assertThat(parse(zero).signatures().get(0).verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(parse(offCurve).signatures().get(0).verdict()).isNotEqualTo(Verdict.VALID);
    }

    @Test
    void everySignatureIsVerified() {
        var manifest = parse(signed(signature("RS256", FORMAT_LENGTH), signature("PS512", FORMAT_LENGTH)));

        assertThat(manifest.signatures())
                .extracting(ManifestSignature::verdict)
                .containsExactly(Verdict.VALID, Verdict.UNSUPPORTED);
    }

    @Test
    void signaturesMustAgreeAboutTheFormatLength() {
        var disagreeing = signed(signature("RS256", FORMAT_LENGTH), signature("RS256", FORMAT_LENGTH - 1));

        assertThatThrownBy(() -> parse(disagreeing))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("disagree");
    }

    /** Otherwise a mirror could add layers after the signed part, under a digest and signature that both hold. */
    @Test
    void membersOutsideOfThePayloadDoNotCount() {
        var smuggled = signed(signature("RS256", FORMAT_LENGTH))
                .replaceFirst("}\\s*$", ",\"extra\": true, \"signatures2\": []}");
        var payload = PAYLOAD.replace("\"name\": \"a/b\",", "");
        var renamed = signedOver(payload, signature("RS256", payload, payload.length() - 2))
                .replaceFirst("}\\s*$", ",\"name\": \"smuggled\"}");

        var twice = signed(signature("RS256", FORMAT_LENGTH)).replaceFirst("}\\s*$", ",\"fsLayers\": []}");

        assertThat(parse(smuggled).name()).isEqualTo("a/b");
        assertThatThrownBy(() -> parse(twice)).hasMessageContaining("uplicate");
        assertThatThrownBy(() -> parse(renamed))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("\"name\"");
    }

    @Test
    void payloadThatIsNoDocumentIsRefused() {
        var broken = signed(signature("RS256", FORMAT_LENGTH - 5));

        assertThatThrownBy(() -> parse(broken))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("payload");
    }

    private static SignedManifest parse(String text) {
        return (SignedManifest) Manifest.parse(Bytes.utf8(text), Optional.empty());
    }

    private static String signed(String... signatures) {
        return signedOver(PAYLOAD, signatures);
    }

    private static String signedOver(String payload, String... signatures) {
        return payload.substring(0, payload.length() - 2) + ",\n   \"signatures\": [" + String.join(",", signatures)
                + "]\n}";
    }

    private static String signature(String algorithm, int formatLength) {
        return signature(algorithm, PAYLOAD, formatLength);
    }

    private static String signature(String algorithm, String payload, int formatLength) {
        var header = base64("{\"formatLength\":" + formatLength + ",\"formatTail\":\""
                + base64("\n}".getBytes(StandardCharsets.UTF_8)) + "\"}");
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(keys.getPrivate());
            signer.update((header + "." + base64(payload)).getBytes(StandardCharsets.US_ASCII));
            var key = (RSAPublicKey) keys.getPublic();
            return """
                    {"header": {"jwk": {"kty": "RSA", "n": "%s", "e": "%s"}, "alg": "%s"},
                     "signature": "%s",
                     "protected": "%s"}""".formatted(
                            base64(key.getModulus().toByteArray()),
                            base64(key.getPublicExponent().toByteArray()),
                            algorithm,
                            base64(signer.sign()),
                            header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
