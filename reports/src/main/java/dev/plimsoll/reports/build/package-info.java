/** What Maven builds call to make reports from the results of a run. */
@NullMarked
package dev.plimsoll.reports.build;

import org.jspecify.annotations.NullMarked;
