package dev.plimsoll.suites.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingCasesTests {
    @Test
    void everyCheckHasOne() {
        assertThat(Catalog.all())
                .allSatisfy(check -> assertThat(FailingCases.find(check.id().value()))
                        .get()
                        .asString()
                        .contains(" HTTP/"));
    }

    @Test
    void itIsTheExampleOfTheChecksOwnTests() {
        assertThat(FailingCases.find("digests/blob-has-the-digest"))
                .get()
                .asString()
                .contains("<title>Harbor</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"digests/no-such-check", "no-slash", "", "../run/no", "digests/../digests/blob-has-the-digest"})
    void anIdThatIsNoChecksHasNone(String id) {
        assertThat(FailingCases.find(id)).isEmpty();
    }
}
