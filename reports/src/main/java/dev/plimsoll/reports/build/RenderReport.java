package dev.plimsoll.reports.build;

import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.reports.formats.Format;
import dev.plimsoll.reports.formats.Formats;
import dev.plimsoll.suites.run.ResultsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;

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
     * Writes every format and a copy of the results into that folder, and prints one line with the report's path
     * and the run's verdict.
     *
     * @return the report
     * @throws ReportFailedException if the results cannot be used, or the folder cannot be written
     */
    public static Path render(Path results, Path directory, PrintStream out) throws ReportFailedException {
        var copy = directory.resolve(ResultsFile.NAME);
        var madeHere = EnumSet.complementOf(EnumSet.of(Format.JSON));
        try {
            // An older report must not pass for this run's.
            HtmlReport.clear(directory);
            Formats.clear(directory, isSame(results, copy) ? madeHere : EnumSet.allOf(Format.class));
            var run = ResultsFile.read(results);
            var report = HtmlReport.write(run, directory);
            Formats.write(List.of(run), madeHere, directory);
            if (!isSame(results, copy)) {
                // The file itself, and not the record: it may have what a newer minor version adds.
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

    private static boolean isSame(Path results, Path copy) throws IOException {
        return Files.exists(results) && Files.exists(copy) && Files.isSameFile(results, copy);
    }
}
