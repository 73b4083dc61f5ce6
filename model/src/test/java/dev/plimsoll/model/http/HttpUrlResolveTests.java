package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.oci.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlResolveTests {
    /** The examples of RFC 3986 §5.4.1 and §5.4.2; fragments are dropped, as they are not sent. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "g#s, http://a/b/c/g",
        "g?y#s, http://a/b/c/g?y",
        ";x, http://a/b/c/;x",
        "g;x?y#s, http://a/b/c/g;x?y",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "../../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "./g/., http://a/b/c/g/",
        "g/./h, http://a/b/c/g/h",
        "g/../h, http://a/b/c/h",
        "g;x=1/../y, http://a/b/c/y",
        "g?y/../x, http://a/b/c/g?y/../x",
        "g#s/../x, http://a/b/c/g",
        "g#s?x/../y, http://a/b/c/g",
    })
    void examplesOfTheStandard(String location, String expected) {
        assertThat(HttpUrl.parse("http://a/b/c/d;p?q").resolve(location).raw()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "https://cdn.example/x?sig=a|b%zz+/=, https://cdn.example/x?sig=a|b%zz+/=",
        "https://cdn.example/a/../b/./c, https://cdn.example/b/c",
        "//cdn.example:8443/x, https://cdn.example:8443/x",
        "/v2/a/blobs/uploads/1?_state=x/../y, https://r.example:5000/v2/a/blobs/uploads/1?_state=x/../y",
        "/a//b/, https://r.example:5000/a//b/",
        "/a/%2e%2e/b, https://r.example:5000/a/%2e%2e/b",
        "/a b|c, https://r.example:5000/a b|c",
        "HTTP://Cdn.example/x, HTTP://Cdn.example/x",
    })
    void registriesLocationsAreFollowedWithoutReencoding(String location, String expected) {
        assertThat(HttpUrl.parse("https://r.example:5000/v2/a/blobs/sha256:x")
                        .resolve(location)
                        .raw())
                .isEqualTo(expected);
    }

    @Test
    void baseWithoutPathResolvesFromItsRoot() {
        assertThat(HttpUrl.parse("http://a").resolve("g").raw()).isEqualTo("http://a/g");
        assertThat(HttpUrl.parse("http://a/").resolve("..").raw()).isEqualTo("http://a/");
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(strings = {"ftp://x/", "javascript:alert(1)", "file:///etc/passwd", "///x", "http:g", "//", "/a\r\nb"})
    void otherSchemesAndMalformedPlacesAreRefused(String location) {
        var base = HttpUrl.parse("https://r.example/v2/");

        assertThatThrownBy(() -> base.resolve(location)).isInstanceOf(MalformedException.class);
    }
}
