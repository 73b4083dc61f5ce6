package dev.plimsoll.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long ten runs of the whole rulebook take to write, the first time in a fresh JVM and again; beside it the
 * time of the processors, which other work on the machine does not lengthen as much.
 */
final class ReportSpeed {
    private static final int ROUNDS = 3;

    private ReportSpeed() {}

    /** Writes into the folder that the one argument names. */
    public static void main(String[] arguments) throws IOException {
        var runs = LargeRuns.ten();
        for (var round = 1; round <= ROUNDS; round++) {
            var started = System.nanoTime();
            var worked = processors();
            HtmlReport.write(runs, Path.of(arguments[0]));
            System.out.println("round " + round + ": " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)
                    + " ms, of processors " + processors().minus(worked).toMillis() + " ms");
        }
    }

    private static Duration processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
