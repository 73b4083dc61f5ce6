package dev.plimsoll.cli;

import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.reports.PullPage;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is written of traffic that was judged without a target: results, report, and the page of the pull. */
final class ReportFolder {
    private ReportFolder() {}

    /**
     * Writes them all.
     *
     * @param transcript which of the run's transcripts the page of the pull shows
     * @return a line for each file, for people
     */
    static List<String> write(RunRecord run, String transcript, Path folder) throws IOException {
        var results = folder.resolve(ResultsFile.NAME);
        ResultsFile.write(run, results);
        var report = HtmlReport.write(run, folder);
        var page = PullPage.write(run, transcript, run.target().id(), folder);
        return List.of(
                "pull page: " + page.toAbsolutePath(),
                "report: " + report.toAbsolutePath(),
                "results: " + results.toAbsolutePath());
    }
}
