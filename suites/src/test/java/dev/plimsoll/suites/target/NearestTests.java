package dev.plimsoll.suites.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTests {
    private static final List<String> KNOWN = List.of("dockerhub", "dockerhub-live", "quay", "crane");

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        assertThat(Nearest.to("dockerhubb", KNOWN)).contains("dockerhub");
        assertThat(Nearest.to("dokcerhub", KNOWN)).contains("dockerhub");
        assertThat(Nearest.to("dockerhub-liv", KNOWN)).contains("dockerhub-live");
        assertThat(Nearest.to("qay", KNOWN)).contains("quay");
    }

    @Test
    void whatIsFarOffIsNotGuessed() {
        assertThat(Nearest.to("ghcr", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.question("something", KNOWN)).isEmpty();
    }

    @Test
    void theQuestionStandsBehindTheName() {
        assertThat("no target \"crame\"" + Nearest.question("crame", KNOWN))
                .isEqualTo("no target \"crame\" (did you mean \"crane\"?)");
    }
}
