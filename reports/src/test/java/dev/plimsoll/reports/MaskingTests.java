package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTests {
    static final String JWT = jwt("{\"alg\":\"ES256\",\"typ\":\"JWT\"}");
    private static final String STAND_IN = jwt("{\"plimsoll\":\"stand-in\"}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization|Bearer abc|Bearer ***",
                "authorization|bearer abc|bearer ***",
                "Authorization|abc|***",
                "Authorization|abc def|***",
                "Authorization|Digest username=\"u\", response=\"REDACTED.1\"|Digest ***",
                "Authorization|Bearer REDACTED.a1b2|Bearer REDACTED.a1b2",
                "Authorization|Bearer abc REDACTED.a1b2|Bearer ***",
                "Proxy-Authorization|Basic dTpw|Basic ***",
                "Cookie|a=1; b=REDACTED.7; c|a=***; b=REDACTED.7;***",
                "Set-Cookie|sid=abc; Path=/; Max-Age=9; HttpOnly|sid=***; Path=/; Max-Age=9; HttpOnly",
                "X-Registry-Auth|abc|***",
                "X-Anything|Bearer 0123456789abcdef|Bearer ***",
                "Location|https://s3.example/b?X-Amz-Signature=0a&x=1|https://s3.example/b?X-Amz-Signature=***&x=1",
                "WWW-Authenticate|Bearer realm=\"https://t.example\"|Bearer realm=\"https://t.example\"",
            })
    void aFieldKeepsItsShapeAndLosesItsSecret(String name, String value, String masked) {
        assertThat(Masking.fieldValue(name, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://me:pa55@r.example/v2/|https://***@r.example/v2/",
                "https://c.example/b?verify=1-a%2Bb&x=2|https://c.example/b?verify=***&x=2",
                "https://c.example/b?verify=REDACTED.77f0|https://c.example/b?verify=REDACTED.77f0",
                "https://t.example/token?service=r&scope=repository:a:pull|https://t.example/token?service=r&scope=repository:a:pull",
                "grant_type=password&password=pa55&x=1|grant_type=password&password=***&x=1",
                "{\"token\": \"a\\\"b\", \"expires_in\": 9}|{\"token\": \"***\", \"expires_in\": 9}",
                "{\"access_token\":\"REDACTED.1\"}|{\"access_token\":\"REDACTED.1\"}",
                "expected Bearer authentication, but was Basic credentials|expected Bearer authentication, but was Basic credentials",
                "sent Basic dXNlcjpwYTU1 in clear|sent Basic *** in clear",
            })
    void aTextLosesWhatLooksLikeASecret(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @Test
    void aJsonWebTokenIsMaskedWhereverItStands() {
        assertThat(Masking.text("got <" + JWT + "> from it")).isEqualTo("got <***> from it");
        assertThat(Masking.text("/" + JWT + "/")).isEqualTo("/***/");
    }

    @Test
    void aTokenThatWeMadeOurselvesStays() {
        assertThat(Masking.text("got " + STAND_IN)).isEqualTo("got " + STAND_IN);
        assertThat(Masking.fieldValue("Authorization", "Bearer " + STAND_IN)).isEqualTo("Bearer " + STAND_IN);
    }

    @Test
    void aLongTextIsMaskedInOneGo() {
        var text = "{\"token\":\"" + "a\\\\".repeat(100_000) + "\"} " + "eyJ".repeat(100_000);

        assertThat(Masking.text(text)).startsWith("{\"token\":\"***\"}");
    }

    private static String jwt(String header) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString("{\"sub\":\"somebody\"}".getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }
}
