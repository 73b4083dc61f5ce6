package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTests {
    @ParameterizedTest(name = "{0} takes {1}: {2}")
    @CsvSource({
        "linux/amd64, linux/amd64, true",
        "linux/amd64, linux/amd64/v1, true",
        "linux/amd64, linux/amd64/v3, false",
        "linux/arm64, linux/arm64/v8, true",
        "linux/arm64/v8, linux/arm64, true",
        "linux/arm64/8, linux/arm64, true",
        "linux/arm/v7, linux/arm/v6, false",
        "linux/arm, linux/arm/v7, true",
        "linux/arm/v7, linux/arm, true",
        "linux/arm, linux/arm/v6, false",
        "linux/arm/6, linux/arm/v6, true",
        "linux/amd64, windows/amd64, false",
        "linux/amd64, linux/386, false",
    })
    void variantsCountAsContainerdNormalisesThem(String wanted, String offered, boolean accepted) {
        assertThat(Platform.parse(wanted).accepts(Platform.parse(offered))).isEqualTo(accepted);
    }

    @ParameterizedTest(name = "\"{0}\" is refused")
    @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux//v7", "linux/arm/v7/", "a/b/c/d"})
    void malformedPlatformsAreRefused(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("os/architecture[/variant]");
    }

    @Test
    void printsAsItIsTyped() {
        assertThat(Platform.parse("linux/arm/v7")).hasToString("linux/arm/v7");
        assertThat(Platform.LINUX_AMD64).hasToString("linux/amd64");
    }
}
