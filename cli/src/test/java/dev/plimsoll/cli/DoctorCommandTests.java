package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorCommandTests {
    @Test
    void peopleAreToldInWords() {
        var answer = Cli.run("doctor");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .containsPattern("(?m)^\\+ ok       Java +[0-9.]+")
                .contains("           for: ", "Plimsoll can work here");
    }

    @Test
    void programsAreToldInJson() throws IOException {
        var root = JsonMapper.builder()
                .build()
                .readTree(Cli.run("doctor", "--json").out());

        assertThat(root.path("format").asText()).isEqualTo("1.0");
        assertThat(root.path("fit").asBoolean()).isTrue();
        assertThat(root.path("diagnoses"))
                .hasSizeGreaterThan(15)
                .allSatisfy(one -> assertThat(one.path("state").asText()).isIn("ok", "missing", "warning"));
        assertThat(root.at("/diagnoses/0/what").asText()).isEqualTo("Java");
    }
}
