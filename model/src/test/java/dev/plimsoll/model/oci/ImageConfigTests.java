package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConfigTests {
    private static final String DIFF_ID = "sha256:50644c29ef5a27c9a40c393a73ece2479de78325cae7d762ef3cdc19bf42dd0a";

    @ParameterizedTest(name = "{0} has {1} layers")
    @CsvSource({"nginx-config.json, 3", "my-ubuntu-config.json, 5", "alpine-curl-config.json, 2"})
    void realConfigsHaveAHistoryEntryForEveryLayer(String file, int layers) {
        var config = ImageConfig.parse(Documents.bytes(file));

        assertThat(config.diffIds()).hasSize(layers);
        assertThat(config.historyLayers()).contains(layers);
        assertThat(config.platform()).isEqualTo(Platform.LINUX_AMD64);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'os':'linux','rootfs':{'type':'layers','diff_ids':[]}}",
                "{'architecture':'amd64','rootfs':{'type':'layers','diff_ids':[]}}",
                "{'architecture':'amd64','os':'linux'}",
                "{'architecture':'amd64','os':'linux','rootfs':null}",
                "{'architecture':'amd64','os':'linux','rootfs':{'diff_ids':[]}}",
                "{'architecture':'amd64','os':'linux','rootfs':{'type':'layers+base','diff_ids':[]}}",
                "{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':[7]}}",
                "{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':['../x']}}",
                "{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':{}}}",
            })
    void missingOrMalformedMembersAreRefused(String json) {
        assertThatThrownBy(() -> config(json)).isInstanceOf(MalformedException.class);
    }

    @Test
    void malformedDiffIdIsNamedWithItsField() {
        assertThatThrownBy(() ->
                        config("{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':['x']}}"))
                .hasMessageContaining("diff_ids");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", ",'history':null", ",'history':[]"})
    void configWithoutHistoryIsNotSaidToDescribeNoLayer(String history) {
        var config = config("{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':['" + DIFF_ID
                + "']}" + history + "}");

        assertThat(config.historyLayers()).isEmpty();
    }

    @Test
    void emptyVariantIsNoneAndUnknownMembersAreNoError() {
        var config = config("{'architecture':'arm64','os':'linux','variant':'','moby.x':[1],"
                + "'rootfs':{'type':'layers','diff_ids':null}}");

        assertThat(config.variant()).isEmpty();
        assertThat(config.diffIds()).isEmpty();
    }

    private static ImageConfig config(String json) {
        return ImageConfig.parse(Bytes.utf8(json.replace('\'', '"')));
    }
}
