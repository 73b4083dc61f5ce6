/** What clients do with content that is not what it should be. */
@NullMarked
package dev.plimsoll.suites.verification;

import org.jspecify.annotations.NullMarked;
