/** Content codings: whether they were asked for, and what they do to digests. */
@NullMarked
package dev.plimsoll.suites.encoding;

import org.jspecify.annotations.NullMarked;
