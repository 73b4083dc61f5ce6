/** Tags: how they look, and how they are listed. */
@NullMarked
package dev.plimsoll.suites.tags;

import org.jspecify.annotations.NullMarked;
