/** What mirrors do with the namespace that they are asked for. */
@NullMarked
package dev.plimsoll.suites.mirrors;

import org.jspecify.annotations.NullMarked;
