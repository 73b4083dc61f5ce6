package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.image.index.v1+json",
                "application/vnd.oci.image.index.v1+json; charset=utf-8",
                "Application/Vnd.OCI.Image.Index.v1+JSON",
                " application/vnd.oci.image.index.v1+json ;q=1",
            })
    void parametersCaseAndSpaceDoNotMatterForTheEssence(String raw) {
        assertThat(new MediaType(raw).essence()).isEqualTo(MediaType.OCI_INDEX);
        assertThat(new MediaType(raw).isIndex()).isTrue();
        assertThat(new MediaType(raw)).hasToString(raw);
    }

    @Test
    void suffixTellsJson() {
        assertThat(MediaType.OCI_CONFIG.isJson()).isTrue();
        assertThat(new MediaType("application/json;charset=utf-8").isJson()).isTrue();
        assertThat(MediaType.DOCKER_SCHEMA1_SIGNED.isJson()).isFalse();
        assertThat(new MediaType("text/html").isJson()).isFalse();
    }

    @Test
    void kindsAreApart() {
        assertThat(MediaType.DOCKER_MANIFEST_LIST.isIndex()).isTrue();
        assertThat(MediaType.DOCKER_MANIFEST.isImageManifest()).isTrue();
        assertThat(MediaType.DOCKER_SCHEMA1.isSchema1()).isTrue();
        assertThat(MediaType.OCI_CONFIG.isManifest()).isFalse();
        assertThat(new MediaType("").isManifest()).isFalse();
    }
}
