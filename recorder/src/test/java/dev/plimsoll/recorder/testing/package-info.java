/** Scripted servers, the clients that are compared, and the tests that every front end has to pass. */
@NullMarked
package dev.plimsoll.recorder.testing;

import org.jspecify.annotations.NullMarked;
