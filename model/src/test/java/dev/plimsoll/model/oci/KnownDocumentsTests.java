package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that registries really served, 2018 to 2020, with the digests by which they were asked for. */
class KnownDocumentsTests {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nginx-config.json, 6022, sha256:e81eb098537d6c4a75438eacc6a2ed94af74ca168076f719f3a0558bd24d646a",
        "ubuntu-schema1-prettyjws.json, 5569, sha256:c9112d3e02e9461ddcbb8b13a7a32c7022c9814b6766a8f6d0cc3f959bc65b4f",
        "ubuntu-schema2.json, 1152, sha256:e5dd9dbb37df5b731a6688fa49f4003359f6f126958c9c928f937bec69836320",
        "my-ubuntu-schema2.json, 1357, sha256:f871d0805ee3ce1c52b0608108dbdf1b447a34d22d5c7278a3a9dd78fc12c663",
        "my-ubuntu-config.json, 3615, sha256:00fd29ccc6f167fa991580690a00e844664cb2381c74cd14d539e36ca014f043",
        "alpine-manifest-list.json, 1638, sha256:185518070891758909c9f839cf4ca393ee977ac378609f700f60a771a2dfe321",
        "alpine-schema2.json, 528, sha256:a15790640a6690aa1730c38cf0a440e2aa44aaca9b0e8931a9f2b0d7cc90fd65",
        "kube-manifest-list.json, 1665, sha256:2f162989247c7b6f3df63f98e139fec04058cd414063312564ced2e0500a3086",
        "kube-schema2.json, 741, sha256:7ff962b6cdeff0bf4ab18f93adbec51aae32f4987e7c97566460247284bbde76",
        "alpine-curl-schema2.json, 738, sha256:51a5d57783c91797433db97b0ce1582ab1a6cf0631e6d0e45c2e7fb41608121f",
        "alpine-curl-config.json, 1926, sha256:7e7499db3a4c397250db4d7e3d3e93312dc8ebaf5a8533d62c6e41b7a44083fa",
    })
    void bytesHaveTheirKnownSizeAndDigest(String file, int size, String digest) {
        var bytes = Documents.bytes(file);

        assertThat(bytes.size()).isEqualTo(size);
        assertThat(Digest.sha256(bytes)).isEqualTo(Digest.parse(digest));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "my-ubuntu-schema2.json, my-ubuntu-config.json",
        "alpine-curl-schema2.json, alpine-curl-config.json",
    })
    void manifestDescribesItsConfig(String manifest, String config) {
        var image = (ImageManifest) Manifest.parse(Documents.bytes(manifest), Optional.empty());

        assertThat(image.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
        assertThat(image.config().describes(Documents.bytes(config))).isTrue();
        assertThat(ImageConfig.parse(Documents.bytes(config)).imageId())
                .isEqualTo(image.config().digest());
        assertThat(ImageConfig.parse(Documents.bytes(config)).diffIds()).hasSameSizeAs(image.layers());
    }

    @ParameterizedTest(name = "{0} on {2}")
    @CsvSource({
        "alpine-manifest-list.json, alpine-schema2.json, linux/amd64",
        "kube-manifest-list.json, kube-schema2.json, linux/amd64",
    })
    void listLeadsToTheManifestOfThePlatform(String list, String manifest, String platform) {
        var index = (ImageIndex) Manifest.parse(Documents.bytes(list), Optional.of(MediaType.DOCKER_MANIFEST_LIST));
        var chosen = index.forPlatform(Platform.parse(platform)).orElseThrow();

        assertThat(chosen.describes(Documents.bytes(manifest))).isTrue();
        assertThat(chosen.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void alpinesListTellsArmVariantsApart() {
        var index = (ImageIndex) Manifest.parse(Documents.bytes("alpine-manifest-list.json"), Optional.empty());

        assertThat(index.statedMediaType()).contains(MediaType.DOCKER_MANIFEST_LIST);
        assertThat(index.manifests()).hasSize(7);
        assertThat(chosen(index, "linux/arm/v6")).startsWith("71465c7d");
        assertThat(chosen(index, "linux/arm/v7")).startsWith("c929c5ca");
        assertThat(chosen(index, "linux/arm")).startsWith("c929c5ca");
        assertThat(chosen(index, "linux/arm64")).startsWith("3b3f647d");
        assertThat(index.forPlatform(Platform.parse("windows/amd64"))).isEmpty();
    }

    private static String chosen(ImageIndex index, String platform) {
        return index.forPlatform(Platform.parse(platform))
                .orElseThrow()
                .digest()
                .encoded();
    }
}
