package dev.plimsoll.cli;

import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.reports.formats.Format;
import dev.plimsoll.reports.formats.Formats;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is written of traffic that was judged without a target: the report, and the results in the usual formats. */
final class ReportFolder {
    private ReportFolder() {}

    /** Writes them all. @return a line that names the first page, for people */
    static String write(RunRecord run, Path folder) throws IOException {
        Formats.write(List.of(run), Format.usual(), folder);
        return "report: " + HtmlReport.write(run, folder).toAbsolutePath();
    }
}
