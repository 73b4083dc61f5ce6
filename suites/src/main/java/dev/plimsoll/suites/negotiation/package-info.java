/** Which kind of manifest is answered: list or single, Accept against Content-Type. */
@NullMarked
package dev.plimsoll.suites.negotiation;

import org.jspecify.annotations.NullMarked;
