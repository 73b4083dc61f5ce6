package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTests {
    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void emptyContentHasItsWellKnownDigest() {
        assertThat(Digest.sha256(Bytes.empty()).raw()).isEqualTo(EMPTY);
        assertThat(Digest.of(DigestAlgorithm.SHA512, Bytes.empty()).encoded()).startsWith("cf83e1357eefb8bd");
    }

    @ParameterizedTest(name = "\"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256:",
                ":abc",
                "sha256:abc",
                "SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555",
                "sha256:../../etc/passwd",
                "sha256:..",
                "a..b:c",
                "a+:c",
                "x:a/b",
                "x:a\nb",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
                "x:a:b",
            })
    void malformedDigestsAreRefused(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(MalformedException.class);
        assertThat(Digest.parseLeniently(text)).isEmpty();
    }

    @Test
    void unknownAlgorithmsAreKeptButCannotBeVerified() {
        var digest = Digest.parse("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8");

        assertThat(digest.algorithm()).isEqualTo("multihash+base58");
        assertThat(digest.verifiableBy()).isEmpty();
        assertThat(digest.matches(Bytes.empty())).isEmpty();
    }

    @Test
    void digestMatchesItsContentAlone() {
        assertThat(Digest.parse(EMPTY).matches(Bytes.empty())).contains(true);
        assertThat(Digest.parse(EMPTY).matches(Bytes.utf8("x"))).contains(false);
    }

    @Test
    void endlessAlgorithmNameIsJudgedWithoutExhaustingTheStack() {
        var endless = "a" + ".a".repeat(200_000);

        assertThat(Digest.parseLeniently(endless)).isEmpty();
        assertThat(Digest.parseLeniently(endless + ":x")).isPresent();
    }

    @Test
    void messagesAreShortAndFreeOfControlCharacters() {
        assertThatThrownBy(() -> Digest.parse("\u001b[2J\r\n" + "x".repeat(100_000)))
                .message()
                .hasSizeLessThan(400)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void abbreviationKeepsTwelveDigits() {
        assertThat(Digest.parse(EMPTY).abbreviated()).isEqualTo("sha256:e3b0c44298fc…");
        assertThat(Digest.parse("x:short").abbreviated()).isEqualTo("x:short");
    }
}
