package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTests {
    @Test
    void nameMayHoldAHostWithAPort() {
        var scope = Scope.parse("repository:localhost:5000/a/b:pull,push");

        assertThat(scope.type()).isEqualTo("repository");
        assertThat(scope.name()).isEqualTo("localhost:5000/a/b");
        assertThat(scope.actions()).containsExactly("pull", "push");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository:library/alpine:pull",
                "repository(plugin):a/b:pull",
                "registry:catalog:*",
                "repository:host:5000/x:pull,push",
                "repository:x:",
            })
    void printsAsItWasRead(String text) {
        assertThat(Scope.parse(text)).hasToString(text);
    }

    @ParameterizedTest(name = "\"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                "repository",
                "repository:x",
                ":x:pull",
                "repository::pull",
                "repository:a:pull repository:b:pull"
            })
    void whatIsNotOneScopeIsRefused(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void pullingNeedsTheScopeThatRegistriesAskFor() {
        assertThat(Scope.pull("library/alpine")).isEqualTo(Scope.parse("repository:library/alpine:pull"));
    }
}
