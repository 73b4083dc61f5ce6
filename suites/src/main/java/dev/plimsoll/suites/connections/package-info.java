/** How answers are framed, and what carries them. */
@NullMarked
package dev.plimsoll.suites.connections;

import org.jspecify.annotations.NullMarked;
