/** HEAD against GET, tag against digest, one answer against the next. */
@NullMarked
package dev.plimsoll.suites.parity;

import org.jspecify.annotations.NullMarked;
