/** What clients do when something goes wrong on the way. */
@NullMarked
package dev.plimsoll.suites.retries;

import org.jspecify.annotations.NullMarked;
