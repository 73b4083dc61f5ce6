/** The course that clients take to an image. */
@NullMarked
package dev.plimsoll.suites.pulling;

import org.jspecify.annotations.NullMarked;
