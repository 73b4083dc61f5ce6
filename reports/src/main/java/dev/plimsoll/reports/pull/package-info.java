/** What the traffic of a pull comes to: its order and times, what it cost, and what could have been left out. */
@NullMarked
package dev.plimsoll.reports.pull;

import org.jspecify.annotations.NullMarked;
