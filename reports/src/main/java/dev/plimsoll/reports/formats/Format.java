package dev.plimsoll.reports.formats;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A form that a report can take, and what its file or folder is called. */
public enum Format {
    /** The results themselves, to make any other report from. */
    JSON("results.json"),
    /** The pages for people; written by {@link dev.plimsoll.reports.HtmlReport}. */
    HTML("index.html"),
    /** JUnit XML, for the test views of CI servers. */
    JUNIT("junit.xml"),
    /** SARIF 2.1.0, for code-scanning views. */
    SARIF("results.sarif"),
    /** A summary to paste into an issue or a job's page. */
    MARKDOWN("summary.md"),
    /** What shields.io makes a badge of. */
    BADGE("badge.json"),
    /** A folder of results for Allure. */
    ALLURE("allure-results");

    private final String fileName;

    Format(String fileName) {
        this.fileName = fileName;
    }

    /** The name of its file, or of its folder, in the report's folder. */
    public String fileName() {
        return fileName;
    }

    /** The name on the command line, such as {@code junit}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name on the command line, in whatever case. */
    public static Optional<Format> named(String name) {
        return Stream.of(values())
                .filter(format -> format.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** What is written unless told otherwise: all but Allure's many files, which nothing but Allure reads. */
    public static Set<Format> usual() {
        return EnumSet.complementOf(EnumSet.of(ALLURE));
    }
}
