/** The machine-readable reports, and those to paste: JUnit XML, SARIF, Markdown, a badge, Allure results. */
@NullMarked
package dev.plimsoll.reports.formats;

import org.jspecify.annotations.NullMarked;
