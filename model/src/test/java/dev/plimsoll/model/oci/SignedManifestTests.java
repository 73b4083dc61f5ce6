package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedManifestTests {
    private static final String KEY_ID = "BXBO:HQHS:YLCS:XIII:DW2N:N32P:4BVM:XFY2:BHH5:IMQK:ROGU:XGFB";

    private final Bytes bytes = Documents.bytes(Documents.SIGNED_UBUNTU);

    @Test
    void digestIsThatOfThePayloadNotOfTheSignedBytes() {
        assertThat(manifest(bytes).digest().raw())
                .isEqualTo("sha256:bc12321026b5d738dde7bd29ddf7b7330d95623b409597dc5c2ee84cf5ca1c7b");
        assertThat(Digest.sha256(bytes).raw())
                .isEqualTo("sha256:c9112d3e02e9461ddcbb8b13a7a32c7022c9814b6766a8f6d0cc3f959bc65b4f");
    }

    @Test
    void signatureHoldsAndTheKeyIdIsThatOfTheEmbeddedKey() {
        assertThat(manifest(bytes).signatures())
                .containsExactly(new ManifestSignature("ES256", KEY_ID, KEY_ID, ManifestSignature.Verdict.VALID));
    }

    @Test
    void oneChangedByteOfThePayloadBreaksTheSignature() {
        var tampered = Bytes.utf8(bytes.asText().replaceFirst("amd64", "arm64"));

        assertThat(manifest(tampered).signatures().get(0).verdict()).isEqualTo(ManifestSignature.Verdict.INVALID);
        assertThat(manifest(tampered).digest()).isNotEqualTo(manifest(bytes).digest());
    }

    @Test
    void layersComeWithTheirHistoryNewestFirst() {
        var layers = manifest(bytes).layers();

        assertThat(layers).hasSize(5);
        assertThat(layers.get(0).blobSum().raw())
                .isEqualTo("sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4");
        assertThat(layers.get(4).v1Compatibility()).contains("ADD file:594fa35cf803361e");
    }

    @Test
    void unsignedManifestHasItsOwnBytesAsPayload() {
        var unsigned = manifest(bytes).payload();

        assertThat(manifest(unsigned).signatures()).isEmpty();
        assertThat(manifest(unsigned).digest()).isEqualTo(manifest(bytes).digest());
    }

    @Test
    void formatLengthBeyondTheDocumentIsRefused() {
        // {"formatLength":999999,"formatTail":"Cn0"}
        var lying = Bytes.utf8(bytes.asText()
                .replaceFirst(
                        "\"protected\": \"[^\"]+\"",
                        "\"protected\": \"eyJmb3JtYXRMZW5ndGgiOjk5OTk5OSwiZm9ybWF0VGFpbCI6IkNuMCJ9\""));

        assertThatThrownBy(() -> manifest(lying))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("formatLength 999999");
    }

    private static SignedManifest manifest(Bytes raw) {
        return (SignedManifest) Manifest.parse(raw, Optional.of(MediaType.DOCKER_SCHEMA1_SIGNED));
    }
}
