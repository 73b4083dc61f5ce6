/** Rate limits and warnings. */
@NullMarked
package dev.plimsoll.suites.limits;

import org.jspecify.annotations.NullMarked;
