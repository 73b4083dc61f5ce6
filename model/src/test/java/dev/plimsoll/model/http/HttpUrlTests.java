package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.oci.MalformedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTests {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "https://quay.io/v2/",
                "http://127.0.0.1:5000/v2/a/b/manifests/sha256:abc",
                "https://cdn.example/a|b/c d?x=%zz&sig=a+b/c==|y",
                "http://my_registry:5000/v2/",
                "http://[::1]:5000/v2/",
                "https://x.example/a/../b//c/",
                "https://x.example/?q=http://y/?z",
                "https://x.example/@user/a:b",
            })
    void urlIsKeptAsWritten(String text) {
        assertThat(HttpUrl.parse(text).raw()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is at {1}")
    @CsvSource({
        "https://Quay.IO/v2/, https://quay.io",
        "HTTPS://quay.io:443/, https://quay.io",
        "https://quay.io:/, https://quay.io",
        "http://quay.io:443/, http://quay.io:443",
        "http://[::1]:80/, http://[::1]",
        "http://user:pass@host/, http://host",
        "http://user@evil.example@host:8080/, http://host:8080",
        "http://my_registry:5000, http://my_registry:5000",
    })
    void originHasNoCaseNoDefaultPortAndNoUser(String text, String origin) {
        assertThat(HttpUrl.parse(text).origin()).hasToString(origin);
    }

    @Test
    void emptyPathIsASlashAndTheFragmentIsDropped() {
        assertThat(HttpUrl.parse("https://x.example?a=b#c").raw()).isEqualTo("https://x.example/?a=b");
        assertThat(HttpUrl.parse("https://x.example/?").query()).isEqualTo(Optional.of(""));
        assertThat(HttpUrl.parse("https://x.example/#a?b").query()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                "quay.io/v2/",
                "/v2/",
                "//quay.io/",
                "ftp://quay.io/",
                "http:///x",
                "http://:80/",
                "http://user@/",
                "http://a b/",
                "http://host:99999/",
                "http://host:x/",
                "http://host:-1/",
                "http://[::1/",
                "http://::1/",
                "http://good.example\\@evil.example/",
                "http://good.example\\.evil.example/",
                "http://a\"b/",
                "http://host/a\r\nX: y",
                "http://host/?a\nb",
                "http://host/\u0000",
            })
    void whatIsNoHttpUrlIsRefused(String text) {
        assertThatThrownBy(() -> HttpUrl.parse(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ftp://user:hunter2@host/?sig=hunter2",
                "http://user:hunter2@ho st/?sig=hunter2",
                "http://a@user:hunter2@host:99999/",
                "http:///?sig=hunter2#hunter2",
                "http:///#hunter2",
                "user:hunter2@host/path",
                "http://host/\n?sig=hunter2",
                "user:hunter2//@host",
                "http://host\\@hunter2/",
            })
    void messageCarriesNeitherQueryNorUser(String text) {
        assertThatThrownBy(() -> HttpUrl.parse(text))
                .isInstanceOf(MalformedException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void signedQueryIsNotPrinted() {
        var url = HttpUrl.parse("https://user:hunter2@cdn.example/blob?Signature=hunter2");

        assertThat(url.raw()).isEqualTo("https://cdn.example/blob?Signature=hunter2");
        assertThat(url.toString()).contains("https://cdn.example/blob").doesNotContain("hunter2");
    }

    @Test
    void parametersAreDecodedAndWhatCannotBeDecodedStays() {
        var url = HttpUrl.parse("https://x.example/?scope=repository%3Aa%2Fb%3Apull&scope=second&bad=%zz&flag&&e=");

        assertThat(url.parameter("scope")).contains("repository:a/b:pull");
        assertThat(url.parameter("bad")).contains("%zz");
        assertThat(url.parameter("flag")).contains("");
        assertThat(url.parameter("none")).isEmpty();
        assertThat(url.parameters())
                .extracting(HttpUrl.Parameter::name)
                .containsExactly("scope", "scope", "bad", "flag", "e");
        assertThat(url.parameters().get(0).rawValue()).isEqualTo("repository%3Aa%2Fb%3Apull");
    }

    @Test
    void targetIsWhatStandsInTheRequestLine() {
        assertThat(HttpUrl.parse("https://x.example/a|b?c=%zz#d").target()).isEqualTo("/a|b?c=%zz");
        assertThat(HttpUrl.parse("https://x.example/a?b").withoutQuery().raw()).isEqualTo("https://x.example/a");
    }
}
