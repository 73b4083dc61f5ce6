package dev.plimsoll.peers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerProcessTests {
    @TempDir
    private Path folder;

    @Test
    void aMissingProgramIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> new Program("no-such-registry", "install the package no-such").require())
                .isInstanceOf(PeerException.class)
                .hasMessage("no-such-registry is not on the PATH; install the package no-such");
        assertThat(new Program("sh", "").find()).isPresent();
    }

    @Test
    void aProgramThatEndsAtOnceIsQuotedWithTheLastLinesOfItsLog() {
        var command = List.of("sh", "-c", "seq 1 90; echo 'configuration error: no storage' >&2; exit 1");

        assertThatThrownBy(() -> ServerProcess.start(command, folder.resolve("sh.log"), () -> false))
                .isInstanceOf(PeerException.class)
                .hasMessageStartingWith("sh ended; it printed: 87 | 88 | 89 | 90 | configuration error: no storage")
                .hasMessageContaining(folder.resolve("sh.log").toString());
    }

    @Test
    void anAnswerFromAnotherProgramThatHasThePortIsNotTakenForIts() {
        var mark = folder.resolve("mark");
        var command = List.of("sh", "-c", "echo $$ > " + mark + "; exit 1");

        assertThatThrownBy(() -> ServerProcess.start(command, folder.resolve("sh.log"), () -> hasEnded(mark)))
                .hasMessageStartingWith("sh ended");
    }

    @Test
    void whatWasStartedEndsWhenItIsClosedEvenIfItDoesNotWantTo() {
        var ready = folder.resolve("ready");
        var command = List.of("sh", "-c", "trap '' TERM; touch " + ready + "; while :; do sleep 0.1; done");
        var process = ServerProcess.start(
                command, folder.resolve("sh.log"), () -> ready.toFile().exists());
        assertThat(process.isAlive()).isTrue();

        process.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void variablesThatWouldChangeARegistrysConfigurationAreNotHandedOn() {
        var log = folder.resolve("env.log");
        assertThatThrownBy(() -> ServerProcess.start(List.of("env"), log, () -> false))
                .hasMessageContaining("ended");
        assertThat(log).content().contains("OTEL_TRACES_EXPORTER=none").doesNotContainIgnoringCase("https_proxy=");
    }

    /** Whether the process whose number stands there has ended; waits for it. */
    private static boolean hasEnded(Path mark) {
        try {
            var pid = Files.readString(mark).strip();
            if (pid.isEmpty()) {
                return false;
            }
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process -> process.onExit().join());
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
