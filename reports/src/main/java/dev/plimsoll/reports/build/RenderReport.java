package dev.plimsoll.reports;

import dev.plimsoll.suites.run.ResultsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes a folder with the report from a results file: the entry point for builds. */
public final class RenderReport {
    private static final String USAGE = "two arguments are needed: the results.json to read and the folder to write to";

    private RenderReport() {}

    /**
     * Reads the results file that the first argument names, and writes the report into the folder that the second one
     * names.
     *
     * @throws ReportFailedException if that cannot be done; thrown rather than exited with, as a build tool may run
     *     this in its own process
     */
    public static void main(String[] arguments) throws ReportFailedException {
        if (arguments.length != 2) {
            throw new ReportFailedException(USAGE + ", but there are " + arguments.length);
        }
        render(Path.of(arguments[0]), Path.of(arguments[1]), System.out);
    }

    /**
     * Writes {@code index.html} and a copy of the results into that folder, and prints one line with the report's path
     * and the run's verdict.
     *
     * @return the report
     * @throws ReportFailedException if the results cannot be used, or the folder cannot be written
     */
    public static Path render(Path results, Path directory, PrintStream out) throws ReportFailedException {
        var copy = directory.resolve(ResultsFile.NAME);
        try {
            // An older report must not pass for this run's.
            Files.deleteIfExists(directory.resolve(HtmlReport.NAME));
            if (!Files.exists(results)) {
                Files.deleteIfExists(copy);
            }
            var run = ResultsFile.read(results);
            var report = HtmlReport.write(run, directory);
            if (!Files.exists(copy) || !Files.isSameFile(results, copy)) {
                Files.copy(results, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            out.println(report + ": " + SafeText.line(run.verdict().summary()));
            return report;
        } catch (ResultsFile.UnusableException e) {
            throw new ReportFailedException(SafeText.line(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new ReportFailedException("cannot make " + directory + " from " + results + ": "
                    + SafeText.line(e.toString()) + "; check the paths, the permissions and the disk");
        }
    }
}
