package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTests {
    private static final String HEX = "bc12321026b5d738dde7bd29ddf7b7330d95623b409597dc5c2ee84cf5ca1c7b";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "alpine, docker.io/library/alpine",
        "alpine:3.12, docker.io/library/alpine:3.12",
        "bitnami/redis, docker.io/bitnami/redis",
        "docker.io/x, docker.io/library/x",
        "index.docker.io/x, docker.io/library/x",
        "index.docker.io/library/x, docker.io/library/x",
        "docker.io/library/x:1, docker.io/library/x:1",
        "localhost/x, localhost/x",
        "LOCALHOST/x, LOCALHOST/x",
        "Host/x, Host/x",
        "localhost:5000/a/b:t, localhost:5000/a/b:t",
        "host:5000, docker.io/library/host:5000",
        "[::1]:5000/x, [::1]:5000/x",
        "[2001:db8::1]/x:1, [2001:db8::1]/x:1",
        "xn--bcher-kva.example/x, xn--bcher-kva.example/x",
        "a__b/c--d/e.f, docker.io/a__b/c--d/e.f",
        "quay.io/x, quay.io/x",
    })
    void namesAreSpelledOut(String text, String expected) {
        assertThat(Reference.parse(text)).hasToString(expected);
    }

    @ParameterizedTest(name = "\"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                " ",
                "a..b/c",
                "a___b",
                "a//b",
                "a/",
                "/a",
                "-a",
                "a-",
                "alpine:",
                "alpine:.x",
                "alpine@",
                "alpine@sha256:",
                "alpine@md5",
                "[::1]",
                "[::1/x",
                "host_name.com/x",
                "-host.com/x",
                "https://quay.io/x",
                "quay.io/Alpine",
                "alpine:la test",
                "a@b@sha256:" + HEX,
                HEX,
            })
    void malformedNamesAreRefused(String text) {
        assertThatThrownBy(() -> Reference.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void emptyTextIsRefusedAsSuchAndNotAsAHalfSpelledOutName() {
        assertThatThrownBy(() -> Reference.parse("")).hasMessageContaining("empty");
    }

    @Test
    void upperCaseHexadecimalIsNoDigest() {
        var upper = "alpine@sha256:" + HEX.replace('b', 'B');

        assertThatThrownBy(() -> Reference.parse(upper))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("lower-case");
    }

    @Test
    void digestWinsOverTagAndBothAreKept() {
        var both = Reference.parse("quay.io/a/b:1.0@sha256:" + HEX);

        assertThat(both.tag()).contains("1.0");
        assertThat(both.manifestReference()).isEqualTo("sha256:" + HEX);
        assertThat(both).hasToString("quay.io/a/b:1.0@sha256:" + HEX);
    }

    @Test
    void withoutTagAndDigestTheReferenceIsLatest() {
        assertThat(Reference.parse("alpine").manifestReference()).isEqualTo("latest");
        assertThat(Reference.parse("alpine").tag()).isEmpty();
    }

    @Test
    void nameMayHave255CharactersAndNoMore() {
        var longest = "quay.io/" + "a".repeat(Reference.MAX_NAME_LENGTH - "quay.io/".length());

        assertThat(Reference.parse(longest)).hasToString(longest);
        assertThatThrownBy(() -> Reference.parse(longest + "a")).hasMessageContaining("255");
    }

    @Test
    void tagMayHave128CharactersAndNoMore() {
        assertThat(Reference.isTag("t".repeat(128))).isTrue();
        assertThat(Reference.isTag("t".repeat(129))).isFalse();
    }

    @Test
    void veryLongNamesAreJudgedWithoutExhaustingTheStack() {
        var components = "a/".repeat(200_000) + "a";
        var separators = "a-".repeat(200_000) + "a";
        var domain = "a.".repeat(200_000) + "a/x";

        assertThat(Reference.isRepositoryName(components)).isTrue();
        assertThat(Reference.isRepositoryName(separators)).isTrue();
        assertThatThrownBy(() -> Reference.parse(domain)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "docker.io/library/alpine, alpine",
        "docker.io/bitnami/redis, bitnami/redis",
        "docker.io/library/a/b, library/a/b",
        "quay.io/library/x, quay.io/library/x",
    })
    void familiarNameLeadsBackToTheSameRepository(String text, String familiar) {
        var reference = Reference.parse(text);

        assertThat(reference.familiarName()).isEqualTo(familiar);
        assertThat(Reference.parse(familiar)).isEqualTo(reference);
    }

    @Test
    void dockerHubAnswersAtAnotherHost() {
        assertThat(Reference.parse("alpine").registryHost()).isEqualTo("registry-1.docker.io");
        assertThat(Reference.parse("localhost:5000/x").registryHost()).isEqualTo("localhost:5000");
    }
}
