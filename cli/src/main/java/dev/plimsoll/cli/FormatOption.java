package dev.plimsoll.cli;

import dev.plimsoll.reports.Extras;
import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.formats.Format;
import dev.plimsoll.reports.formats.Formats;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option {@code --format}: what a report is written as. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            split = ",",
            description =
                    "What to write, separated by commas: html (index.html), json (results.json), junit (junit.xml), sarif"
                            + " (results.sarif), markdown (summary.md), badge (badge.json), allure (allure-results/)."
                            + " By default all but allure.")
    private List<String> names = List.of();

    /** Looks at the names before the work begins. @throws ConfigurationException if there is no format of a name */
    void require() {
        chosen();
    }

    /** Writes the runs in all of them. @return the page, or the folder if there is none */
    Path write(List<RunRecord> runs, EarlierRuns earlier, Path output) throws IOException {
        var chosen = chosen();
        // What an older run left in another format must not pass for this one's.
        HtmlReport.clear(output);
        Formats.clear(output, EnumSet.complementOf(chosen));
        Formats.write(runs, chosen, output);
        return chosen.contains(Format.HTML) ? HtmlReport.write(runs, Extras.NONE.after(earlier), output) : output;
    }

    private EnumSet<Format> chosen() {
        if (names.isEmpty()) {
            return EnumSet.copyOf(Format.usual());
        }
        var chosen = EnumSet.noneOf(Format.class);
        for (var name : names) {
            chosen.add(Format.named(name)
                    .orElseThrow(() -> new ConfigurationException(
                            "no format \"" + name + "\" for --format; there are " + known())));
        }
        return chosen;
    }

    private static String known() {
        return Stream.of(Format.values()).map(Format::optionName).collect(Collectors.joining(", "));
    }
}
