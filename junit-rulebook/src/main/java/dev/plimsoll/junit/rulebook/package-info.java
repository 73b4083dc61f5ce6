/** The rulebook for the tests of clients: what a client sent to a replayed registry, judged. */
@NullMarked
package dev.plimsoll.junit.rulebook;

import org.jspecify.annotations.NullMarked;
