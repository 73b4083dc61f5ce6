/** The form of what clients ask. */
@NullMarked
package dev.plimsoll.suites.requests;

import org.jspecify.annotations.NullMarked;
