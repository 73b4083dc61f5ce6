package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldsTests {
    private final HeaderFields fields =
            HeaderFields.of("Accept", "a/b, c/d", "Host", "x", "ACCEPT", "e/f,,", "accept", "");

    @Test
    void repeatedLinesStayApartAndNamesHaveNoCase() {
        assertThat(fields.all("accept")).containsExactly("a/b, c/d", "e/f,,", "");
        assertThat(fields.first("aCCEPT")).contains("a/b, c/d");
        assertThat(fields.contains("host")).isTrue();
        assertThat(fields.contains("Accept-Encoding")).isFalse();
    }

    @Test
    void listSpansLinesAndEmptyMembersDoNotCount() {
        assertThat(fields.listMembers("Accept")).containsExactly("a/b", "c/d", "e/f");
        assertThat(fields.listMembers("Vary")).isEmpty();
    }

    @Test
    void replacedLineKeepsItsPlaceAndCaseAndTheOthersGo() {
        assertThat(fields.with("accept", "*/*")).isEqualTo(HeaderFields.of("Accept", "*/*", "Host", "x"));
        assertThat(fields.with("Range", "bytes=0-").first("Range")).contains("bytes=0-");
        assertThat(fields.without("accept")).isEqualTo(HeaderFields.of("Host", "x"));
        assertThat(fields.and("Host", "y").all("Host")).containsExactly("x", "y");
    }

    @Test
    void contentLengthIsReadIfItIsOneNumber() {
        assertThat(HeaderFields.of("Content-Length", " 42 ").contentLength()).isEqualTo(OptionalLong.of(42));
        assertThat(HeaderFields.of("Content-Length", "42", "content-length", "42")
                        .contentLength())
                .isEqualTo(OptionalLong.of(42));
        assertThat(HeaderFields.none().contentLength()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "-1", "+1", "1.0", "0x10", "1e3", "99999999999999999999", "42, 43"})
    void otherContentLengthsAreNone(String value) {
        assertThat(HeaderFields.of("Content-Length", value).contentLength()).isEmpty();
    }

    @Test
    void contentLengthsThatDisagreeAreNoneSinceReadersWouldPickDifferently() {
        assertThat(HeaderFields.of("Content-Length", "42", "Content-Length", "43")
                        .contentLength())
                .isEmpty();
    }

    @Test
    void nameWithoutAValueIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> HeaderFields.of("Accept")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "proxy-authorization", "Cookie", "Set-Cookie"})
    void credentialsAreNotPrinted(String name) {
        assertThat(HeaderFields.of(name, "Bearer hunter2").toString())
                .contains(name)
                .doesNotContain("hunter2");
    }

    @Test
    void signedQueryOfALocationIsNotPrinted() {
        assertThat(HeaderFields.of("Location", "https://cdn.example/x?Signature=hunter2")
                        .toString())
                .contains("https://cdn.example/x")
                .doesNotContain("hunter2");
        assertThat(new HeaderField("Accept", "a/b")).hasToString("Accept: a/b");
    }
}
