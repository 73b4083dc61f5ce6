/** Names, tags and digests: what is none is refused, what is one is taken. */
@NullMarked
package dev.plimsoll.suites.names;

import org.jspecify.annotations.NullMarked;
