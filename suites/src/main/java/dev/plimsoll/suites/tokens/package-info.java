/** What a token service grants. */
@NullMarked
package dev.plimsoll.suites.tokens;

import org.jspecify.annotations.NullMarked;
