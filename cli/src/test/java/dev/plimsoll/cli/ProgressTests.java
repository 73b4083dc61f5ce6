package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTests {
    private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(3));
    private final StringWriter err = new StringWriter();

    @Test
    void nothingIsToldWithinTheFirstTwoSeconds() {
        var progress = on(true);
        progress.show(() -> "check 1 of 9");

        passAndTick(progress, 0, 500, 1499);
        assertThat(err.toString()).isEmpty();
        passAndTick(progress, 1);
        assertThat(err.toString()).isEqualTo("\rcheck 1 of 9, 2 s\u001b[K");
    }

    @Test
    void aTerminalHasOneLineThatIsWrittenOverAndGoneAtTheEnd() {
        var progress = on(true);
        progress.show(() -> "check 1 of 9");
        passAndTick(progress, 2000);
        progress.show(() -> "check 2 of 9");
        passAndTick(progress, 1000);
        progress.close();
        passAndTick(progress, 1000);

        assertThat(err.toString())
                .isEqualTo("\rcheck 1 of 9, 2 s\u001b[K" + "\rcheck 2 of 9, 3 s\u001b[K" + "\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void theLineMakesRoomForOutputAndComesBack() {
        var progress = on(true);
        progress.show(() -> "working");
        progress.hide();
        assertThat(err.toString()).as("there is nothing to hide").isEmpty();
        passAndTick(progress, 2000);
        progress.hide();
        progress.hide();
        passAndTick(progress, 200);

        assertThat(err.toString()).isEqualTo("\rworking, 2 s\u001b[K" + "\r\u001b[K" + "\rworking, 2 s\u001b[K");
    }

    @Test
    void aLineIsNeverWiderThanTheTerminal() {
        var progress = new Progress(nanos::get, new PrintWriter(err), true, 20);
        progress.show(() -> "a very long name of a check, longer than the line");
        passAndTick(progress, 2000);

        assertThat(err.toString()).isEqualTo("\ra very long name of\u001b[K");
    }

    @Test
    void elsewhereThereIsAPlainLineEveryTenSeconds() {
        var progress = on(false);
        progress.show(() -> "importing big.har");
        for (int i = 0; i < 250; i++) {
            passAndTick(progress, 100);
        }
        progress.hide();
        progress.close();

        assertThat(err.toString().lines()).containsExactly("importing big.har, 10 s", "importing big.har, 20 s");
        assertThat(err.toString()).doesNotContain("\u001b", "\r\u001b");
    }

    @Test
    void whatWaitsForOthersSaysNothingTwiceInALog() {
        var progress = on(false);
        progress.showNews(() -> "3 exchanges");
        passAndTick(progress, 10_000, 10_000, 10_000);
        progress.showNews(() -> "4 exchanges");
        passAndTick(progress, 10_000);

        assertThat(err.toString().lines()).containsExactly("3 exchanges, 10 s", "4 exchanges, 40 s");
    }

    @Test
    void whereThereIsNothingToTellThereIsNoLine() {
        var progress = on(true);
        progress.show(() -> "");
        passAndTick(progress, 60_000);

        assertThat(err.toString()).isEmpty();
    }

    private Progress on(boolean terminal) {
        return new Progress(nanos::get, new PrintWriter(err), terminal, 80);
    }

    private void passAndTick(Progress progress, long... millis) {
        for (long one : millis) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(one));
            progress.tick();
        }
    }
}
