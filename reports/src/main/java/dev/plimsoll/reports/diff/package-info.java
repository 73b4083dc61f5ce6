/** What changed between runs, and the history of a target's runs: data, and no page. */
@NullMarked
package dev.plimsoll.reports.diff;

import org.jspecify.annotations.NullMarked;
